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
  id: 'roo',
  title: 'Roo Code',
  sources: [
    ...HOSTS.flatMap((host) =>
      // The second name is that of early versions.
      ['mcp_settings.json', 'cline_mcp_settings.json'].map(
        (name): ConfigSource => ({
          scope: 'user',
          path: `${host}/globalStorage/rooveterinaryinc.roo-cline/settings/${name}`,
          format: 'json',
          servers: [['mcpServers']],
        }),
      ),
    ),
    {
      scope: 'project',
      path: '{project}/.roo/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  note: 'Discontinued; its configuration outlives it.',
};
