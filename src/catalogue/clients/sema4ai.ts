import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'sema4ai',
  title: 'Sema4.ai Studio',
  sources: [
    {
      scope: 'user',
      on: ['linux', 'darwin'],
      path: '{home}/.sema4ai/sema4ai-studio/mcp_servers.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'user',
      on: ['win32'],
      path: '{localAppData}/sema4ai/sema4ai-studio/mcp_servers.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
};
