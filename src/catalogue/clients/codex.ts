import type { Client, ConfigSource } from '../../domain/client.ts';

const SERVERS = [['mcp_servers'], ['profiles', '*', 'mcp_servers']];
const HOMES = ['{home}/.codex', '{env:CODEX_HOME}'];

export const client: Client = {
  id: 'codex',
  title: 'Codex',
  introduces: { name: 'codex-mcp-client', version: '0.50.0' },
  sources: [
    ...HOMES.flatMap((home): ConfigSource[] => [
      { scope: 'user', path: `${home}/config.toml`, format: 'toml', servers: SERVERS },
      // Overlays that a profile selects.
      { scope: 'user', path: `${home}/*.config.toml`, format: 'toml', servers: SERVERS },
      {
        scope: 'plugin',
        path: `${home}/plugins/**/.mcp.json`,
        format: 'json',
        servers: [['mcpServers'], ['mcp_servers'], []],
      },
    ]),
    ...['config.toml', 'managed_config.toml', 'requirements.toml'].flatMap(
      (name): ConfigSource[] => {
        // The requirements name the servers that are allowed; they start none.
        const servers = name === 'requirements.toml' ? [] : SERVERS;
        return [
          {
            scope: 'managed',
            on: ['linux', 'darwin'],
            path: `/etc/codex/${name}`,
            format: 'toml',
            servers,
          },
          {
            scope: 'managed',
            on: ['win32'],
            path: `{programData}/OpenAI/Codex/${name}`,
            format: 'toml',
            servers,
          },
        ];
      },
    ),
    { scope: 'project', path: '{project}/.codex/config.toml', format: 'toml', servers: SERVERS },
  ],
  workspaces: HOMES.map((home) => ({
    path: `${home}/config.toml`,
    format: 'toml',
    folders: ['projects', '*folder'],
  })),
  note: 'Settings that macOS management pushes as a profile are not files and are not read.',
};
