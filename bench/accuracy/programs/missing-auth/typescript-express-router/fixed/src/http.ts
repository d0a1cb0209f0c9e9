import express, { Router, type NextFunction, type Request, type Response } from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { forget, recall } from './memory.js';
import { memoryServer } from './server.js';
import { userOf } from './tokens.js';

function authenticate(req: Request, res: Response, next: NextFunction): void {
  const user = userOf(req.headers.authorization);
  if (user === undefined) {
    res.status(401).json({ error: 'a token is needed' });
    return;
  }
  res.locals.user = user;
  next();
}

const admin = Router();
admin.use(authenticate);
admin.get('/facts', (req, res) => {
  res.json(recall(String(req.query.q ?? '')));
});
admin.delete('/facts/:id', (req, res) => {
  res.sendStatus(forget(Number(req.params.id)) ? 204 : 404);
});

const app = express();
app.use(express.json({ limit: '100kb' }));
app.get('/healthz', (_req, res) => {
  res.send('ok');
});
app.post('/mcp', authenticate, async (req, res) => {
  const server = memoryServer(res.locals.user);
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: undefined,
    enableDnsRebindingProtection: true,
    allowedHosts: ['memory.team.example', 'localhost:8100'],
  });
  res.on('close', () => void server.close());
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.use('/admin', admin);
app.listen(8100, '127.0.0.1');
