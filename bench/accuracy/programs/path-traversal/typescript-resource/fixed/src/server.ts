import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';

const server = new McpServer({ name: 'manual', version: '1.0.0' });

server.registerResource(
  'chapter',
  new ResourceTemplate('manual://{chapter}', { list: undefined }),
  { title: 'A chapter of the manual' },
  async (uri, { chapter }) => {
    const name = basename(decodeURIComponent(String(chapter)));
    const text = await readFile(join('/srv/manual', `${name}.md`), 'utf8');
    return { contents: [{ uri: uri.href, text }] };
  },
);
