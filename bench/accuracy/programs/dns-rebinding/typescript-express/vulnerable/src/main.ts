import express from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { createServer } from './mcp.js';

const port = Number(process.env.PORT ?? 7420);
const app = express();
app.use(express.json({ limit: '200kb' }));

app.post('/mcp', async (req, res) => {
  const server = createServer();
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  res.on('close', () => {
    void transport.close();
    void server.close();
  });
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});

app.get('/mcp', (_req, res) => {
  res.status(405).set('Allow', 'POST').end();
});

app.listen(port, '127.0.0.1', () => {
  console.error(`lamp-bridge on http://127.0.0.1:${port}/mcp`);
});
