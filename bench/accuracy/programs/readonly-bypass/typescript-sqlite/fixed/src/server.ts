import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { Explorer } from './explorer.js';

const file = process.argv[2];
if (file === undefined) {
  console.error('usage: sqlite-explorer FILE');
  process.exit(2);
}

const explorer = new Explorer(file);
const server = new McpServer({ name: 'sqlite-explorer', version: '0.11.0' });
const json = (value: unknown) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(value, null, 2) }],
});

server.registerTool(
  'tables',
  { description: 'Lists the tables.', annotations: { readOnlyHint: true } },
  async () => json(explorer.tables()),
);

server.registerTool(
  'read_query',
  {
    description: 'Runs a SELECT and returns the rows. Cannot change anything.',
    inputSchema: { sql: z.string().max(10_000) },
    annotations: { readOnlyHint: true },
  },
  async ({ sql }) => {
    try {
      return json(explorer.ask(sql));
    } catch (error) {
      return { ...json(String(error)), isError: true };
    }
  },
);

server.registerTool(
  'add_note',
  { description: 'Keeps a note about a table.', inputSchema: { table: z.string(), text: z.string() } },
  async ({ table, text }) => {
    explorer.note(table, text);
    return json('kept');
  },
);

await server.connect(new StdioServerTransport());
