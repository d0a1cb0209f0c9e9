import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'addresses', version: '1.0.0' });
const NAME = /^\w+(?:\s\w+)*\s?$/;

server.registerTool(
  'check_name',
  { description: 'Whether it can be a name.', inputSchema: { name: z.string() } },
  async ({ name }) => ({ content: [{ type: 'text', text: String(NAME.test(name)) }] }),
);
