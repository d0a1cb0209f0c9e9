import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { Pictures } from './pictures.js';
import { Roots } from './roots.js';

const folders = process.argv.slice(2);
const pictures = new Pictures(new Roots(folders.length > 0 ? folders : ['.']));
const server = new McpServer({ name: 'gallery', version: '0.7.0' });

server.registerTool('pictures', { description: 'Lists the pictures.' }, async () => ({
  content: [{ type: 'text', text: (await pictures.list()).join('\n') }],
}));

server.registerTool(
  'thumbnail',
  { description: 'Shows a picture, small.', inputSchema: { name: z.string() } },
  async ({ name }) => ({
    content: [
      {
        type: 'image',
        mimeType: 'image/webp',
        data: (await pictures.thumbnail(name)).toString('base64'),
      },
    ],
  }),
);

server.registerTool(
  'sidecar',
  { description: 'Returns the XMP data beside a picture.', inputSchema: { name: z.string() } },
  async ({ name }) => ({ content: [{ type: 'text', text: await pictures.sidecar(name) }] }),
);

await server.connect(new StdioServerTransport());
