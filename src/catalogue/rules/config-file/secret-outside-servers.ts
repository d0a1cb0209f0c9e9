import { configFile } from '../../../domain/example.ts';
import { MASK } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { secretsInDocument } from '../config/parts/file-secrets.ts';

// What stands under these is judged entry by entry.
const SERVERS =
  /^(?:mcp_?servers|servers|context_servers|mcp|extensions|modelContextProtocolServers|amp\.mcpServers|mcp\.servers|powers)$/i;

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

export const rule: Rule<'config-file'> = {
  id: 'config-file/secret-outside-servers',
  severity: 'medium',
  confidence: 'high',
  title: 'Secret stands among the settings of the client',
  why: 'Every program that reads the file has the secret: backups, sync folders, the servers that the client starts, a repository that the file is committed to.',
  fix: 'Let the client keep it in the key store of the system, or name it by a reference; then revoke the old secret, which has been on the disk.',
  controls: ['SEC-02', 'SEC-11'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [312, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      configFile({ models: [{ apiKey: `sk-ant-${drawn}` }] }),
      configFile({ inputs: [{ id: 'token', default: `ghp_${drawn}` }] }, { scope: 'project' }),
    ],
    good: [configFile({ models: [{ apiKey: '${ANTHROPIC_API_KEY}' }] })],
    nearMiss: [
      configFile({ mcpServers: { notes: { env: { TOKEN: `ghp_${drawn}` } } } }),
      configFile({ models: [{ apiKey: 'YOUR_API_KEY', maxTokens: 4096 }], theme: 'dark' }),
      configFile({ editor: { password: 'quince41Lantern' } }),
    ],
  },
  *detect({ document, scope }) {
    for (const { at, isCertain, kind, name } of secretsInDocument(document, (key) =>
      SERVERS.test(key),
    )) {
      // The file holds all sorts of settings, so a telling name alone is no proof here.
      if (!isCertain) continue;
      const isShared = scope === 'project';
      yield {
        at,
        shows: `${name.slice(0, 100)} = ${MASK}`,
        because: `Kind: ${kind}${isShared ? ', in a file that the project carries' : ''}.`,
        ...(isShared && { severity: 'high' }),
      };
    }
  },
};
