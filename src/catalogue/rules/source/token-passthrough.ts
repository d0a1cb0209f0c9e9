import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { flowsOf } from '../../source/flows.ts';
import { requesting } from '../../source/http.ts';

const facts = { id: 'source/token-passthrough', severity: 'medium', confidence: 'medium' } as const;
const does = 'is sent on as the credential of another request';
const CREDENTIAL = /authorization/i;

/** Only what the client sent to prove who it is counts, not any header that is passed on. */
function* detect(program: Program): Generator<SourceMatch> {
  const flows = program.flows.filter(
    ({ rule, source }) => rule === facts.id && CREDENTIAL.test(source),
  );
  yield* flowsOf(facts)({ ...program, flows });
}

const express = (header: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
const app = express();
const own = process.env.SERVICE_TOKEN;
app.post('/mcp', async (request, response) => {
  const answer = await fetch('https://service.example/items', { headers: ${header} });
  response.json(await answer.json());
});
app.listen(3000, '127.0.0.1');
`,
});

const HEADERS = ['headers', 'headers.Authorization', 'headers.authorization'];

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Credential of the client is passed on to another service',
  why: 'A token that was made for this server is accepted elsewhere or the other way round, so a thief of one uses both, and neither service can tell who acted.',
  fix: 'Check that the token was issued for this server, and ask the other service with a credential of the server’s own or one exchanged for the user (RFC 8693).',
  controls: ['TRF-09'],
  techniques: ['token-theft'],
  cwe: [441, 522],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  sinks: requesting.map(({ calls, languages }) => ({
    languages,
    calls,
    arguments: languages.includes('python')
      ? HEADERS
      : [0, 1, 2].flatMap((at) => HEADERS.map((name) => `${at}.${name}`)),
    from: ['request'],
    safe: ['number', 'listed'],
    does,
  })),
  safe: ['number', 'listed'],
  examples: {
    bad: [
      express('{ Authorization: request.headers.authorization }'),
      express("{ authorization: String(request.headers['authorization']) }"),
    ],
    good: [
      express('{ Authorization: `Bearer ${own}` }'),
      express("{ accept: 'application/json' }"),
    ],
    nearMiss: [express("{ 'accept-language': request.headers['accept-language'] }")],
  },
  detect,
};
