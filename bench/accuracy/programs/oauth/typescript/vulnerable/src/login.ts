import { randomUUID } from 'node:crypto';
import express from 'express';
import { exchangeCode, keep, loginAddress } from './provider.js';

const app = express();
const pending = new Set<string>();

app.get('/login', (_request, response) => {
  const state = randomUUID();
  pending.add(state);
  response.redirect(loginAddress(state));
});

app.get('/oauth/callback', async (request, response) => {
  if (request.query.error !== undefined) return void response.sendStatus(400);
  keep(await exchangeCode(String(request.query.code)));
  response.send('connected');
});

app.listen(3000, '127.0.0.1');
