import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lookAtUrl, lookWith, problemIn, seenIn, serverFrom } from '../../../test/support/look.ts';
import { error, result, serve } from '../../../test/support/serve.ts';
import type { Asked } from '../../../test/support/serve.ts';
import { createHttp } from '../../adapters/net/index.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Look } from '../../domain/introspection.ts';

type Answering = (asked: Asked, response: ServerResponse) => unknown;

const description = { protocolVersion: '2025-06-18', capabilities: { tools: {} } };

/** A legacy server with sessions, after what `first` does not answer. */
function legacy(first: Answering = () => false): Answering {
  return (asked, response) => {
    const { method, message, headers } = asked;
    if (first(asked, response) !== false) return;
    if (method !== 'POST') response.writeHead(method === 'DELETE' ? 204 : 405).end();
    else if (message['method'] === 'initialize') {
      const serverInfo = { name: 's' };
      result(response, asked, { ...description, serverInfo }, { 'mcp-session-id': 'one' });
    } else if (headers['mcp-session-id'] !== 'one') error(response, asked, 400, -32000);
    else if (message['id'] === undefined) response.writeHead(202).end();
    else if (message['method'] === 'tools/list')
      result(response, asked, { tools: [{ name: 'old' }] });
    else error(response, asked, 200, -32601);
  };
}

/** A modern server that refuses everything else as the specification says. */
const modern: Answering = (asked, response) => {
  const { method, message, headers } = asked;
  if (method !== 'POST') response.writeHead(405).end();
  else if (headers['mcp-method'] !== message['method']) error(response, asked, 400, -32020);
  else if (message['method'] === 'server/discover') {
    result(response, asked, { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } });
  } else if (message['method'] === 'tools/list')
    result(response, asked, { tools: [{ name: 'new' }] });
  else error(response, asked, 404, -32601);
};

async function lookAt(answer: Answering, path = '/mcp'): Promise<Look> {
  return await lookAtUrl((await serve(answer)) + path);
}

function names(look: Look): string[] {
  return seenIn(look).definitions.map(({ kind, name }) => `${kind} ${name}`);
}

function notes(look: Look): string[] {
  return (look.seen ? look.introspection : look.problem).notes.map(({ kind }) => kind);
}

function is(message: Asked['message'], method: string): boolean {
  return message['method'] === method;
}

describe('the era of a remote server', () => {
  test('is modern where it answers a stateless request', async () => {
    const look = await lookAt(modern);
    expect(seenIn(look)).toMatchObject({
      era: 'modern',
      protocolVersion: '2026-07-28',
      transport: 'http',
      containment: 'remote',
    });
    expect(names(look)).toEqual(['tool new']);
    expect(notes(look)).toEqual([]);
  });

  test.each([
    [
      '400 and a session error',
      (asked: Asked, response: ServerResponse) => error(response, asked, 400, -32000),
    ],
    ['400 and nothing', (_asked: Asked, response: ServerResponse) => response.writeHead(400).end()],
    [
      '404',
      (_asked: Asked, response: ServerResponse) => response.writeHead(404).end('<h1>no</h1>'),
    ],
    ['406', (_asked: Asked, response: ServerResponse) => response.writeHead(406).end()],
    ['500', (_asked: Asked, response: ServerResponse) => response.writeHead(500).end()],
    [
      'an unknown method',
      (asked: Asked, response: ServerResponse) => error(response, asked, 200, -32601),
    ],
    ['any result', (asked: Asked, response: ServerResponse) => result(response, asked, {})],
    ['a broken connection', (_asked: Asked, response: ServerResponse) => response.destroy()],
  ])(
    'is legacy where it answers that with %s and initialize as it should',
    async (_what, refuse) => {
      const look = await lookAt(
        legacy(
          (asked, response) => is(asked.message, 'server/discover') && refuse(asked, response),
        ),
      );
      expect(seenIn(look)).toMatchObject({ era: 'legacy', protocolVersion: '2025-06-18' });
      expect(names(look)).toEqual(['server server', 'tool old']);
    },
  );

  test('is legacy where it never answers that, at the cost of a short wait', async () => {
    const server = legacy(({ message }) => is(message, 'server/discover') && 'silent');
    const url = await serve(server);
    const look = await lookAtUrl(url, {}, { limits: { headStart: 100, grace: 100 } });
    expect(names(look)).toEqual(['server server', 'tool old']);
  });

  test('is modern where it has both, with a note where they differ', async () => {
    const both =
      (older: Answering): Answering =>
      (asked, response) =>
        asked.headers['mcp-method'] === undefined
          ? older(asked, response)
          : modern(asked, response);
    const look = await lookAt(both(legacy()));
    expect(seenIn(look).era).toBe('modern');
    expect(notes(look)).toEqual(['era-differs']);
  });

  test('is not taken for legacy where a modern server refuses', async () => {
    const look = await lookAt((asked, response) => error(response, asked, 400, -32021));
    expect(problemIn(look)).toMatchObject({
      reason: 'protocol-error',
      why: expect.stringContaining('server/discover with error -32021'),
    });
  });
});

describe('HTTP+SSE', () => {
  /** A server of 2024-11-05 at `/sse`. */
  function older(endpoint: string): Answering {
    let send = (_value: unknown): void => {};
    return ({ method, path, message }, response) => {
      if (method === 'GET' && path === '/sse') {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        response.write(`event: endpoint\ndata: ${endpoint}\n\n`);
        send = (value) => void response.write(`data: ${JSON.stringify(value)}\n\n`);
      } else if (method === 'POST' && path === '/messages') {
        response.writeHead(202).end();
        const { id } = message;
        if (is(message, 'initialize')) send({ jsonrpc: '2.0', id, result: description });
        if (is(message, 'tools/list')) {
          send({ jsonrpc: '2.0', id, result: { tools: [{ name: 'oldest' }] } });
        }
      } else response.writeHead(405).end();
    };
  }

  test.each(['http', 'sse'])('is found behind an address configured as %s', async (type) => {
    const url = await serve(older('/messages'));
    const look = await lookAtUrl(`${url}/sse`, { type });
    expect(seenIn(look)).toMatchObject({ era: 'legacy', transport: 'sse' });
    expect(names(look)).toEqual(['tool oldest']);
  });

  test('with an address for requests elsewhere is refused, and nothing is sent there', async () => {
    let requests = 0;
    const other = await serve((_asked, response) => {
      requests += 1;
      response.end();
    });
    const url = await serve(older(`${other}/messages`));
    for (const type of ['http', 'sse']) {
      const look = await lookAtUrl(`${url}/sse`, { type, headers: { authorization: 'Bearer t' } });
      expect(problemIn(look).reason).toBe('protocol-error');
      expect(notes(look)).toEqual(['endpoint-refused']);
    }
    expect(requests).toBe(0);
  });

  test('is given up for POST where the address configured so has moved on', async () => {
    const url = await serve(legacy());
    const look = await lookAtUrl(`${url}/sse`, { type: 'sse' });
    expect(names(look)).toEqual(['server server', 'tool old']);
  });
});

describe('a remote server that is not seen', () => {
  test.each([401, 403])(
    'with status %i wants authorization, which says nothing of its era',
    async (status) => {
      const challenge =
        'Bearer realm="x", error="invalid_token", resource_metadata="https://a.example/prm", scope="read write"';
      const look = await lookAt((_asked, response) =>
        response.writeHead(status, { 'www-authenticate': challenge }).end(),
      );
      expect(problemIn(look)).toMatchObject({
        reason: 'needs-authorization',
        authorization: {
          status,
          challenge,
          resourceMetadata: 'https://a.example/prm',
          scope: 'read write',
        },
      });
    },
  );

  test('without a challenge is said to want authorization all the same', async () => {
    const look = await lookAt((_asked, response) => response.writeHead(401).end());
    expect(problemIn(look).authorization).toEqual({ status: 401 });
  });

  test('behind a redirect to elsewhere is left, and nothing is sent there', async () => {
    let requests = 0;
    const other = await serve((_asked, response) => {
      requests += 1;
      response.end();
    });
    const look = await lookAt((_asked, response) =>
      response.writeHead(307, { location: other }).end(),
    );
    expect(problemIn(look).reason).toBe('refused-address');
    expect(notes(look)).toEqual(['redirect-refused']);
    expect(requests).toBe(0);
  });

  test('with nobody listening is said not to answer', async () => {
    expect(problemIn(await lookAtUrl('http://127.0.0.1:1/mcp'))).toMatchObject({
      reason: 'no-answer',
      hint: expect.stringContaining('server runs'),
    });
  });

  test('at a metadata address is refused even though the configuration names it', async () => {
    const look = await lookAtUrl('http://169.254.169.254/latest/meta-data');
    expect(problemIn(look)).toMatchObject({
      reason: 'refused-address',
      why: expect.stringContaining('169.254.169.254'),
    });
  });

  test.each([
    ['ftp://host.example/', {}, 'broken-entry', 'http or https'],
    ['http://a.example/${TOKEN}', {}, 'missing-input', '"TOKEN"'],
    ['http://a.example/', { headers: { 'X-Key': '${input:key}' } }, 'missing-input', '"input:key"'],
    ['http://127.0.0.1:1/', { headers: { 'X-Key': 'a\nb' } }, 'broken-entry', 'cannot be sent'],
    ['http://a.example/', { disabled: true }, 'disabled', 'disabled'],
  ])('%s %o is not asked', async (url, more, reason, words) => {
    expect(problemIn(await lookAtUrl(url, more))).toMatchObject({
      reason,
      why: expect.stringContaining(words),
    });
  });

  test('is not asked offline, unless it is on this machine', async () => {
    const look = await lookAtUrl('https://a.example/mcp', {}, { isOffline: true });
    expect(problemIn(look).reason).toBe('offline');
    const local = await lookAtUrl(await serve(modern), {}, { isOffline: true });
    expect(names(local)).toEqual(['tool new']);
  });
});

describe('what a remote server is sent', () => {
  test('are the headers of the configuration, their placeholders filled, and credentials of the address', async () => {
    const got: Asked[] = [];
    const url = await serve((asked, response) => {
      got.push(asked);
      modern(asked, response);
    });
    await lookAtUrl(
      `${url.replace('//', '//us%er:p%40ss@')}/mcp?k=\${KEY}#x`,
      { headers: { 'X-Token': 'Bearer ${env:TOKEN}', 'X-Other': '${NOBODY:-none}' } },
      { env: (name) => ({ KEY: '1', TOKEN: 't' })[name] },
    );
    expect(got.length).toBeGreaterThan(2);
    for (const { path, headers } of got.filter(({ method }) => method === 'POST')) {
      expect(path).toBe('/mcp?k=1');
      expect(headers).toMatchObject({
        'x-token': 'Bearer t',
        'x-other': 'none',
        authorization: `Basic ${Buffer.from('us%er:p@ss').toString('base64')}`,
      });
    }
  });

  test('is nothing of the environment where a project names the server', async () => {
    const asked: Asked[] = [];
    const url = await serve((one, response) => {
      asked.push(one);
      modern(one, response);
    });
    const env = (): string => 'of the user';
    const { port } = new URL(url);
    const http = createHttp({ allowedHosts: [`127.0.0.1:${port}`] });
    onTestFinished(() => http.close());
    const look = async (raw: JsonObject, scope: 'user' | 'project'): Promise<Look> =>
      await lookWith(serverFrom(raw, scope), { env, http });
    for (const raw of [{ url: `${url}/\${KEY}` }, { url, headers: { 'x-key': '${KEY}' } }]) {
      expect(problemIn(await look(raw, 'project'))).toMatchObject({
        reason: 'missing-input',
        why: expect.stringContaining('"KEY"'),
        hint: expect.stringContaining('--config'),
      });
      expect(asked).toEqual([]);
    }
    expect((await look({ url, headers: { 'x-key': '${KEY:-none}' } }, 'project')).seen).toBe(true);
    expect(asked[0]?.headers['x-key']).toBe('none');
    expect((await look({ url, headers: { 'x-key': '${KEY}' } }, 'user')).seen).toBe(true);
    expect(asked.at(-1)?.headers['x-key']).toBe('of the user');
  });

  test('is nothing at all where only a project names a private address', async () => {
    let requests = 0;
    const url = await serve((asked, response) => {
      requests += 1;
      modern(asked, response);
    });
    const project = serverFrom({ url }, 'project');
    expect(problemIn(await lookWith(project, {}))).toMatchObject({
      reason: 'refused-address',
      hint: expect.stringContaining('--allow-host'),
    });
    expect(requests).toBe(0);
    const [own] = serverFrom({ url }).entries;
    const both = await lookWith({ ...project, entries: [...project.entries, own] }, {});
    expect(both.seen).toBe(true);
  });

  test('after it lost the session is a new handshake, once, with a note', async () => {
    let lost = 0;
    const losing = legacy(({ message }, response) => {
      if (!is(message, 'tools/list') || lost > 0) return false;
      lost += 1;
      return response.writeHead(404).end();
    });
    const look = await lookAt(losing);
    expect(names(look)).toEqual(['server server', 'tool old']);
    expect(notes(look)).toEqual(['session-lost']);
    const always = await lookAt(
      legacy(({ message }, response) => is(message, 'tools/list') && response.writeHead(404).end()),
    );
    expect(notes(always)).toEqual(['session-lost', 'list-failed']);
  });
});

interface Hostile {
  readonly id: string;
  readonly transport: string;
  readonly seen: boolean;
  readonly reasons?: readonly string[];
  readonly notes?: readonly string[];
}

const hostile = (
  JSON.parse(readFileSync('test/hostile/hostile.json', 'utf8')) as readonly Hostile[]
).filter(({ transport }) => transport === 'http');

test.each(hostile)(
  'a remote server that misbehaves is seen for what it is: $id',
  async (server) => {
    const args = ['test/hostile/http.mjs', server.id, 'http://127.0.0.1:1/'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    onTestFinished(() => void child.kill('SIGKILL'));
    const url = await new Promise<string>((resolve) => {
      createInterface({ input: child.stderr }).on('line', (line) =>
        resolve(line.replace('listening on ', '')),
      );
    });
    const look = await lookAtUrl(url, {}, { limits: { handshake: 1500, headStart: 300 } });
    const reason = look.seen ? undefined : look.problem.reason;
    expect(look.seen).toBe(server.seen);
    expect(server.reasons ?? [undefined]).toContain(reason);
    expect(notes(look)).toEqual(expect.arrayContaining([...(server.notes ?? [])]));
  },
);
