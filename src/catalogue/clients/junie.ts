import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'junie',
  title: 'Junie',
  sources: [
    { scope: 'user', path: '{home}/.junie/mcp.json', format: 'json', servers: [['mcpServers']] },
    {
      scope: 'user',
      path: '{home}/.junie/mcp/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'project',
      path: '{project}/.junie/mcp/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
  note: 'The paths are taken from notes of users and were not verified.',
};
