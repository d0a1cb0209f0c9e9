import { entry } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';
import { pairsIn, secretMatch } from './parts/secrets.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

const HEADER_FLAG = /^(?:-H|--headers?)$/;

export const rule: Rule<'config'> = {
  id: 'config/secret-in-arguments',
  severity: 'medium',
  confidence: 'high',
  title: 'Secret stands in the command line',
  why: 'Every process on the machine can read the arguments of every other, and they end up in logs and crash reports; the configuration file holds the secret besides.',
  fix: 'Pass the secret through the environment, as a reference that the client resolves (${NAME}), or in a file that only the user can read; then revoke the old secret.',
  controls: ['SEC-02', 'SEC-04'],
  techniques: ['api-key-exposure', 'credential-exfiltration', 'token-theft'],
  cwe: [214, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      entry({ command: 'npx', args: ['notes@1.0.0', '--api-key', 'quinceHarbour41Lantern'] }),
      entry({ command: 'notes', args: ['--token=quinceHarbour41Lantern'] }),
      entry({ command: ['notes', `ghp_${drawn}`] }),
      entry({
        command: 'npx',
        args: [
          'mcp-remote@0.1.2',
          'https://a.example/mcp',
          '--header',
          `Authorization: Bearer ${drawn}`,
        ],
      }),
      entry({ command: 'docker', args: ['run', '-i', '-e', 'API_TOKEN=quince41Lantern', 'notes'] }),
      entry({ command: 'notes', args: ['postgresql://app:quince41@db.example/app'] }),
      entry({ command: 'sh', args: ['-c', 'notes --password quince41Lantern'] }),
    ],
    good: [entry({ command: 'docker', args: ['run', '-i', '-e', 'API_TOKEN', 'notes'] })],
    nearMiss: [
      entry({ command: 'notes', args: ['--api-key', '${API_KEY}', '--token', '<your token>'] }),
      entry({ command: 'notes', args: ['--token', '--verbose', '--max-tokens', '4096'] }),
      entry({ command: 'notes', args: ['--key', '/etc/notes/tls.key', '--auth', 'oauth'] }),
      entry({ command: 'notes', args: ['--header', 'Authorization:${AUTH_HEADER}'] }),
      entry({ command: 'notes', args: ['postgresql://localhost/app'] }),
      entry({
        command: 'docker',
        args: ['run', 'n@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef'],
      }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    for (const [at, word] of local.words.entries()) {
      const before = at === 0 ? '' : (local.words[at - 1] ?? '');
      const match = firstOf(namedParts(before, word), (name, value) =>
        secretMatch(subject, local.place(at), name, value),
      );
      // What was set as a variable by `env` is reported as one.
      const isVariable = local.command.variables.some((variable) => variable.at === at);
      if (match !== undefined && !isVariable) yield match;
    }
  },
};

/** The ways to read a word as name and value, likeliest first; the word itself has no name. */
function namedParts(before: string, word: string): (readonly [name: string, value: string])[] {
  const parts: (readonly [string, string])[] = [];
  const isFlag = /^--?[A-Za-z][^=\s]*$/.test(before) && !/^--?[A-Za-z][\w-]*$/.test(word);
  if (isFlag && !HEADER_FLAG.test(before)) parts.push([before.replace(/^-+/, ''), word]);
  const header = HEADER_FLAG.test(before) ? /^([\w-]{1,100})\s*[:=]\s*(.*)$/s.exec(word) : null;
  if (header !== null) parts.push([header[1] ?? '', header[2] ?? '']);
  for (const { name, value } of pairsIn(word)) parts.push([name, value]);
  // A flag and its value within one line of a shell.
  for (const [, name = '', value = ''] of word
    .slice(0, 20_000)
    .matchAll(/(?<!\S)--([A-Za-z][\w-]{0,80})\s+([^\s"'-]\S*)/g)) {
    parts.push([name, value]);
  }
  parts.push(['', word]);
  return parts;
}

function firstOf(
  parts: readonly (readonly [string, string])[],
  judge: (name: string, value: string) => Match | undefined,
): Match | undefined {
  for (const [name, value] of parts) {
    const match = judge(name, value);
    if (match !== undefined) return match;
  }
  return undefined;
}
