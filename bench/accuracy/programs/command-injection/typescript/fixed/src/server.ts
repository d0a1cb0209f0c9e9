import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { resize } from './resize.js';

const server = new McpServer({ name: 'images', version: '1.0.0' });

server.registerTool(
  'resize_image',
  { description: 'Resizes a picture.', inputSchema: { file: z.string(), width: z.number().int() } },
  async ({ file, width }) => {
    const output = await resize(file, width);
    return { content: [{ type: 'text', text: output }] };
  },
);
