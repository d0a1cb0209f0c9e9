import type { Client } from '../../domain/client.ts';

const SERVERS = [['mcpServers']];

export const client: Client = {
  id: 'antigravity',
  title: 'Antigravity',
  sources: [
    {
      scope: 'user',
      path: '{home}/.gemini/antigravity/mcp_config.json',
      format: 'json',
      servers: SERVERS,
    },
    {
      scope: 'user',
      path: '{home}/.gemini/config/mcp_config.json',
      format: 'json',
      servers: SERVERS,
    },
    {
      scope: 'user',
      path: '{home}/.gemini/settings.json',
      format: 'json',
      servers: SERVERS,
      isBorrowed: true,
    },
  ],
  workspaces: ['Antigravity', 'Antigravity IDE'].map((name) => ({
    path: `{appSupport}/${name}/User/workspaceStorage/*/workspace.json`,
    format: 'json',
    folders: ['folder'],
    files: ['workspace'],
  })),
};
