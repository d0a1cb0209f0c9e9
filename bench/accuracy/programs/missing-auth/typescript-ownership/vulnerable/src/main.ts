import Fastify from 'fastify';
import { resume, start } from './sessions.js';
import { identify } from './users.js';

declare module 'fastify' {
  interface FastifyRequest {
    user: string;
  }
}

const HOSTS = new Set(['notebook.example', 'localhost:8080', '127.0.0.1:8080']);
const app = Fastify({ logger: true });
app.decorateRequest('user', '');

app.addHook('onRequest', async (request, reply) => {
  if (!HOSTS.has(request.headers.host ?? '')) return reply.code(421).send();
});

app.addHook('preHandler', async (request, reply) => {
  if (request.method === 'GET' || request.headers['mcp-session-id']) return;
  const user = identify(request.headers['x-api-key'] as string | undefined);
  if (user === undefined) return reply.code(401).send({ error: 'unknown key' });
  request.user = user;
});

app.route({
  method: ['GET', 'POST', 'DELETE'],
  url: '/mcp',
  handler: async (request, reply) => {
    const id = request.headers['mcp-session-id'];
    const transport = typeof id === 'string' ? resume(id) : await start(request.user);
    if (transport === undefined) return reply.code(404).send({ error: 'no such session' });
    reply.hijack();
    await transport.handleRequest(request.raw, reply.raw, request.body);
  },
});

await app.listen({ host: '127.0.0.1', port: 8080 });
