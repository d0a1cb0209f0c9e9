import type { Client, ConfigSource } from '../../domain/client.ts';

// The editors that the extension runs in, and the server of a remote window.
const HOSTS = [
  '{appSupport}/Code/User',
  '{appSupport}/Code - Insiders/User',
  '{appSupport}/VSCodium/User',
  '{appSupport}/Cursor/User',
  '{appSupport}/Windsurf/User',
  '{home}/.vscode-server/data/User',
  '{home}/.cursor-server/data/User',
];

export const client: Client = {
  id: 'cline',
  title: 'Cline',
  introduces: { name: 'Cline', version: '3.0.0' },
  sources: [
    ...HOSTS.map(
      (host): ConfigSource => ({
        scope: 'user',
        path: `${host}/globalStorage/saoudrizwan.claude-dev/settings/cline_mcp_settings.json`,
        format: 'json',
        servers: [['mcpServers']],
      }),
    ),
    {
      scope: 'user',
      path: '{home}/.cline/data/settings/cline_mcp_settings.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
};
