import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { compile } from './predicate.js';
import { records } from './records.js';

const server = new McpServer({ name: 'log-sieve', version: '0.5.1' });
const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

server.registerTool('levels', { description: 'Counts records by level.' }, async () => {
  const counts = new Map<string, number>();
  for (const { level } of await records()) counts.set(level, (counts.get(level) ?? 0) + 1);
  return text(JSON.stringify([...counts]));
});

server.registerTool(
  'filter',
  {
    description: 'Returns records that meet a condition, e.g. level == "error" && service == "api".',
    inputSchema: { condition: z.string().max(500), limit: z.number().int().min(1).max(500).default(50) },
  },
  async ({ condition, limit }) => {
    try {
      const wanted = compile(condition);
      return text((await records()).filter(wanted).slice(-limit).map((record) => JSON.stringify(record)).join('\n'));
    } catch (error) {
      return { ...text(error instanceof Error ? error.message : 'failed'), isError: true };
    }
  },
);

server.registerTool(
  'search',
  { description: 'Returns records that contain a text.', inputSchema: { words: z.string().max(200) } },
  async ({ words }) => text(JSON.stringify((await records()).filter(({ message }) => message.includes(words)).slice(-50))),
);

await server.connect(new StdioServerTransport());
