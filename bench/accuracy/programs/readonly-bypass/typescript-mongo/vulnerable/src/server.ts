import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { MongoClient } from 'mongodb';
import { z } from 'zod';
import { assertWritable, config } from './config.js';
import { type Stage, writes } from './pipeline.js';

const client = new MongoClient(config.uri);
const db = client.db(config.database);
const server = new McpServer({ name: 'mongo-lens', version: '0.4.4' });

const json = (value: unknown) => ({
  content: [{ type: 'text' as const, text: JSON.stringify(value) }],
});

server.registerTool('collections', { description: 'Lists the collections.' }, async () => {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return json(found.map(({ name }) => name));
});

server.registerTool(
  'count',
  { description: 'Counts the documents of a collection.', inputSchema: { collection: z.string() } },
  async ({ collection }) => json(await db.collection(collection).estimatedDocumentCount()),
);

server.registerTool(
  'aggregate',
  {
    description: 'Runs an aggregation. Pipelines that write are refused while the server is read-only.',
    inputSchema: { collection: z.string(), pipeline: z.array(z.record(z.unknown())) },
    annotations: { readOnlyHint: true },
  },
  async ({ collection, pipeline }) => {
    if (config.readOnly && writes(pipeline as Stage[])) {
      return { ...json('refused: the pipeline writes'), isError: true };
    }
    const found = await db.collection(collection).aggregate(pipeline).toArray();
    return json(found.slice(0, 200));
  },
);

server.registerTool(
  'archive_order',
  { description: 'Marks an order as archived.', inputSchema: { number: z.number().int() } },
  async ({ number }) => {
    assertWritable('archive_order');
    const { modifiedCount } = await db
      .collection('orders')
      .updateOne({ number }, { $set: { archived: true } });
    return json({ modifiedCount });
  },
);

await client.connect();
await server.connect(new StdioServerTransport());
