import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'factory',
  title: 'Factory Droid',
  sources: [
    { scope: 'user', path: '{home}/.factory/mcp.json', format: 'json', servers: [['mcpServers']] },
    {
      scope: 'project',
      path: '{project}/.factory/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
};
