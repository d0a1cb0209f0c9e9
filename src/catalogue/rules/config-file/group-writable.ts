import { configFile } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

const GROUP_WRITES = 0o020;
const OTHERS_WRITE = 0o002;

export const rule: Rule<'config-file'> = {
  id: 'config-file/group-writable',
  severity: 'low',
  confidence: 'medium',
  title: 'Members of a group can change the configuration',
  why: 'Whoever can write the file decides which command the client starts; where the group holds more than its owner, that is somebody else.',
  fix: 'Take the right away: chmod g-w on the file.',
  controls: ['RUN-13'],
  techniques: ['installer-spoofing'],
  cwe: [732],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      configFile({ mcpServers: {} }, { mode: 0o664, parentMode: 0o755 }),
      configFile({ mcpServers: {} }, { mode: 0o660, parentMode: 0o755, scope: 'managed' }),
    ],
    good: [configFile({ mcpServers: {} }, { mode: 0o600 })],
    nearMiss: [
      configFile({ mcpServers: {} }, { mode: 0o640, parentMode: 0o755 }),
      configFile({ mcpServers: {} }, { mode: 0o666, parentMode: 0o755 }),
      configFile({ mcpServers: {} }, { mode: 0o664, parentMode: 0o700 }),
    ],
  },
  notApplicable: ({ mode }) =>
    mode === undefined ? 'the platform has no POSIX permission bits' : undefined,
  *detect({ mode, parentMode, scope }) {
    if (mode === undefined || (mode & GROUP_WRITES) === 0) return;
    // Open to everybody is another rule's; a folder that the group cannot enter closes the file.
    if ((mode & OTHERS_WRITE) !== 0 || isClosed(parentMode)) return;
    const because = 'It holds for every user of the machine.';
    yield {
      at: '',
      shows: `mode ${mode.toString(8).padStart(4, '0')}`,
      ...(scope === 'managed' && { severity: 'medium', because }),
    };
  },
};

function isClosed(parentMode: number | undefined): boolean {
  return parentMode !== undefined && (parentMode & 0o010) === 0;
}
