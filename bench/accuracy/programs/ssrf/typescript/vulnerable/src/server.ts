import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'pages', version: '1.0.0' });
const SITES = ['docs.example.com', 'blog.example.com'];

server.registerTool(
  'fetch_page',
  { description: 'Fetches a page of our sites.', inputSchema: { url: z.string().url() } },
  async ({ url }) => {
    const address = new URL(url);
    if (!SITES.some((site) => address.href.includes(site))) throw new Error('not one of ours');
    const response = await fetch(address, { redirect: 'error' });
    return { content: [{ type: 'text', text: await response.text() }] };
  },
);
