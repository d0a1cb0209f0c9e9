import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { dbt, manifest } from './dbt.js';
import { logged, message, selecting } from './guarded.js';

const server = new McpServer({ name: 'dbt-runner', version: '0.3.0' });
const select = z.string().max(200).describe('models to take, in the syntax of dbt');

server.registerTool(
  'models',
  { description: 'Lists the models.' },
  logged('models', async () => message((await manifest()).join('\n'))),
);

server.registerTool(
  'build',
  { description: 'Builds models and runs their tests.', inputSchema: { select, full: z.boolean().default(false) } },
  selecting('build', async (args: { select: string; full: boolean }) =>
    message(await dbt(`build --select ${args.select}${args.full ? ' --full-refresh' : ''}`)),
  ),
);

server.registerTool(
  'compile',
  { description: 'Shows the SQL of models.', inputSchema: { select } },
  selecting('compile', async (args: { select: string }) => message(await dbt(`compile --select ${args.select}`))),
);

server.registerTool(
  'freshness',
  { description: 'Checks how fresh the sources are.' },
  logged('freshness', async () => message(await dbt('source freshness'))),
);

await server.connect(new StdioServerTransport());
