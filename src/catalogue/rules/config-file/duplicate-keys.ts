import { configFile } from '../../../domain/example.ts';
import { pointerSteps } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';

const LAUNCH = new Set([
  'command',
  'cmd',
  'args',
  'arguments',
  'url',
  'serverUrl',
  'httpUrl',
  'env',
  'headers',
  'type',
  'transport',
]);

export const rule: Rule<'config-file'> = {
  id: 'config-file/duplicate-keys',
  severity: 'low',
  confidence: 'high',
  title: 'Configuration says something twice',
  why: 'Some readers take the first of two equal keys and some the last, so that a review sees one server and the client starts another.',
  fix: 'Take one of the two out, after looking at both.',
  controls: ['RUN-13', 'PRV-01'],
  techniques: ['blind-spots-in-security', 'installer-spoofing'],
  cwe: [694, 436],
  top10: { csa: ['MCP-05', 'MCP-C03'], owasp: ['MCP09'] },
  examples: {
    bad: [
      configFile({ mcpServers: { notes: {} } }, { duplicateKeys: ['/mcpServers/notes'] }),
      configFile({ mcpServers: {} }, { duplicateKeys: ['/mcpServers/notes/command'] }),
      configFile({ mcpServers: {} }, { duplicateKeys: ['/theme'] }),
    ],
    good: [configFile({ mcpServers: { notes: {} } })],
    nearMiss: [configFile({ mcpServers: { notes: {} }, servers: { notes: {} } })],
  },
  *detect({ duplicateKeys }) {
    for (const at of duplicateKeys) {
      const steps = pointerSteps(at);
      const key = steps.at(-1) ?? '';
      const isServer = steps.some((step) => /servers$|^mcp$|^extensions$/i.test(step));
      const isLaunch = isServer && LAUNCH.has(key);
      const isName = isServer && steps.length === 2;
      const because = isLaunch
        ? 'It decides what a server is.'
        : 'Two servers stand under one name.';
      yield {
        at,
        shows: key.slice(0, 100),
        ...((isLaunch || isName) && { severity: 'medium', because }),
      };
    }
  },
};
