import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MASK, redact, redactArguments } from './redact.ts';

// Built from parts, so that no scanner takes this file for a leak.
const letters = (length: number): string =>
  'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8'.repeat(10).slice(0, length);
const hex = (length: number): string => '0123456789abcdef'.repeat(20).slice(0, length);
const upper = (length: number): string => 'QWERTY2345ASDFGH67'.repeat(10).slice(0, length);

const TOKENS: readonly string[] = [
  `ghp_${letters(36)}`,
  `github_pat_${letters(22)}_${letters(59)}`,
  `glpat-${letters(20)}`,
  `AKIA${upper(16)}`,
  `sk-ant-api03-${letters(80)}`,
  `sk-proj-${letters(48)}`,
  `sk-${letters(48)}`,
  `AIza${letters(35)}`,
  `xoxb-1234567890-${letters(24)}`,
  `xapp-1-${letters(40)}`,
  `sk_live_${letters(24)}`,
  `npm_${letters(36)}`,
  `pypi-${letters(80)}`,
  `ntn_${letters(46)}`,
  `hf_${letters(34)}`,
  `lin_api_${letters(40)}`,
  `SG.${letters(22)}.${letters(43)}`,
  `dop_v1_${hex(64)}`,
  `12345678:AA${letters(33)}`,
  `eyJ${letters(20)}.eyJ${letters(40)}.${letters(43)}`,
  `hvs.${letters(90)}`,
  `dckr_pat_${letters(27)}`,
  `gsk_${letters(52)}`,
  `tvly-${letters(32)}`,
  `figd_${letters(40)}`,
  `sbp_${hex(40)}`,
  `shpat_${hex(32)}`,
  `pat${letters(14)}.${hex(64)}`,
  `SK${hex(32)}`,
  `GOCSPX-${letters(28)}`,
  `ya29.${letters(60)}`,
  `lsv2_pt_${hex(32)}_${hex(10)}`,
  `hooks.slack.com/services/T0${upper(8)}/B0${upper(8)}/${letters(24)}`,
  `-----BEGIN RSA PRIVATE KEY-----\n${letters(64)}\n${letters(20)}\n-----END RSA PRIVATE KEY-----`,
  `-----BEGIN PRIVATE KEY-----\\n${letters(64)}\\n${letters(64)}`,
  `-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\n${letters(64)}\n-----END RSA PRIVATE KEY-----`,
];

/** Somewhere within a token that no mask may leave standing. */
const core = (token: string): string =>
  token
    .replace(/-----[^-]*-----/g, '')
    .trim()
    .slice(-16);

describe('tokens that give themselves away', () => {
  const around = fc.constantFrom(
    '',
    ' ',
    '\n',
    '"',
    "'",
    '=',
    ':',
    '/',
    ',',
    '(',
    '>',
    '\\n',
    '%20',
    'x=',
    'Bearer ',
    '--x ',
    '{"a":"',
    '`',
    '_',
    '-H ',
  );
  test('never survive, whatever stands around them', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...TOKENS),
        around,
        around,
        fc.lorem(),
        (token, before, after, prose) => {
          const masked = redact(
            `${prose}${/^\w|^$/.test(before) ? ' ' : ''}${before}${token}${/^\w/.test(after) ? ' ' : ''}${after} ${prose}`,
          );
          expect(masked).not.toContain(core(token));
          expect(masked).toContain(MASK);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test.each(TOKENS)('%s is masked alone, and as an argument', (token) => {
    expect(redact(token)).not.toContain(core(token));
    expect(redactArguments([token]).join('')).not.toContain(core(token));
  });
});

describe('values with a telling name', () => {
  const secret = fc
    .stringMatching(/^[A-Za-z0-9!@*^~+/-]{8,40}$/)
    .filter((text) => /\d/.test(text) && /^[A-Za-z0-9]/.test(text));
  const name = fc.constantFrom(
    'TOKEN',
    'DB_PASSWORD',
    'apiKey',
    'X-Api-Key',
    'clientSecret',
    'MY_SERVICE_API_KEY',
    'github_token',
    'PGPASSWORD',
    'passwd',
    'private-key',
    'TOKEN_2',
    'AWS_SECRET_ACCESS_KEY',
    'accountKey',
    'webhook_secret',
  );
  const form = fc.constantFrom(
    (key: string, value: string) => `${key}=${value}`,
    (key: string, value: string) => `export ${key}="${value}"; run`,
    (key: string, value: string) => `${key} = '${value}'`,
    (key: string, value: string) => `{"a": 1, "${key}": "${value}", "b": 2}`,
    (key: string, value: string) => `{\\"${key}\\":\\"${value}\\"}`,
    (key: string, value: string) => `https://host.example/path?x=1&${key}=${value}&y=2`,
    (key: string, value: string) => `https://host.example/cb#${key}=${value}`,
    (key: string, value: string) => `--${key}=${value} --other`,
    (key: string, value: string) => `run --${key} ${value} --other`,
    (key: string, value: string) => `${key}: ${value}\nnext: line`,
    (key: string, value: string) => `Server=db;${key}=${value};Timeout=3`,
    (key: string, value: string) => `-e ${key}=${value} image`,
  );

  test('never survive, in any way of writing them down', () => {
    fc.assert(
      fc.property(name, secret, form, (key, value, write) => {
        const masked = redact(write(key, value));
        expect(masked).not.toContain(value);
        // What one printer has masked, the next leaves as it is.
        expect(redact(masked)).toBe(masked);
      }),
      { numRuns: 3000 },
    );
  });

  test('never survive as the word after a flag, or in a header', () => {
    fc.assert(
      fc.property(name, secret, (key, value) => {
        expect(redactArguments([`--${key}`, value])[1]).toBe(MASK);
        expect(redactArguments(['-H', `${key}: ${value}`])[1]).not.toContain(value);
        expect(redactArguments(['--header', `Authorization: Bearer ${value}`])[1]).not.toContain(
          value,
        );
        expect(redactArguments(['--header', `Authorization:${value}`])[1]).not.toContain(value);
      }),
    );
  });

  test('passwords in addresses never survive', () => {
    const part = fc
      .stringMatching(/^[A-Za-z0-9!$*^~+/:@?#%-]{6,30}$/)
      .filter((text) => /[A-Za-z]/.test(text.slice(1)) && !/^(?:[/?#@$%]|\d+[/?#])/.test(text));
    const scheme = fc.constantFrom(
      'https',
      'postgres',
      'postgresql+psycopg',
      'redis',
      'mongodb+srv',
      'amqp',
      'socks5',
      'git+https',
    );
    fc.assert(
      fc.property(
        scheme,
        part.filter((text) => !/[/?#@:]/.test(text.slice(0, 3))),
        (name, password) => {
          const kept = password.replace(/[/?#].*$/, '').replace(/@.*$/, '');
          expect(redact(`see ${name}://user:${password}@host.example/db and go`)).not.toContain(
            `:${kept}`,
          );
        },
      ),
      { numRuns: 2000 },
    );
    expect(redact(`https://${letters(30)}@host.example/x`)).toBe(`https://${MASK}@host.example/x`);
    expect(redact('https://proxy.example/?to=https://u:hunter2@host.example/')).not.toContain(
      'hunter2',
    );
  });
});

describe('masking', () => {
  test.each([
    'Adds two numbers and returns the sum.',
    'Creates a token for the user; the token is valid for 30 minutes.',
    'Password must have 8 characters. Set the password first.',
    'Basic authentication is not supported; Bearer authentication is.',
    'Bearer realm="example", error="invalid_token", scope="read write"',
    'max_tokens=4096 --max-tokens 4096 maxTokens: 4096',
    'nextPageToken=abc123def456',
    'https://host.example:8443/@scope/name@1.2.3?x=1#part',
    'git+ssh://git@host.example/owner/repo.git',
    'npx -y @scope/mcp-server@1.2.3 --root /home/user/projects',
    'docker run -i --rm -e API_KEY -u 1000:1000 mcp/x@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef',
    'commit 0123456789abcdef0123456789abcdef01234567',
    'id 123e4567-e89b-42d3-a456-426614174000',
    'API_KEY=${API_KEY} TOKEN=$TOKEN "password": "{{password}}" secret=op://vault/item/field',
    'token: string, password: optional, secret (required)',
    'Use --token to authenticate and --password to prompt.',
    'sha512-abcDEF/ghiJKL== is the integrity',
    '{"type":"object","properties":{"password":{"type":"string"},"token":{"type":"string"}}}',
    '-----BEGIN CERTIFICATE-----',
    'use_auth=true REQUIRE_PASSWORD=false auth=none auth: oauth',
    'src/components/AuthenticationProviderFactory.test.tsx',
    'http://[::1]:3000/mcp',
    'key=user-settings code: 404 session=default',
    'sk-learn-based-classification-model-wrapper',
  ])('leaves %j as it is', (text) => {
    expect(redact(text)).toBe(text);
    expect(redactArguments([text])).toEqual([text]);
  });

  test.each([
    ['--env', 'A=b'],
    ['--config', '/etc/mcp/config.json'],
    ['-y', '@scope/mcp-server-With-V2@1.2.3'],
    ['--token', '${TOKEN}'],
    ['--api-key', '<your key>'],
    ['--auth', 'none'],
    ['--token', '--verbose'],
    ['-H', 'Accept: application/json'],
    ['-H', 'Authorization: Bearer ${TOKEN}'],
    ['--header', 'Authorization:${AUTH_HEADER}'],
    ['--key', '/etc/tls/server.key'],
    ['--session', 'default'],
  ])('leaves the arguments %s %s as they are', (...args) => {
    expect(redactArguments(args)).toEqual(args);
  });

  test.each([
    ['letters', 'a'.repeat(1 << 20)],
    ['token-like letters', letters(270).repeat(4000)],
    ['addresses', '://a:b/'.repeat(150_000)],
    ['nested addresses', 'https://'.repeat(130_000)],
    ['at signs', `https://${'@'.repeat(1 << 20)}`],
    ['open quotes', `token="`.repeat(150_000)],
    ['mixed quotes', `token='secret="`.repeat(75_000)],
    ['key heads', '-----BEGIN PRIVATE KEY-----'.repeat(40_000)],
    ['dashes', '-'.repeat(1 << 20)],
    ['spaces', `token${' '.repeat(1 << 20)}=`],
    ['percent signs', '%20'.repeat(350_000)],
    ['schemes', 'Bearer '.repeat(150_000)],
    ['flags', '--token '.repeat(130_000)],
    ['users', '-u a:'.repeat(200_000)],
    ['prefixes', 'sk-'.repeat(350_000)],
    ['web tokens', 'eyJ'.repeat(350_000)],
    ['cut web tokens', '-eyJ'.repeat(260_000)],
    ['dotted', 'eyJaaaaaaaaaaaa.'.repeat(65_000)],
  ])(
    'takes one step per character of a megabyte of %s',
    (_name, text) => {
      // A quadratic pass would take minutes; the limit only has to tell the two apart.
      expect(redact(text).length).toBeGreaterThan(0);
    },
    20_000,
  );
});

test.each([
  'token= Bearer  Bearer  token=',
  'Bearer a=b Bearer token=abcdefgh1',
  'token= Bearer realm="abc" token=abcd1234',
])('masking twice changes nothing: %j', (text) => {
  expect(redact(redact(text))).toBe(redact(text));
});
