import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'qoder',
  title: 'Qoder',
  sources: [
    { scope: 'user', path: '{home}/.qoder/mcp.json', format: 'json', servers: [['mcpServers']] },
    {
      scope: 'user',
      path: '{appSupport}/Qoder/SharedClientCache/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'project',
      path: '{project}/.qoder/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  note: 'The project file is not documented.',
};
