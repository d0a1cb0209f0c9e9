import type { FileRole } from '../../domain/leak.ts';

// In the order in which they are asked: a lock file in a folder of tests is a lock file.
const ROLES: readonly (readonly [role: FileRole, path: RegExp])[] = [
  [
    'lock',
    /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.ya?ml|bun\.lockb?|deno\.lock|poetry\.lock|pipfile\.lock|uv\.lock|pdm\.lock|cargo\.lock|go\.(?:mod|sum|work(?:\.sum)?)|composer\.lock|gemfile\.lock|gradle\.lockfile|verification-metadata\.xml|packages\.lock\.json|flake\.lock|[^/]{0,80}\.(?:sha\d{1,3}|md5|sum|asc|sig)|\.?integrity\.json|checksums?(?:\.txt)?|sha\d{1,3}sums(?:\.txt)?)$/,
  ],
  [
    'vendored',
    /(?:^|\/)(?:vendor|vendored|third[_-]?party|bower_components|site-packages|dist-packages|\.yarn)\/|(?:^|\/)(?:angular|bootstrap|jquery|plotly|swagger-?ui)[\w.-]{0,40}\.js$|(?:^|\/)(?:gradlew|mvnw)(?:\.\w+)?$/,
  ],
  [
    'test',
    /(?:^|\/)(?:tests?|__tests__|__mocks__|spec|specs|e2e|testing|testdata|test[_-]?data|test[_-]?utils?|fixtures?|__fixtures__|mocks?|stubs?|cassettes|snapshots|__snapshots__|recordings|goldens?|benchmarks?|evals?)\/|(?:^|\/)(?:test_[^/]{0,100}|conftest|[^/]{0,100}[._-](?:tests?|spec|e2e|mock|fixture|snap|stories))\.\w{1,8}$|\.snap$/,
  ],
  [
    'example',
    /(?:^|\/)(?:examples?|samples?|demos?|tutorials?|cookbook|templates?|playground)\/|[._-](?:example|sample|template|dist|tmpl|tpl)(?:\.\w{1,8})?$|(?:^|\/)(?:example|sample|demo)[._-]/,
  ],
  [
    'document',
    /\.(?:md|mdx|markdown|rst|adoc|txt|html?|ipynb|tex|org|po|pot|csv|tsv|svg|xml|jsonl|ndjson|har|log)$|(?:^|\/)(?:docs?|documentation|site|website|licen[cs]es?|locales?|i18n)\/|(?:^|\/)(?:readme|changelog|license|notice|copying)$/,
  ],
  [
    'generated',
    /\.min\.\w{1,4}$|\.map$|\.(?:gen|generated|pb|bundle|chunk)\.\w{1,6}$|[_.]pb2?(?:_grpc)?\.(?:py|go|ts|js)$|(?:^|\/)(?:generated|__generated__)\//,
  ],
  [
    'settings',
    /(?:^|\/)\.env(?:\.[\w-]+)*$|(?:^|\/)\.(?:npmrc|pypirc|netrc|pgpass|htpasswd|dockercfg|git-credentials)$|\.(?:env|ini|cfg|conf|config|toml|ya?ml|json5?|jsonc|properties|tfvars|tf|hcl|plist)$|(?:^|\/)(?:docker-compose|compose|dockerfile|credentials|config)(?:\.\w+)*$/,
  ],
];

/** What a file is for, by its path with forward slashes. */
export function roleOf(path: string): FileRole {
  const lower = path.slice(-1000).toLowerCase();
  return ROLES.find(([, shape]) => shape.test(lower))?.[0] ?? 'product';
}

/** Whether values in it stand without quotes, as in `.env`, YAML and INI files. */
export function hasBareValues(path: string): boolean {
  return /(?:^|\/)\.(?:env(?:\.[\w-]{1,30}){0,3}|npmrc|pypirc|netrc|pgpass)$|\.(?:env|ini|cfg|conf|properties|ya?ml|tfvars|service)$/i.test(
    path.slice(-300),
  );
}
