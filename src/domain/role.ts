// What a file of a project is for, by its name: one telling for the analysis of source and for the search
// for secrets. Paths are relative and have forward slashes.

/** What a file is for, as far as its path tells. Only `product` and `settings` are what somebody runs. */
export type FileRole =
  | 'product'
  | 'settings'
  | 'test'
  | 'example'
  | 'document'
  | 'generated'
  | 'vendored'
  | 'lock';

/** What a file of source is for. Only `product` code runs in front of a user. */
export type SourceRole = Extract<
  FileRole,
  'product' | 'test' | 'example' | 'generated' | 'vendored'
>;

const LOCK =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|deno\.lock|poetry\.lock|pipfile\.lock|uv\.lock|pdm\.lock|cargo\.lock|go\.(?:mod|sum|work(?:\.sum)?)|composer\.lock|gemfile\.lock|gradle\.lockfile|verification-metadata\.xml|packages\.lock\.json|flake\.lock|[^/]{0,80}\.(?:sha\d{1,3}|md5|sum|asc|sig)|\.?integrity\.json|checksums?(?:\.txt)?|sha\d{1,3}sums(?:\.txt)?)$/;
const VENDORED =
  /(?:^|\/)(?:node_modules|vendor|vendored|third[_-]?party|bower_components|site-packages|dist-packages|\.venv|venv|\.yarn)\/|(?:^|\/)(?:angular|bootstrap|jquery|plotly|swagger-?ui)[\w.-]{0,40}\.js$|(?:^|\/)(?:gradlew|mvnw)(?:\.\w+)?$/;
const TEST =
  /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|e2e|testing|testdata|test[_-]?(?:data|utils?|servers?|helpers?|support)|fixtures?|__fixtures__|mocks?|stubs?|cassettes|snapshots|__snapshots__|recordings|goldens?|bench|benchmarks?|evals?|[\w.-]{1,60}[_-](?:tests|e2e|evals|benchmarks|fixtures|mocks))\/|(?:^|\/)(?:test_[^/]{0,100}|conftest|[^/]{0,100}_test|[^/]{0,100}[._-](?:tests?|spec|e2e|bench|mock|fixture|snap|stories))\.\w{1,8}$|\.snap$/;
const EXAMPLE =
  /(?:^|\/)(?:examples?|samples?|demos?|snippets|tutorials?|cookbook|playground|quickstart)\//;
const GENERATED =
  /(?:^|\/)(?:generated|__generated__|gen)\/|(?:[._](?:generated|gen|pb|bundle|chunk)|_pb2(?:_grpc)?|\.d)\.[cm]?\w{1,6}$|\.map$|\.min\.\w{1,4}$/;
const DOCS = /(?:^|\/)(?:docs?(?:[_-]src)?|documentation)\//;
const DOCUMENT =
  /\.(?:md|mdx|markdown|rst|adoc|txt|html?|ipynb|tex|org|po|pot|csv|tsv|svg|xml|jsonl|ndjson|har|log)$|(?:^|\/)(?:site|website|licen[cs]es?|locales?|i18n)\/|(?:^|\/)(?:readme|changelog|license|notice|copying)$/;
/** Files that somebody copies and fills in. */
const TEMPLATE =
  /(?:^|\/)templates?\/|[._-](?:example|sample|template|dist|tmpl|tpl)(?:\.\w{1,8})?$|(?:^|\/)(?:example|sample|demo)[._-]/;
const SETTINGS =
  /(?:^|\/)\.env(?:\.[\w-]+)*$|(?:^|\/)\.(?:npmrc|pypirc|netrc|pgpass|htpasswd|dockercfg|git-credentials)$|\.(?:env|ini|cfg|conf|config|toml|ya?ml|json5?|jsonc|properties|tfvars|tf|hcl|plist)$|(?:^|\/)(?:docker-compose|compose|dockerfile|credentials|config)(?:\.\w+)*$/;

const MINIFIED = /\.min\.[cm]?js$/;
const BUILT = /(?:^|\/)(?:dist|build|out|esm|cjs)\//;
const GENERATED_MARK =
  /(?:@generated\b|code generated .{0,80}do not edit|auto-?generated (?:file|code|by)|this file (?:is|was) (?:auto-?)?generated)/i;

// In the order in which they are asked: a lock file in a folder of tests is a lock file.
const ROLES: readonly (readonly [role: FileRole, shapes: readonly RegExp[]])[] = [
  ['lock', [LOCK]],
  ['vendored', [VENDORED]],
  ['test', [TEST]],
  ['example', [EXAMPLE, TEMPLATE]],
  ['document', [DOCUMENT, DOCS]],
  ['generated', [GENERATED]],
  ['settings', [SETTINGS]],
];

// A longer path says no more, and would make the patterns slow.
function told(path: string): string {
  return path.slice(-1000).toLowerCase();
}

/** What a file of any kind is for. */
export function fileRole(path: string): FileRole {
  const name = told(path);
  return ROLES.find(([, shapes]) => shapes.some((shape) => shape.test(name)))?.[0] ?? 'product';
}

/** Whether a path names what a build made. */
export function isBuilt(path: string): boolean {
  return BUILT.test(told(path));
}

/**
 * What a file of source is for, by its path and its first lines.
 *
 * @param isShipped whether the program came as it was built, so that what a build made is the program
 */
export function sourceRole(path: string, text: string, isShipped = false): SourceRole {
  const name = told(path);
  if (VENDORED.test(name) || MINIFIED.test(name)) return 'vendored';
  if (BUILT.test(name) && !isShipped) return 'vendored';
  if (TEST.test(name)) return 'test';
  if (GENERATED.test(name) || GENERATED_MARK.test(text.slice(0, 600))) return 'generated';
  return EXAMPLE.test(name) || DOCS.test(name) ? 'example' : 'product';
}
