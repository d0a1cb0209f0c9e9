import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'kimi',
  title: 'Kimi CLI',
  sources: [
    { scope: 'user', path: '{home}/.kimi/mcp.json', format: 'json', servers: [['mcpServers']] },
    {
      scope: 'project',
      path: '{project}/.kimi/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  note: 'The project file is not documented.',
};
