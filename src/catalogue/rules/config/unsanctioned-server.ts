import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'config'> = {
  id: 'config/unsanctioned-server',
  severity: 'medium',
  confidence: 'high',
  title: 'Server is not on the list of those that are sanctioned',
  why: 'Nobody has looked at it for the organisation: no audit, no owner, no watch on its updates, and what it sees and does is not known.',
  fix: 'Have it audited and added to the list, or take it out of the configuration.',
  controls: ['PRV-01'],
  techniques: ['auth-bypass-rogue-server', 'blind-spots-in-security'],
  cwe: [1357],
  top10: { csa: ['MCP-C01', 'MCP-C04'], owasp: ['MCP09'] },
  examples: {
    bad: [
      entry({ command: 'notes' }, { server: 'notes-11111111', sanctioned: ['mail-22222222'] }),
      entry({ command: 'notes' }, { server: 'notes-11111111', sanctioned: [] }),
    ],
    good: [
      entry({ command: 'notes' }, { server: 'notes-11111111', sanctioned: ['notes-11111111'] }),
    ],
    nearMiss: [entry({ command: 'notes' }, { server: 'notes-11111111' })],
  },
  notApplicable: ({ sanctioned }) =>
    sanctioned === undefined ? 'there is no list of sanctioned servers' : undefined,
  *detect({ disabled, sanctioned, server }) {
    if (sanctioned === undefined || sanctioned.includes(server)) return;
    const because = 'It is switched off in this configuration.';
    yield { at: '', shows: server, ...(disabled && { severity: 'low', because }) };
  },
};
