import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const pages = new Map<string, string[]>();

export function notebook(user: string): McpServer {
  const server = new McpServer({ name: 'notebook-cloud', version: '0.6.6' });
  server.registerTool('pages', { description: 'Lists your pages.' }, async () => ({
    content: [{ type: 'text', text: (pages.get(user) ?? []).join('\n') }],
  }));
  server.registerTool(
    'write_page',
    { description: 'Writes a page.', inputSchema: { text: z.string().max(50_000) } },
    async ({ text }) => {
      pages.set(user, [...(pages.get(user) ?? []), text]);
      return { content: [{ type: 'text', text: 'written' }] };
    },
  );
  return server;
}
