import { isInitializeRequest } from '@modelcontextprotocol/sdk/types.js';
import Fastify from 'fastify';
import { begin, find } from './sessions.js';
import { settings } from './settings.js';

const config = settings(process.env);
const app = Fastify({ bodyLimit: 256 * 1024 });

app.post('/mcp', async (request, reply) => {
  let transport = find(request.headers['mcp-session-id']);
  if (!transport && isInitializeRequest(request.body)) transport = await begin(config);
  if (!transport) return reply.code(400).send({ error: 'no session' });
  reply.hijack();
  await transport.handleRequest(request.raw, reply.raw, request.body);
});

app.route({
  method: ['GET', 'DELETE'],
  url: '/mcp',
  handler: async (request, reply) => {
    const transport = find(request.headers['mcp-session-id']);
    if (!transport) return reply.code(400).send({ error: 'no session' });
    reply.hijack();
    await transport.handleRequest(request.raw, reply.raw);
  },
});

await app.listen({ host: '127.0.0.1', port: config.port });
