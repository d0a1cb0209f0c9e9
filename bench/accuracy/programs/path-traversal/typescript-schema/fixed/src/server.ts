import { readFileSync } from 'node:fs';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'themes', version: '1.0.0' });
const input = {
  theme: z.string().regex(/^[a-z-]{1,40}$/),
};

server.registerTool('theme', { description: 'Shows a theme.', inputSchema: input }, async (args) => {
  const css = readFileSync(`themes/${args.theme}.css`, 'utf8');
  return { content: [{ type: 'text', text: css }] };
});
