import type { Client, ConfigSource } from '../../domain/client.ts';

const FOLDERS = ['{home}/.copilot', '{env:COPILOT_HOME}'];

export const client: Client = {
  id: 'copilot-cli',
  title: 'GitHub Copilot CLI',
  sources: [
    ...FOLDERS.flatMap((folder): ConfigSource[] => [
      {
        scope: 'user',
        path: `${folder}/mcp-config.json`,
        format: 'json',
        servers: [['mcpServers']],
      },
      { scope: 'user', path: `${folder}/settings.json`, format: 'json', servers: [] },
      { scope: 'user', path: `${folder}/config.json`, format: 'json', servers: [] },
    ]),
    {
      scope: 'project',
      path: '{project}/.mcp.json',
      format: 'json',
      servers: [['mcpServers']],
      isBorrowed: true,
    },
    {
      scope: 'project',
      path: '{project}/.github/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  workspaces: FOLDERS.map((folder) => ({
    path: `${folder}/config.json`,
    format: 'json',
    folders: ['trusted_folders'],
  })),
};
