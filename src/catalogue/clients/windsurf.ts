import type { Client } from '../../domain/client.ts';

const SERVERS = [['mcpServers']];

export const client: Client = {
  id: 'windsurf',
  title: 'Windsurf',
  sources: [
    {
      scope: 'user',
      path: '{home}/.codeium/windsurf/mcp_config.json',
      format: 'json',
      servers: SERVERS,
    },
    {
      scope: 'user',
      path: '{home}/.codeium/windsurf-next/mcp_config.json',
      format: 'json',
      servers: SERVERS,
    },
    // The plugin for JetBrains' editors.
    { scope: 'user', path: '{home}/.codeium/mcp_config.json', format: 'json', servers: SERVERS },
    { scope: 'project', path: '{project}/.windsurf/mcp.json', format: 'json', servers: SERVERS },
    {
      scope: 'project',
      path: '{project}/.windsurf/mcp_config.json',
      format: 'json',
      servers: SERVERS,
    },
    {
      scope: 'project',
      path: '{project}/.mcp.json',
      format: 'json',
      servers: SERVERS,
      isBorrowed: true,
    },
  ],
  workspaces: [
    {
      path: '{appSupport}/Windsurf/User/workspaceStorage/*/workspace.json',
      format: 'json',
      folders: ['folder'],
      files: ['workspace'],
    },
  ],
  note: 'The project files are not documented.',
};
