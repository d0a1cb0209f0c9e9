import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { tools } from './tools/index.js';

const server = new Server({ name: 'scripts', version: '1.0.0' }, { capabilities: { tools: {} } });
const byName = new Map(tools.map((tool) => [tool.name, tool]));

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const tool = byName.get(params.name);
  if (tool === undefined) throw new Error('unknown tool');
  return { content: [{ type: 'text', text: await tool.run(params.arguments ?? {}) }] };
});
