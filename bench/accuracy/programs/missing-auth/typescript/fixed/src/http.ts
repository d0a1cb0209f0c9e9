import { timingSafeEqual } from 'node:crypto';
import express from 'express';
import type { NextFunction, Request, Response } from 'express';

const app = express();
app.use(express.json());
const expected = Buffer.from(process.env.LEDGER_TOKEN ?? '');

function requireToken(request: Request, response: Response, next: NextFunction): void {
  const given = Buffer.from(String(request.headers.authorization ?? '').replace('Bearer ', ''));
  const isKnown =
    expected.length > 0 && given.length === expected.length && timingSafeEqual(given, expected);
  if (isKnown) next();
  else response.status(401).end();
}

app.get('/entries', requireToken, (request, response) => {
  response.json(entries);
});
app.delete('/entries', requireToken, (request, response) => {
  entries.length = 0;
  response.status(204).end();
});

const entries: string[] = [];
app.listen(3000, '127.0.0.1');
