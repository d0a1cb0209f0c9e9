import { configFile } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'config-file'> = {
  id: 'config-file/managed-owner',
  severity: 'high',
  confidence: 'high',
  title: 'Managed configuration belongs to an ordinary user',
  why: 'Clients obey a managed configuration before the user’s own; whoever owns the file decides for every user of the machine what is started and allowed.',
  fix: 'Give the file to root: chown root on the file and on its folder.',
  controls: ['RUN-13', 'OMT-02'],
  techniques: ['privilege-escalation', 'auth-bypass-rogue-server'],
  cwe: [282, 708],
  top10: { csa: ['MCP-05', 'MCP-C06'], owasp: ['MCP02'] },
  examples: {
    bad: [configFile({ mcpServers: {} }, { scope: 'managed', ownerId: 1000 })],
    good: [configFile({ mcpServers: {} }, { scope: 'managed', ownerId: 0 })],
    nearMiss: [
      configFile({ mcpServers: {} }, { scope: 'user', ownerId: 1000 }),
      configFile({ mcpServers: {} }, { scope: 'managed' }),
    ],
  },
  notApplicable: ({ ownerId, scope }) => {
    if (scope !== 'managed') return 'the configuration is not managed';
    return ownerId === undefined ? 'the platform does not say who owns a file' : undefined;
  },
  *detect({ ownerId, scope }) {
    if (scope !== 'managed' || ownerId === undefined || ownerId === 0) return;
    yield { at: '', shows: `owner ${ownerId}` };
  },
};
