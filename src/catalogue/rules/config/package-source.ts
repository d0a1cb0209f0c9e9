import type { PackageReference } from '../../../domain/command.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Severity } from '../../../domain/severity.ts';
import { isLoopback } from './parts/hosts.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';

export const rule: Rule<'config'> = {
  id: 'config/package-source',
  severity: 'medium',
  confidence: 'high',
  title: 'Code is fetched from an address at every start',
  why: 'What stands at a branch or an address can be changed at any time, and no registry keeps, scans or signs it; the next start runs whatever is there.',
  fix: 'Use a released version from the registry, or name the full commit (git+https://…@<40 hex digits>) or the digest of the archive.',
  controls: ['PRV-02', 'PRV-11', 'LIF-01'],
  techniques: ['supply-chain-attacks', 'tool-mutation', 'installer-spoofing'],
  cwe: [829, 494],
  top10: { csa: ['MCP-06', 'MCP-C10'], owasp: ['MCP04'] },
  examples: {
    bad: [
      entry({ command: 'npx', args: ['-y', 'github:example/notes'] }),
      entry({
        command: 'uvx',
        args: ['--from', 'git+https://git.example.com/notes@main', 'notes'],
      }),
      entry({ command: 'npx', args: ['http://files.example.com/notes.tgz'] }),
      entry({ command: 'uvx', args: ['--from', 'https://files.example.com/notes.whl', 'notes'] }),
      entry({ command: 'deno', args: ['run', '-A', 'https://files.example.com/notes.ts'] }),
      entry({ command: 'uv', args: ['run', 'https://files.example.com/notes.py'] }),
    ],
    good: [entry({ command: 'npx', args: ['-y', '@example/notes@1.4.2'] })],
    nearMiss: [
      entry({ command: 'npx', args: ['-y', `github:example/notes#${COMMIT}`] }),
      entry({
        command: 'uvx',
        args: ['--from', `git+https://git.example.com/notes@${COMMIT}`, 'n'],
      }),
      entry({ command: 'deno', args: ['run', 'https://files.example.com/notes@1.4.2/mod.ts'] }),
      entry({ command: 'deno', args: ['run', 'jsr:@example/notes@1.4.2'] }),
      entry({ command: 'npx', args: ['-y', '@example/fetch@1.4.2', 'https://files.example.com'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    for (const { packages, script } of local?.layers ?? []) {
      if (local === undefined) return;
      for (const reference of packages) {
        const graded = gradeOf(reference);
        if (graded === undefined) continue;
        yield { at: local.place(reference.at), shows: local.show(reference.at), ...graded };
      }
      if (script !== undefined && /^https?:\/\//i.test(script.text)) {
        const because = 'The script stands at an address.';
        yield { at: local.place(script.at), shows: local.show(script.at), because };
      }
    }
  },
};

function gradeOf(
  reference: PackageReference,
): { readonly severity: Severity; readonly because: string } | undefined {
  const { origin, pin, spec, version } = reference;
  if (origin !== 'git' && origin !== 'url') return undefined;
  const address = /(?:git\+)?((?:http|git):\/\/[^\s#]+)/i.exec(spec)?.[1];
  const host =
    address === undefined ? undefined : URL.parse(address.replace(/^git:/i, 'http:'))?.hostname;
  if (host !== undefined && !isLoopback(host)) {
    return {
      severity: 'high',
      because:
        'The connection is not encrypted, so whoever sits on the path can put in other code.',
    };
  }
  if (pin === 'exact') return undefined;
  if (origin === 'url') return { severity: 'medium', because: 'No digest says what has to come.' };
  const what =
    version === undefined
      ? 'The newest commit runs.'
      : `${JSON.stringify(version)} can move to another commit.`;
  return { severity: 'medium', because: what };
}
