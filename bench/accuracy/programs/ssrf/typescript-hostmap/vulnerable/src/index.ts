import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { SITES } from './sites.js';
import { Wiki } from './wiki.js';

const wiki = new Wiki();
const server = new McpServer({ name: 'wiki-bridge', version: '1.7.0' });

server.registerTool('languages', { description: 'Lists the wikis.' }, async () => ({
  content: [{ type: 'text', text: [...SITES].map(([code, { title }]) => `${code} ${title}`).join('\n') }],
}));

server.registerTool(
  'article',
  { description: 'Returns the beginning of an article.', inputSchema: { language: z.string(), title: z.string() } },
  async ({ language, title }) => ({
    content: [{ type: 'text', text: await wiki.extract(language, title) }],
  }),
);

server.registerTool(
  'image',
  { description: 'Returns an image of an article.', inputSchema: { url: z.string().url() } },
  async ({ url }) => {
    const { data, mimeType } = await wiki.image(url);
    return { content: [{ type: 'image', data, mimeType }] };
  },
);

await server.connect(new StdioServerTransport());
