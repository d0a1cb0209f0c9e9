import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { Redis } from 'ioredis';
import { readOnly, url } from './options.js';
import { tools } from './tools.js';

const redis = new Redis(url);
const server = new Server({ name: 'redis-lens', version: '1.3.0' }, { capabilities: { tools: {} } });

const offered = () => Object.entries(tools).filter(([, tool]) => !(readOnly && tool.writes));

server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: offered().map(([name, tool]) => ({
    name,
    description: tool.description,
    annotations: { readOnlyHint: !tool.writes },
    inputSchema: {
      type: 'object' as const,
      properties: tool.properties,
      required: Object.keys(tool.properties),
    },
  })),
}));

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const tool = Object.hasOwn(tools, params.name) ? tools[params.name] : undefined;
  if (tool === undefined) throw new Error(`no tool called ${params.name}`);
  const args = Object.fromEntries(
    Object.keys(tool.properties).map((name) => [name, String(params.arguments?.[name] ?? '')]),
  );
  const value = await tool.run(redis, args);
  return { content: [{ type: 'text', text: JSON.stringify(value) }] };
});

await server.connect(new StdioServerTransport());
