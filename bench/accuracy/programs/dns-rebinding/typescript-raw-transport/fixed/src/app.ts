import { hostHeaderValidation } from '@modelcontextprotocol/sdk/server/middleware/hostHeaderValidation.js';
import express, { type Express } from 'express';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { HomeRouter } from './router.js';
import { build } from './server.js';

export function createApp(): Express {
  const router = new HomeRouter();
  const app = express();
  app.disable('x-powered-by');
  app.use(hostHeaderValidation(['localhost', '127.0.0.1']));
  app.use(express.json());

  app.post('/mcp', async (req, res) => {
    const server = build(router);
    const transport = new StreamableHTTPServerTransport({
      sessionIdGenerator: undefined,
      enableJsonResponse: true,
    });
    res.once('close', () => {
      void transport.close();
    });
    try {
      await server.connect(transport);
      await transport.handleRequest(req, res, req.body);
    } catch {
      if (!res.headersSent) {
        res.status(500).json({ jsonrpc: '2.0', id: null, error: { code: -32603, message: 'internal error' } });
      }
    }
  });

  app.all('/mcp', (_req, res) => {
    res.sendStatus(405);
  });

  return app;
}
