// Converts the rule pack of gitleaks (MIT) and the forms of our own into one data file:
//
//   node scripts/secret-patterns/main.ts PATH/TO/gitleaks.toml COMMIT
//
// An expression that `recheck` does not call safe is not written, so that no text can make the search
// slow. Nothing of the pack is left out in silence: what is not taken over, or not as it stands, is in
// `LEFT_OUT` and `REWRITTEN` with the reason. Prints what it did.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSync } from 'recheck';
import { getStaticTOMLValue, parseTOML } from 'toml-eslint-parser';
import { secretShapes } from '../../src/domain/secret-shapes.ts';
import type { Allowance, SecretPattern } from '../../src/catalogue/secrets/pattern.ts';
import { parseExpression } from './expression.ts';
import type { Node } from './expression.ts';
import { kindOf } from './kinds.ts';
import { emit, longest, starts } from './reading.ts';

interface UpstreamAllowance {
  readonly regexTarget?: 'match' | 'line';
  readonly regexes?: readonly string[];
  readonly paths?: readonly string[];
  readonly stopwords?: readonly string[];
}

interface UpstreamRule {
  readonly id: string;
  readonly description: string;
  readonly regex?: string;
  readonly path?: string;
  readonly entropy?: number;
  readonly secretGroup?: number;
  readonly keywords?: readonly string[];
  readonly allowlists?: readonly UpstreamAllowance[];
}

interface Upstream {
  readonly allowlist: UpstreamAllowance;
  readonly rules: readonly UpstreamRule[];
}

/** Characters that a repetition without an upper bound may take. */
const MOST = 1000;
/** The same in an allowance, which looks at a short text. */
const MOST_ALLOWED = 60;
/** An anchor is compared as far as this. */
const ANCHOR = 14;

const LEFT_OUT: Readonly<Record<string, string>> = {
  'generic-api-key': 'assignments.ts judges names and values apart; it takes the words from here',
  'private-key': 'private-keys.ts looks at what stands between the two lines',
  'kubernetes-secret-yaml':
    'it tells every manifest; the values that are secrets are told by their names',
  'pkcs12-file': 'a matter of the name of a file: paths.ts',
};

const REWRITTEN: Readonly<Record<string, { readonly regex: string; readonly why: string }>> = {
  'aws-amazon-bedrock-api-key-short-lived': {
    regex: String.raw`bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t[A-Za-z0-9+/=_-]{40,4000}`,
    why: 'it was satisfied with what every such key begins with',
  },
  'curl-auth-header': {
    regex: String.raw`\bcurl\b[^\x60]{0,500}?[ \t\n\r](?:-H|--header)(?:=|[ \t]{0,5})(?:"(?i)(?:Authorization:[ \t]{0,5}(?:Basic[ \t]([a-z0-9+/]{8,500}={0,3})|(?:Bearer|(?:Api-)?Token)[ \t]([\w=~@.+/-]{8,500})|([\w=~@.+/-]{8,500}))|(?:(?:X-(?:[a-z]{1,30}-)?)?(?:Api-?)?(?:Key|Token)):[ \t]{0,5}([\w=~@.+/-]{8,500}))"|'(?i)(?:Authorization:[ \t]{0,5}(?:Basic[ \t]([a-z0-9+/]{8,500}={0,3})|(?:Bearer|(?:Api-)?Token)[ \t]([\w=~@.+/-]{8,500})|([\w=~@.+/-]{8,500}))|(?:(?:X-(?:[a-z]{1,30}-)?)?(?:Api-?)?(?:Key|Token)):[ \t]{0,5}([\w=~@.+/-]{8,500}))')`,
    why: 'lines in lines repeat without a bound: one stretch of 500 characters instead',
  },
  'curl-auth-user': {
    regex: String.raw`\bcurl\b[^\x60]{0,500}?[ \t\n\r](?:-u|--user)(?:=|[ \t]{0,5})(?:"([^":\n]{0,100}:[^"\n]{3,200})"|'([^':\n]{3,100}:[^'\n]{3,200})'|([\w$@.-]{1,100}:[\w\x24{}@.-]{1,200}))(?:\s|$)`,
    why: 'lines in lines repeat without a bound: one stretch of 500 characters instead',
  },
  'nuget-config-password': {
    regex: String.raw`(?i)<add key="(?:ClearText)?Password"\s{0,20}value="([^"\n]{8,500})"\s{0,20}/>`,
    why: 'the value ran on to the last quote of the line',
  },
  'slack-webhook-url': {
    regex: String.raw`(?:https?://)?hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/]{43,56}`,
    why: 'its dots stood for any character',
  },
  'sourcegraph-access-token': {
    regex: String.raw`(?i)\b(sgp_(?:[a-f0-9]{16}|local)_[a-f0-9]{40}|sgp_[a-f0-9]{40})\b`,
    why: 'forty hexadecimal digits alone are a commit',
  },
  'nytimes-access-token': {
    regex: String.raw`(?i)(?:nytimes|new-york-times|newyorktimes)(?:[ \t\w.-]{0,20})[\s'"]{0,3}(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}([a-z0-9=_\-]{32})(?:[\x60'"\s;]|\\[nr]|$)`,
    why: 'a comma stood in the name',
  },
};

/** Where the first group is only a part that repeats. */
const GROUPS: Readonly<Record<string, number>> = { 'microsoft-teams-webhook': 0 };

/** Rules whose own allowances are placeholders, which are judged alike for all of them. */
const JUDGED: ReadonlySet<string> = new Set(['curl-auth-user']);

/** What names an identity rather than proving it, or is made to be public. */
const PUBLIC =
  /(?:client-id|access-id|client-app-id|public-key|pub-key|pub-api-key|user-api-id|browser-api-token)$/;

const [file = '', commit = ''] = process.argv.slice(2);
if (!/^[0-9a-f]{40}$/.test(commit)) {
  console.error('usage: node scripts/secret-patterns/main.ts PATH/TO/gitleaks.toml COMMIT');
  process.exit(2);
}
const upstream = getStaticTOMLValue(parseTOML(readFileSync(file, 'utf8'))) as unknown as Upstream;

function fromUpstream(rule: UpstreamRule): SecretPattern | undefined {
  const reason = LEFT_OUT[rule.id];
  const rewritten = REWRITTEN[rule.id];
  if (reason !== undefined || rule.regex === undefined) {
    console.log(`left out   ${rule.id}: ${reason ?? 'it has no expression'}`);
    return undefined;
  }
  if (rewritten !== undefined) console.log(`rewritten  ${rule.id}: ${rewritten.why}`);
  const isNamed = rule.regex.includes(ASSIGNED);
  const node = parseExpression(withEnds(withoutLead(rewritten?.regex ?? rule.regex)), MOST);
  const group = rule.secretGroup ?? GROUPS[rule.id];
  const allow = JUDGED.has(rule.id) ? [] : (rule.allowlists ?? []).map(allowance);
  return {
    id: rule.id,
    kind: kindOf(rule.id, rule.description),
    expression: emit(node),
    ...where(rule.id, node, rule.keywords ?? []),
    ...(rule.entropy !== undefined && { entropy: rule.entropy }),
    ...(group !== undefined && { group }),
    ...(rule.path !== undefined && { path: expression(rule.path) }),
    ...(isNamed && { isNamed: true as const }),
    ...(PUBLIC.test(rule.id) && { isPublic: true as const }),
    ...(allow.length > 0 && { allow }),
  };
}

// What stands between a vendor's name and the value, in every rule that knows the value by the name.
const ASSIGNED = String.raw`(?:=|>|:{1,3}=|\|\||:|=>|\?=|,)[\x60'"\s=]{0,5}`;

/** Without the fifty characters in front of a name: they decide nothing, and every start would try them. */
function withoutLead(regex: string): string {
  return regex.replaceAll(String.raw`[\w.-]{0,50}?`, '');
}

/** With the ends that a token has in prose, lists, markup and addresses, beside those in code. */
function withEnds(regex: string): string {
  return regex.replaceAll(
    String.raw`(?:[\x60'"\s;]|\\[nr]|$)`,
    String.raw`(?:[\x60'"\s;,)\]}<>|&]|\.(?:\s|$)|\\[nr]|$)`,
  );
}

/** Where in a text to try the expression. */
function where(
  id: string,
  node: Node,
  keywords: readonly string[],
): Pick<SecretPattern, 'anchors' | 'keywords' | 'reach' | 'gate'> {
  const anchors = [...new Set(starts(node).map(({ text }) => text.slice(0, ANCHOR)))];
  const words = keywords.map((word) => word.toLowerCase());
  if (anchors.every((anchor) => anchor.length >= 2)) {
    // The words of the pack may stand anywhere in the text; what begins with one needs no gate.
    const isImplied = anchors.every((anchor) =>
      words.some((word) => anchor.includes(word) || word.startsWith(anchor)),
    );
    return { anchors: shortest(anchors), ...(!isImplied && !IMPLIED.has(id) && { gate: words }) };
  }
  if (APART.has(id)) return { gate: words };
  return { keywords: words, reach: longest(node) };
}

/** Rules whose keyword stands in every match, only not at its start. */
const IMPLIED: ReadonlySet<string> = new Set([
  'openai-api-key',
  'lob-api-key',
  'lob-pub-api-key',
  'octopus-deploy-api-key',
]);
/** Rules without a text that begins or lies within every match. */
const APART: ReadonlySet<string> = new Set(['facebook-access-token']);

/** Of anchors that begin alike, the shorter finds what the longer would. */
function shortest(anchors: readonly string[]): string[] {
  return anchors.filter((one) => !anchors.some((other) => other !== one && one.startsWith(other)));
}

function expression(source: string): string {
  // A whole key in an allowance would look like a leak of ours: the part behind its prefix will do.
  const short = source
    .replace(/^AIzaS?y/, '')
    // What follows decides nothing, and neither does what stands in front.
    .replace(/\(\?:\/\.[*+]\??\)\?\$$/, '(?:/|$)')
    .replace(/^\.\+/, '');
  return emit(parseExpression(short, MOST_ALLOWED));
}

function allowance({ paths, regexes, stopwords }: UpstreamAllowance): Allowance {
  return {
    ...(paths !== undefined && { paths: paths.map(expression) }),
    ...(regexes !== undefined && {
      expressions: regexes.filter((one) => !one.startsWith(ACTIONS)).map(expression),
    }),
    ...(stopwords !== undefined && { words: stopwords.map((word) => word.toLowerCase()) }),
  };
}

// `${{ secrets.NAME }}`: one of the references that are judged alike everywhere.
const ACTIONS = String.raw`^\$\{\{`;

// Stands in front of our own forms; nothing of it is part of a match.
const OWN_START = /^\(\?:\(\?<!\[A-Za-z0-9\]\)\|\(\?<=\\\\\[nrt\]\)\|\(\?<=%\[0-9A-Fa-f\]\{2\}\)\)/;

function fromShape({ name, shape }: (typeof secretShapes)[number]): SecretPattern {
  const lead = OWN_START.exec(shape.source)?.[0] ?? '';
  const node = parseExpression(shape.source.slice(lead.length), MOST);
  const id = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-form`;
  const found = starts(node).map(({ text }) => text.slice(0, ANCHOR));
  const anchors = found.every((anchor) => anchor.length >= 2)
    ? shortest([...new Set(found)])
    : undefined;
  const words = OWN_WORDS[name];
  if (anchors === undefined && words === undefined) throw new Error(`no word of ${name} is known`);
  return {
    id,
    kind: name,
    expression: lead + emit(node),
    ...(anchors === undefined
      ? { keywords: words ?? [], reach: Math.min(longest(node), MOST) }
      : { anchors }),
  };
}

/** Words within every match of the forms that do not start with one. */
const OWN_WORDS: Readonly<Record<string, readonly string[]>> = {
  'Azure client secret': ['q~'],
  'Mailchimp key': ['-us'],
  'Telegram bot token': [':aa'],
  'Terraform token': ['.atlasv1.'],
};

const own = secretShapes.filter(({ name }) => name !== 'Discord token').map(fromShape);
const patterns = upstream.rules.map(fromUpstream).filter((one) => one !== undefined);
const generic = upstream.rules.find(({ id }) => id === 'generic-api-key');
// Of the allowances for all rules the paths are left out: what a file is for (role.ts) decides what is
// looked for in it, and a token is one in a lock file too.
const { expressions: examples = [], words = [] } = allowance(upstream.allowlist);
const known: Allowance = { expressions: examples, words };
const all = [...patterns, ...own];

const expressions = [
  ...all.map(({ expression }) => expression),
  ...[known, ...all.flatMap(({ allow = [] }) => allow)].flatMap((one) => [
    ...(one.paths ?? []),
    ...(one.expressions ?? []),
  ]),
  ...all.flatMap(({ path }) => path ?? []),
];
const unsafe = [...new Set(expressions)].filter(
  (one) => checkSync(one, 'y', { timeout: 60_000 }).status !== 'safe',
);
for (const one of unsafe) console.error(`not safe   ${one}`);
if (unsafe.length > 0) process.exit(1);

const data = (name: string, type: string, value: unknown): string =>
  `export const ${name}: ${type} = ${JSON.stringify(value, null, 1)};\n`;
const body = [
  '/** The forms of the pack, and those of our own that it does not have. */',
  data('patterns', 'readonly SecretPattern[]', all),
  '/** What is no secret, whichever form it has. */',
  data('everywhere', 'Allowance', known),
  '/** Words, in lower case, that no value has which somebody drew. */',
  data(
    'words',
    'readonly string[]',
    (generic?.allowlists ?? []).flatMap(({ stopwords = [] }) => stopwords),
  ),
].join('\n');

writeFileSync(
  join(import.meta.dirname, '../../src/catalogue/secrets/patterns.gen.ts'),
  [
    '// Generated by scripts/secret-patterns/main.ts. Do not edit: every expression was found safe there.',
    `// From gitleaks, config/gitleaks.toml at commit ${commit}.`,
    '// MIT License, Copyright (c) 2019 Zachary Rice: see gitleaks.LICENSE beside this file.',
    `// Digest of what follows the import: ${createHash('sha256').update(body).digest('hex')}`,
    "import type { Allowance, SecretPattern } from './pattern.ts';\n",
    body,
  ].join('\n'),
);
console.log(
  `${patterns.length} of ${upstream.rules.length} rules, ${own.length} forms of our own, ${expressions.length} expressions safe`,
);
