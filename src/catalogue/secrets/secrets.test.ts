import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Leak } from '../../domain/leak.ts';
import { secretShapes } from '../../domain/secret-shapes.ts';
import { findSecrets, formIn } from './index.ts';
import { patterns } from './patterns.gen.ts';

// Every credential here is put together at run time: in the file stands nothing that has its form.

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const hex = '9f8a3c1e7b5d2046af93c8e17d52b604';
const upper = 'Q7M2X9KD4PTR8VHZ3WJN6BYC5FGLA1SE';
const base62 = (value: number, digits: string): string =>
  value === 0 ? '' : base62(Math.floor(value / 62), digits) + digits[value % 62];
const checksum = (text: string): string =>
  base62(crc32(text), '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz').padStart(
    6,
    '0',
  );
const github = `ghp_${drawn.slice(0, 30)}${checksum(drawn.slice(0, 30))}`;
const json = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, header: object = { alg: 'HS256', typ: 'JWT' }): string =>
  `${json(header)}.${json(claims)}.${drawn}${'Xk'}`;
const der = Buffer.concat([Buffer.from([0x30, 0x82, 0x01, 0x20]), Buffer.alloc(280, 7)]).toString(
  'base64',
);
const pem = (name: string, body: string): string =>
  [`-----BEGIN ${name}-----`, ...(body.match(/.{1,64}/g) ?? []), `-----END ${name}-----`].join(
    '\n',
  );

const leaksIn = (text: string, path = 'src/server.ts'): readonly Leak[] =>
  findSecrets(text, { path }).leaks;

describe('a secret is found, and its harmless twin is not', () => {
  const cases: readonly (readonly [
    what: string,
    bad: string,
    leak: Partial<Leak>,
    good: string,
    path?: string,
  ])[] = [
    [
      'GitHub token with its checksum',
      `const t = '${github}';`,
      { by: 'form', isProved: true, confidence: 'high' },
      `const t = 'ghp_${drawn}';`,
    ],
    [
      'token of a vendor',
      `TOKEN = "glpat-${drawn.slice(0, 20)}"`,
      { by: 'form', kind: 'GitLab personal access token' },
      'TOKEN = "glpat-XXXXXXXXXXXXXXXXXXXX"',
    ],
    [
      'access key id',
      `id: "${'AKI'}A${upper.replaceAll(/[0189]/g, 'K').slice(0, 16)}"`,
      { by: 'form', kind: 'AWS access key id' },
      `id: "${'AKI'}AIOSFODNN7EXAMPLE"`,
    ],
    [
      'key for tests',
      `key: 'sk_${'test'}_${drawn}'`,
      { by: 'form', isMild: true },
      `key: 'sk_${'test'}_your_key_goes_here_please'`,
    ],
    [
      'web token with a signature',
      `let t = "${jwt({ sub: 'u-4411', role: 'service' })}";`,
      { by: 'form', confidence: 'high' },
      `let t = "${jwt({ sub: 'u-4411', role: 'anon' })}";`,
    ],
    [
      'web token that is none',
      `let t = "${jwt({ sub: 'u-4411' })}";`,
      { by: 'form' },
      `let t = "${jwt({ sub: 'u-4411' }, { typ: 'JWT' })}";`,
    ],
    [
      'private key',
      `const k = \`${pem('PRIVATE KEY', der)}\`;`,
      { by: 'block', kind: 'private key', isMild: false },
      `const k = \`${pem('PUBLIC KEY', der)}\`;`,
    ],
    [
      'private key with a passphrase',
      pem('ENCRYPTED PRIVATE KEY', der),
      { by: 'block', isMild: true },
      `$header = "-----BEGIN ENCRYPTED PRIVATE KEY-----" // what it looks for`,
      'server.key',
    ],
    [
      'private key within a string',
      `{"private_key": "${pem('RSA PRIVATE KEY', der).replaceAll('\n', '\\n')}"}`,
      { by: 'block' },
      `{"private_key": "${pem('RSA PRIVATE KEY', 'your-key-here')}"}`,
    ],
    [
      'value with a telling name',
      `const API_KEY = '${drawn}';`,
      { by: 'name', confidence: 'medium' },
      `const API_KEY = process.env.API_KEY ?? '';`,
    ],
    [
      'typed value',
      `client_secret: str = "${drawn}"`,
      { by: 'name' },
      'client_secret: str = Field(default="", min_length=8)',
      'src/settings.py',
    ],
    [
      'argument after a name',
      `os.environ.setdefault("API_TOKEN", "${drawn}")`,
      { by: 'name' },
      `os.environ.setdefault("API_TOKEN", "")`,
      'src/run.py',
    ],
    [
      'value that a name is compared with',
      `if (req.headers.token !== '${drawn}') return;`,
      { by: 'name', confidence: 'medium' },
      `if (req.headers.token !== process.env.TOKEN) return;`,
    ],
    [
      'value without quotes in a file of settings',
      `DB_PASSWORD=${drawn}\n`,
      { by: 'name' },
      'DB_PASSWORD=${VAULT_DB_PASSWORD}\n',
      '.env',
    ],
    [
      'password that somebody thought of',
      `password: 'Harbour-41-lantern!'`,
      { by: 'name', confidence: 'low', isMild: true },
      `password: 'must be at least 8 characters'`,
    ],
    [
      'password in an address',
      `connect("postgres://app:quince41harbour@db.internal.corp/app")`,
      { by: 'address' },
      `connect("postgres://app:quince41harbour@localhost/app")`,
    ],
    [
      "value that only the vendor's name tells",
      `algolia_admin_key = "${hex}"`,
      { by: 'name', kind: 'Algolia API key' },
      `algolia_index_name = "${hex}"`,
    ],
    [
      'literal that looks drawn',
      `sign("${drawn}${drawn.slice(3, 15)}")`,
      { by: 'look', confidence: 'low' },
      `hash = "sha512-${drawn}${drawn.slice(3, 15)}"`,
    ],
    [
      'credential of a curl command',
      `curl -s https://api.corp.dev/v1 -H "Authorization: Bearer ${drawn}"`,
      { by: 'name', confidence: 'medium' },
      'curl -s https://api.corp.dev/v1 -H "Authorization: Bearer $TOKEN"',
      'deploy.sh',
    ],
    [
      'password of a curl command',
      'curl https://api.corp.dev/v1 -u deploy:quince41Harbour',
      { by: 'name', confidence: 'low' },
      'curl https://api.corp.dev/v1 -u "$USER:$PASSWORD"',
      'deploy.sh',
    ],
  ];

  test.each(cases.map((one) => ({ one })))('$one.0', ({ one: [, bad, leak, good, path] }) => {
    expect(leaksIn(bad, path)).toMatchObject([leak]);
    expect(leaksIn(good, path)).toEqual([]);
  });
});

describe('what is none', () => {
  test.each([
    ['a reference', `api_key: \${{ secrets.API_KEY }}`],
    ['a type', 'token: Promise<AccessTokenResponse>'],
    ['a comparison', `if (token === 'undefined-or-empty') return;`],
    ['a digest', `"key": "sha256:${hex}${hex}"`],
    ['a commit', `revision = "${hex}ab12cd34"`],
    ['a counted value', 'secret = "0123456789abcdef0123456789abcdef"'],
    ['a repeated value', 'secret = "abc9abc9abc9abc9abc9abc9abc9"'],
    ['a publishable key', `const key = 'pk_live_${drawn}';`],
    ['the next page', `nextToken: "${drawn}"`],
    ['a cache key', `cache_key = "${drawn}"`],
    ['a message', `passwordHint: "At least 8 characters, 1 digit"`],
    ['a path', 'key: "reports/2024/q3/summary_v2.parquet"'],
  ])('%s', (_what, text) => {
    expect(leaksIn(text, 'config/app.yaml')).toEqual([]);
  });

  test('the reason is kept', () => {
    const { allowed } = findSecrets(`a = "ghp_${drawn}"; b_token = "\${TOKEN_OF_B}";`);
    expect(allowed.map(({ why }) => why)).toEqual([
      'a token whose checksum does not hold',
      'a reference to where the secret stands',
    ]);
  });
});

test('a form is one whatever stands around it, a name is not', () => {
  expect(formIn(`Use dop_v1_${hex}${hex} for it.`)?.kind).toBe(
    'DigitalOcean personal access token',
  );
  expect(formIn(`{"API_KEY": "${drawn}"}`)).toBeUndefined();
  expect(formIn(`token: ghp_${drawn}`)).toBeUndefined();
});

test('a leak says where the secret stands, to the character', () => {
  const text = `// ünï\nconst t = '${github}';`;
  const [leak] = leaksIn(text);
  expect(text.slice(leak?.start, leak?.end)).toBe(github);
});

test('names are not read in lock files and minified code, forms are', () => {
  const text = `{"token": "${drawn}", "resolved": "https://x/${github}"}`;
  expect(leaksIn(text, 'package-lock.json')).toMatchObject([{ by: 'form' }]);
  const minified = `${'var a=1;'.repeat(1000)}x.apiKey="${drawn}";y="${github}"`;
  expect(leaksIn(minified, 'dist/app.js')).toMatchObject([{ by: 'form' }]);
});

describe('the pack', () => {
  test('is what the script wrote, whose expressions were found safe', () => {
    const text = readFileSync(new URL('patterns.gen.ts', import.meta.url), 'utf8');
    const [, stated = ''] = /Digest of what follows the import: ([0-9a-f]{64})\n/.exec(text) ?? [];
    const body = text.slice(text.indexOf("pattern.ts';\n\n") + "pattern.ts';\n\n".length);
    expect(createHash('sha256').update(body).digest('hex')).toBe(stated);
  });

  test('holds every form of our own', () => {
    const names = new Set(patterns.map(({ kind }) => kind));
    const missing = secretShapes.filter(({ name }) => !names.has(name)).map(({ name }) => name);
    // Three parts with dots between them: too many other things have that form.
    expect(missing).toEqual(['Discord token']);
  });

  test('has an id for each, and a way to be tried', () => {
    expect(patterns.length).toBeGreaterThan(250);
    expect(
      patterns.filter(({ anchors, gate, keywords }) => !(anchors ?? keywords ?? gate)),
    ).toEqual([]);
  });
});

test('in any text, leaks lie within it, in order, apart, and the same each time', () => {
  const parts = fc.constantFrom(
    github,
    drawn,
    hex,
    jwt({ sub: 'u' }),
    pem('PRIVATE KEY', der),
    '-----BEGIN PRIVATE KEY-----',
    'postgres://a:quince41@db.corp.net',
    'api_key = "',
    'token: ',
    'sk-',
    'curl -u a:b ',
    "'",
    '"',
    '\\n',
    '\n',
    ' ',
    'é\ud800',
  );
  fc.assert(
    fc.property(
      fc.array(parts, { maxLength: 30 }),
      fc.constantFrom('a.ts', '.env'),
      (some, path) => {
        const text = some.join('');
        const { leaks } = findSecrets(text, { path });
        expect(findSecrets(text, { path }).leaks).toEqual(leaks);
        let from = 0;
        for (const { end, start } of leaks) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
      },
    ),
    { numRuns: 500 },
  );
});

describe('a hostile text', () => {
  const size = 2_000_000;
  // As many characters of ordinary code take a hundredth of this; a quadratic search takes hours.
  test.each([
    ['beginnings of tokens', 'sk-'],
    ['names', 'key=key='],
    ['names with quotes', `token="`],
    ['first lines of keys', '-----BEGIN PRIVATE KEY-----\n'],
    ['addresses', 'a://b:'],
    ['commands', 'curl -H "Authorization: '],
    ['web tokens', 'eyJhbGciOiJ9.'],
    ['assignments', 'api_key = = = '],
    ['one long word', 'aB3dE5gH7jK9'],
    ['quotes', `"'\``],
    ['blanks', 'secret            '],
    ['tokens', `${github} `],
  ])('of %s ends', { timeout: 20_000 }, (_what, part) => {
    const { leaks } = findSecrets(part.repeat(size / part.length), { path: 'x.ts' });
    expect(leaks.length).toBeLessThanOrEqual(2000);
  });

  test('that has more than can be tried is called cut', () => {
    expect(findSecrets('sk-'.repeat(size / 3)).isCut).toBe(true);
    expect(findSecrets('const key = value;\n'.repeat(size / 19)).isCut).toBe(false);
  });
});
