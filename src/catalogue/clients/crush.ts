import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'crush',
  title: 'Crush',
  sources: [
    { scope: 'user', path: '{config}/crush/crush.json', format: 'json', servers: [['mcp']] },
    {
      scope: 'user',
      on: ['linux', 'darwin'],
      path: '{home}/.local/share/crush/crush.json',
      format: 'json',
      servers: [['mcp']],
    },
    {
      scope: 'user',
      on: ['win32'],
      path: '{localAppData}/crush/crush.json',
      format: 'json',
      servers: [['mcp']],
    },
    { scope: 'project', path: '{project}/crush.json', format: 'json', servers: [['mcp']] },
    { scope: 'project', path: '{project}/.crush.json', format: 'json', servers: [['mcp']] },
  ],
};
