import { FastMCP, UserError } from 'fastmcp';
import { z } from 'zod';
import { inspect } from './policy.js';
import { columns, query, save } from './warehouse.js';

const mcp = new FastMCP({ name: 'analytics-sql', version: '2.1.0' });
const sql = z.string().max(20_000);

function checked(text: string): string {
  const verdict = inspect(text);
  if (!verdict.ok) throw new UserError(verdict.reason);
  return text;
}

mcp.addTool({
  name: 'run_query',
  description: 'Runs a query on the warehouse. Read-only.',
  annotations: { readOnlyHint: true },
  parameters: z.object({ sql }),
  execute: async (args) => JSON.stringify(await query(checked(args.sql))),
});

mcp.addTool({
  name: 'save_query',
  description: 'Keeps a query for later.',
  parameters: z.object({ name: z.string().max(80), sql }),
  execute: async (args) => {
    await save(args.name, checked(args.sql));
    return 'kept';
  },
});

mcp.addTool({
  name: 'columns',
  description: 'Describes a table.',
  annotations: { readOnlyHint: true },
  parameters: z.object({ table: z.string() }),
  execute: async ({ table }) => JSON.stringify(await columns(table)),
});

await mcp.start({ transportType: 'stdio' });
