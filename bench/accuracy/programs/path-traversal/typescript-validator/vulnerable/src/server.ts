import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { Store } from './store.js';

export function createServer(store = new Store()): McpServer {
  const server = new McpServer({ name: 'attachments', version: '1.0.0' });
  server.registerTool(
    'remove_attachment',
    { description: 'Removes an attachment.', inputSchema: { name: z.string() } },
    async ({ name }) => {
      await store.remove(name);
      return { content: [{ type: 'text', text: 'removed' }] };
    },
  );
  return server;
}
