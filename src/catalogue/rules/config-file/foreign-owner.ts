import { configFile } from '../../../domain/example.ts';
import type { ConfigFileSubject, Rule } from '../../../domain/rule.ts';

const ROOT = 0;

export const rule: Rule<'config-file'> = {
  id: 'config-file/foreign-owner',
  severity: 'high',
  confidence: 'high',
  title: 'Configuration belongs to another user',
  why: 'Whoever owns the file can change it whatever its mode says, and so decides which command the client starts and what it allows.',
  fix: 'Take the file over (chown), after reading it: yours to you, a managed one and its folder to root.',
  controls: ['RUN-13', 'OMT-02'],
  techniques: ['privilege-escalation', 'auth-bypass-rogue-server'],
  cwe: [282, 708],
  top10: { csa: ['MCP-05', 'MCP-C06'], owasp: ['MCP02'] },
  examples: {
    bad: [
      configFile({ mcpServers: {} }, { ownerId: 1001, readerId: 1000 }),
      configFile({ mcpServers: {} }, { scope: 'managed', ownerId: 1000, readerId: 1000 }),
      configFile({ mcpServers: {} }, { scope: 'project', ownerId: 1001, readerId: 1000 }),
    ],
    good: [
      configFile({ mcpServers: {} }, { ownerId: 1000, readerId: 1000 }),
      configFile({ mcpServers: {} }, { scope: 'managed', ownerId: 0, readerId: 1000 }),
    ],
    nearMiss: [
      configFile({ mcpServers: {} }, { ownerId: 0, readerId: 1000 }),
      configFile({ mcpServers: {} }, { ownerId: 1000, readerId: 0 }),
    ],
  },
  notApplicable: ({ ownerId, readerId }) =>
    ownerId === undefined || readerId === undefined
      ? 'the platform does not say who owns a file'
      : undefined,
  *detect(subject) {
    const { ownerId, scope } = subject;
    if (ownerId === undefined || !isForeign(subject)) return;
    const shows = `owner ${ownerId}`;
    if (scope === 'managed') {
      yield { at: '', shows, because: 'It is obeyed before the user’s own, by every user.' };
    } else if (scope === 'project') {
      // People work in folders that they share.
      yield { at: '', shows, severity: 'medium', because: 'The project is another user’s.' };
    } else yield { at: '', shows };
  },
};

function isForeign({ ownerId, readerId, scope }: ConfigFileSubject): boolean {
  if (ownerId === ROOT) return false;
  if (scope === 'managed') return true;
  // Root audits the files of others; whose they should be it cannot tell.
  return readerId !== ROOT && ownerId !== readerId;
}
