import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'trae',
  title: 'Trae',
  sources: [
    {
      scope: 'user',
      path: '{appSupport}/Trae/User/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'user',
      path: '{appSupport}/Trae CN/User/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'project',
      path: '{project}/.trae/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  workspaces: ['Trae', 'Trae CN'].map((name) => ({
    path: `{appSupport}/${name}/User/workspaceStorage/*/workspace.json`,
    format: 'json',
    folders: ['folder'],
    files: ['workspace'],
  })),
};
