import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'sums', version: '1.0.0' });
const WORDS = /^[\d+\-*/(). ]+$/;

server.registerTool(
  'calculate',
  { description: 'Calculates a term.', inputSchema: { term: z.string() } },
  async ({ term }) => {
    const value: unknown = new Function(`return (${term})`)();
    return { content: [{ type: 'text', text: String(value) }] };
  },
);
