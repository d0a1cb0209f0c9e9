import { expect, test } from 'vitest';
import { entry } from './example.ts';
import type { JsonObject } from './json.ts';
import { maskSecretsOf } from './known-secrets.ts';
import type { Mask } from './known-secrets.ts';
import type { Server } from './server.ts';

const variables = new Map([
  ['HOME', '/home/ada'],
  ['NOTES_KEY', 'vault7of7notes'],
  ['REGION', 'eu-west-1'],
]);

const maskFor = (...configured: JsonObject[]): Mask => {
  const servers = configured.map((raw, index): Server => {
    const one = entry(raw, { name: `s${index}` });
    return { id: one.server, name: one.name, launch: one.launch, entries: [one] };
  });
  return maskSecretsOf(servers, (name) => variables.get(name));
};

test.each<[string, JsonObject, string]>([
  ['a variable without a telling name', { command: 'x', env: { A: 'blue7whale' } }, 'blue7whale'],
  ['a word under a telling name', { command: 'x', env: { DB_PASSWORD: 'whales' } }, 'whales'],
  [
    'a header without its scheme',
    { url: 'https://h/', headers: { X: 'Bearer q1w2e3r4' } },
    'q1w2e3r4',
  ],
  ['what a reference stands for', { command: 'x', env: { K: '${NOTES_KEY}' } }, 'vault7of7notes'],
  ['the value of a flag', { command: 'x', args: ['--password', 'whales'] }, 'whales'],
  ['a reference of an argument', { command: 'x', args: ['--key=${NOTES_KEY}'] }, 'vault7of7notes'],
  ['a password in an address', { url: 'https://ada:whales@h/' }, 'whales'],
  ['a password in an address, decoded', { url: 'https://ada:wh%20ales@h/' }, 'wh ales'],
  ['a query of an address', { url: 'https://h/?api_key=whales7' }, 'whales7'],
  ['a setting of the client', { command: 'x', oauth: { client_secret: 'whales' } }, 'whales'],
  ['quotes, as JSON writes them', { command: 'x', env: { A: 'blue"7whale' } }, 'blue\\"7whale'],
])('masks %s', (_what, raw, secret) => {
  expect(maskFor(raw)(`It is ${secret}, they said.`)).toBe('It is [secret], they said.');
});

test.each<[string, JsonObject]>([
  ['a path', { command: 'x', env: { TOKEN_FILE: '/etc/tokens', HOME: '${HOME}' } }],
  ['a switch', { command: 'x', env: { API_TOKEN: 'true', B: '1' } }],
  ['a word', { command: 'x', env: { MODE: 'production', NODE_ENV: 'read-only' } }],
  ['an address', { command: 'x', env: { A: 'https://example.com/v2', B: 'db.example.com:5432' } }],
  ['a date and a version', { command: 'x', env: { A: '2025-06-18', B: 'v10.20.30' } }],
  ['a region', { command: 'x', env: { A: '${REGION}', LANG: 'en_US.UTF-8' } }],
  ['a flag', { command: 'x', env: { NODE_OPTIONS: '--max-old-space-size=4096' } }],
  ['a placeholder', { command: 'x', env: { API_KEY: 'YOUR_API_KEY' } }],
])('leaves %s alone', (_what, raw) => {
  const text =
    '/etc/tokens /home/ada true 1 production read-only https://example.com/v2 db.example.com:5432 ' +
    '2025-06-18 v10.20.30 eu-west-1 en_US.UTF-8 --max-old-space-size=4096 YOUR_API_KEY';
  expect(maskFor(raw)(text)).toBe(text);
});

test('masks what is left of a secret that was cut off, and nothing that only begins alike', () => {
  const mask = maskFor({ command: 'x', env: { A: 'blue7whale7sings' } });
  expect(mask('…7whale7sings and more')).toBe('…[secret] and more');
  expect(mask('as in blue7whale…')).toBe('as in [secret]…');
  expect(mask('…lue7whale7sing…')).toBe('…lue7whale7sing…');
  expect(mask('blue7 is a colour')).toBe('blue7 is a colour');
});

test('masks a secret that holds another whole', () => {
  const mask = maskFor({ command: 'x', env: { A: 'blue7whale', B: 'a-blue7whale-b' } });
  expect(mask('a-blue7whale-b blue7whale')).toBe('[secret] [secret]');
});

test('masking twice changes nothing', () => {
  const mask = maskFor({ command: 'x', env: { TOKEN: 'secret', A: 'blue7whale' } });
  const once = mask('secret blue7whale [secret]');
  expect(mask(once)).toBe(once);
});
