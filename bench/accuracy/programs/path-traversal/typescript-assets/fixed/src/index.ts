import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { Assets } from './assets.js';

const assets = new Assets(process.argv[2] ?? 'assets');
const server = new McpServer({ name: 'design-assets', version: '3.1.0' });

server.registerResource(
  'icon',
  new ResourceTemplate('icon://{name}', { list: undefined }),
  { title: 'Icon', mimeType: 'image/svg+xml' },
  async (uri, { name }) => ({
    contents: [{ uri: uri.href, mimeType: 'image/svg+xml', text: await assets.icon(String(name)) }],
  }),
);

server.registerTool('asset_sets', { description: 'Lists the sets.' }, async () => ({
  content: [{ type: 'text', text: (await assets.sets()).join('\n') }],
}));

server.registerTool(
  'get_asset',
  {
    description: 'Returns a file of a set.',
    inputSchema: { set: z.string().min(1), name: z.string().min(1) },
  },
  async ({ set, name }) => {
    const { mime, blob } = await assets.file(set, name);
    return {
      content: [
        {
          type: 'resource',
          resource: { uri: `asset://${encodeURIComponent(set)}/${encodeURIComponent(name)}`, mimeType: mime, blob },
        },
      ],
    };
  },
);

server.registerTool(
  'icon_size',
  { description: 'Size of an icon in bytes.', inputSchema: { name: z.string() } },
  async ({ name }) => ({ content: [{ type: 'text', text: String(await assets.size(name)) }] }),
);

await server.connect(new StdioServerTransport());
