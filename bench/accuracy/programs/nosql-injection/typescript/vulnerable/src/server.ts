import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { MongoClient } from 'mongodb';

const client = new MongoClient('mongodb://localhost');
const people = client.db('office').collection('people');
const server = new Server({ name: 'people', version: '1.0.0' }, { capabilities: { tools: {} } });

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const args = (params.arguments ?? {}) as Record<string, unknown>;
  const found = await people.find({ badge: args.badge }).toArray();
  return { content: [{ type: 'text', text: JSON.stringify(found) }] };
});
