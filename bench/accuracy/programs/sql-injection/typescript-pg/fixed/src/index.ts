import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { doctors, free, take } from './slots.js';

const server = new McpServer({ name: 'clinic-slots', version: '0.9.1' });
const json = (value: unknown) => ({ content: [{ type: 'text' as const, text: JSON.stringify(value) }] });

server.registerTool('doctors', { description: 'Lists the doctors.' }, async () => json(await doctors()));

server.registerTool(
  'free_slots',
  {
    description: 'Lists free appointments of a day.',
    inputSchema: { day: z.string().describe('YYYY-MM-DD'), doctor: z.string().optional() },
  },
  async ({ day, doctor }) => json(await free(day, doctor)),
);

server.registerTool(
  'book_slot',
  {
    description: 'Books an appointment.',
    inputSchema: { id: z.number().int().positive(), patient: z.string().min(2).max(100) },
  },
  async ({ id, patient }) => json({ booked: await take(id, patient) }),
);

await server.connect(new StdioServerTransport());
