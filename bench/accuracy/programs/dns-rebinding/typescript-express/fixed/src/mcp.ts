import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import * as lamps from './lamps.js';

export function createServer(): McpServer {
  const server = new McpServer({ name: 'lamp-bridge', version: '2.0.3' });

  server.registerTool('lamps', { description: 'Lists the lamps.' }, async () => ({
    content: [{ type: 'text', text: JSON.stringify(lamps.all()) }],
  }));

  server.registerTool(
    'set_lamp',
    {
      description: 'Switches or dims a lamp.',
      inputSchema: {
        id: z.string(),
        on: z.boolean().optional(),
        brightness: z.number().int().min(0).max(100).optional(),
      },
    },
    async ({ id, ...change }) => ({
      content: [{ type: 'text', text: JSON.stringify(lamps.set(id, change)) }],
    }),
  );

  return server;
}
