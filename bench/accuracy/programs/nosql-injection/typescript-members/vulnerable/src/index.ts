import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { take } from './arguments.js';
import { Store } from './store.js';

const store = await Store.open(process.env.MONGO_URI ?? 'mongodb://127.0.0.1/club');
const server = new Server({ name: 'club-members', version: '1.2.2' }, { capabilities: { tools: {} } });

const strings = (...names: string[]) => ({
  type: 'object' as const,
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
  required: names,
});

server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    { name: 'members_in', description: 'Lists members of a town.', inputSchema: strings('town') },
    { name: 'my_entry', description: 'Shows your own entry.', inputSchema: strings('name', 'card') },
    { name: 'change_phone', description: 'Changes your number.', inputSchema: strings('card', 'phone') },
  ],
}));

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const args = request.params.arguments;
  let value: unknown;
  if (request.params.name === 'members_in') {
    const [town] = take(args, 'town');
    value = (await store.byTown(String(town))).map(({ name }) => name);
  } else if (request.params.name === 'my_entry') {
    const [name, card] = take(args, 'name', 'card');
    value = await store.own(name!, card!);
  } else if (request.params.name === 'change_phone') {
    const [card, phone] = take(args, 'card', 'phone');
    value = await store.setPhone(String(card), String(phone));
  } else {
    throw new Error('unknown tool');
  }
  return { content: [{ type: 'text', text: JSON.stringify(value) }] };
});

await server.connect(new StdioServerTransport());
