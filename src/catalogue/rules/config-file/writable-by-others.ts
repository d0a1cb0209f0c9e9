import { configFile } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

export const rule: Rule<'config-file'> = {
  id: 'config-file/writable-by-others',
  severity: 'high',
  confidence: 'high',
  title: 'Any user of the machine can change the configuration',
  why: 'Whoever can write the file decides which command the client starts, with the rights of its user.',
  fix: 'Take the right away: chmod o-w on the file, and on its folder where that is open too.',
  controls: ['RUN-13'],
  techniques: ['installer-spoofing', 'auth-bypass-rogue-server'],
  cwe: [732],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      configFile({ mcpServers: {} }, { mode: 0o666 }),
      configFile({ mcpServers: {} }, { mode: 0o644, parentMode: 0o777 }),
    ],
    good: [configFile({ mcpServers: {} }, { mode: 0o600, parentMode: 0o755 })],
    nearMiss: [
      configFile({ mcpServers: {} }, { mode: 0o664 }),
      configFile({ mcpServers: {} }, { mode: 0o644, parentMode: 0o1777 }),
    ],
  },
  notApplicable: ({ mode }) =>
    mode === undefined ? 'the platform has no POSIX permission bits' : undefined,
  *detect({ mode, parentMode }) {
    if (mode === undefined) return;
    if ((mode & OTHERS_WRITE) !== 0) yield { at: '', shows: `mode ${octal(mode)}` };
    // In a sticky folder (/tmp) others may add files but not replace this one.
    else if (parentMode !== undefined && (parentMode & (OTHERS_WRITE | STICKY)) === OTHERS_WRITE) {
      yield { at: '', shows: `mode ${octal(parentMode)} of its folder` };
    }
  },
};

function octal(mode: number): string {
  return mode.toString(8).padStart(4, '0');
}
