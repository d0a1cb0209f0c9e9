import { Hono } from 'hono';
import { serve } from '@hono/node-server';
import { bearer } from './auth.js';
import * as ledger from './ledger.js';
import { handle } from './rpc.js';

const token = process.env.LEDGER_TOKEN;
if (!token) throw new Error('LEDGER_TOKEN is not set');

const app = new Hono();
const guard = bearer(token);

app.get('/health', (c) => c.text('ok'));
app.post('/mcp', guard, async (c) => c.json(handle(await c.req.json()) as object));
app.get('/export', guard, (c) => c.json(ledger.list()));
app.post('/reset', guard, (c) => {
  ledger.reset();
  return c.body(null, 204);
});

serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 8930), hostname: '127.0.0.1' });
