import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import type { HomeRouter } from './router.js';

export function build(router: HomeRouter): McpServer {
  const server = new McpServer({ name: 'router-panel', version: '2.2.0' });
  server.registerTool('devices', { description: 'Lists devices in the network.' }, async () => ({
    content: [{ type: 'text', text: JSON.stringify(router.list()) }],
  }));
  server.registerTool(
    'block_device',
    { description: 'Blocks a device, or lets it in again.', inputSchema: { mac: z.string(), blocked: z.boolean() } },
    async ({ mac, blocked }) => ({
      content: [{ type: 'text', text: router.block(mac, blocked) ? 'done' : 'no such device' }],
    }),
  );
  return server;
}
