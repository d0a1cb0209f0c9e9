import express from 'express';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { add, all } from './board.js';
import { page } from './page.js';

const PORT = 5180;
const HOSTS = new Set([`localhost:${PORT}`, `127.0.0.1:${PORT}`]);

const web = express();
web.use((req, res, next) => {
  if (HOSTS.has(req.headers.host ?? '')) next();
  else res.sendStatus(403);
});
web.get('/', (_req, res) => {
  res.type('html').send(page(all()));
});
web.get('/notes.json', (_req, res) => {
  res.json(all());
});
web.listen(PORT, '127.0.0.1');

const server = new McpServer({ name: 'standup-board', version: '0.3.0' });

server.registerTool(
  'post_note',
  {
    description: 'Pins a note to the board that everyone sees in the browser.',
    inputSchema: { author: z.string().max(60), text: z.string().max(500) },
  },
  async ({ author, text }) => {
    add(author, text);
    return { content: [{ type: 'text', text: `pinned, see http://localhost:${PORT}` }] };
  },
);

server.registerTool('notes', { description: 'Lists the notes.' }, async () => ({
  content: [{ type: 'text', text: JSON.stringify(all()) }],
}));

await server.connect(new StdioServerTransport());
