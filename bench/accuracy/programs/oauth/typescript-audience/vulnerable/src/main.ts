import express from 'express';
import { requireBearerAuth } from '@modelcontextprotocol/sdk/server/auth/middleware/bearerAuth.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { config } from './config.js';
import { tripServer } from './trips.js';
import { verifier } from './verifier.js';

const app = express();
app.use((req, res, next) => {
  if (!config.hosts.has(req.headers.host ?? '')) {
    res.sendStatus(403);
    return;
  }
  next();
});
app.use(express.json());

app.post('/mcp', requireBearerAuth({ verifier, requiredScopes: ['trips'] }), async (req, res) => {
  const server = tripServer(String(req.auth?.extra?.subject));
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  res.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});

app.listen(config.port, '127.0.0.1');
