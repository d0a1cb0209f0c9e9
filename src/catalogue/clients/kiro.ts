import type { Client } from '../../domain/client.ts';

const SETTINGS = [['mcpServers'], ['powers', 'mcpServers']];

export const client: Client = {
  id: 'kiro',
  title: 'Kiro',
  sources: [
    { scope: 'user', path: '{home}/.kiro/settings/mcp.json', format: 'json', servers: SETTINGS },
    {
      scope: 'user',
      path: '{home}/.kiro/agents/*.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'plugin',
      path: '{home}/.kiro/powers/installed/*/mcp.json',
      format: 'json',
      servers: [['mcpServers'], []],
    },
    {
      scope: 'project',
      path: '{project}/.kiro/settings/mcp.json',
      format: 'json',
      servers: SETTINGS,
    },
    {
      scope: 'project',
      path: '{project}/.kiro/agents/*.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  workspaces: [
    {
      path: '{appSupport}/Kiro/User/workspaceStorage/*/workspace.json',
      format: 'json',
      folders: ['folder'],
      files: ['workspace'],
    },
  ],
};
