import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  lookAtNode,
  lookWith,
  problemIn,
  seenIn,
  serverFrom,
  starter,
} from '../../../test/support/look.ts';
import { runNode, runServer, serverScript } from '../../../test/support/running.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Look } from '../../domain/introspection.ts';
import type { LookOptions } from './index.ts';

const hello = `{ protocolVersion: '2025-11-25', capabilities: { tools: {} }, serverInfo: { name: 's' } }`;
const legacy = `
  if (message.method === 'initialize') reply(message, ${hello});
  else if (message.method === 'tools/list') reply(message, { tools: [{ name: 'old' }] });
  else if (message.id !== undefined) send({ jsonrpc: '2.0', id: message.id, error: { code: -32601, message: 'no' } });`;
const modern = `
  if (message.method === 'server/discover') reply(message, {
    supportedVersions: ['2026-07-28'], capabilities: { tools: {} },
    _meta: { 'io.modelcontextprotocol/serverInfo': { name: 'm' } } });
  else if (message.params?._meta && message.method === 'tools/list') reply(message, { tools: [{ name: 'new' }] });`;
const modernOnly = `${modern}
  else send({ jsonrpc: '2.0', id: message.id, error: { code: -32022, message: 'no', data: { supported: ['2026-07-28'] } } });`;

async function lookAt(script: string, limits: LookOptions['limits'] = {}): Promise<Look> {
  return await lookAtNode(['-e', serverScript(script)], limits);
}

function names(look: Look): string[] {
  return seenIn(look).definitions.map(({ kind, name }) => `${kind} ${name}`);
}

function notes(look: Look): string[] {
  const { notes } = look.seen ? look.introspection : look.problem;
  return notes.map(({ kind }) => kind);
}

describe('the era of a server on stdio', () => {
  test.each([
    ['answers the probe with an error', legacy],
    [
      'answers it with any result',
      legacy.replace(
        'else if (message.id',
        `else if (message.method === 'server/discover') reply(message, {}); else if (message.id`,
      ),
    ],
    ['ends on it', `if (message.method === 'server/discover') process.exit(1); ${legacy}`],
    ['is silent on it', `if (message.method === 'server/discover') return; ${legacy}`],
    [
      'writes garbage on it',
      `if (message.method === 'server/discover') { write('what?\\n'); return; } ${legacy}`,
    ],
  ])('is legacy where it %s', async (_what, script) => {
    const look = await lookAt(script, { grace: 300 });
    expect(seenIn(look)).toMatchObject({
      era: 'legacy',
      protocolVersion: '2025-11-25',
      transport: 'stdio',
      containment: 'none',
      unenforced: ['everything'],
    });
    expect(names(look)).toEqual(['server server', 'tool old']);
    expect(notes(look)).toEqual([]);
  });

  test.each([
    ['refuses initialize', modernOnly],
    ['is silent on initialize', modern],
    ['ends on initialize', `${modern} else process.exit(1);`],
  ])('is modern where it answers the probe and %s', async (_what, script) => {
    const look = await lookAt(script, { grace: 300 });
    expect(seenIn(look)).toMatchObject({
      era: 'modern',
      protocolVersion: '2026-07-28',
      supportedVersions: ['2026-07-28'],
      serverInfo: { name: 'm' },
    });
    expect(names(look)).toEqual(['server server', 'tool new']);
  });

  test('is asked for again in the version that the server offers instead', async () => {
    const look = await lookAt(`
      const version = message.params?._meta?.['io.modelcontextprotocol/protocolVersion'];
      if (version !== '2027-01-01') send({ jsonrpc: '2.0', id: message.id, error:
        { code: -32022, message: 'no', data: { supported: ['2025-11-25', '2027-01-01'] } } });
      else if (message.method === 'server/discover') reply(message, { supportedVersions: ['2027-01-01'], capabilities: {} });`);
    expect(seenIn(look)).toMatchObject({ era: 'modern', protocolVersion: '2027-01-01' });
  });

  test('is modern where it has both, with a note where they differ', async () => {
    const dual = (tool: string): string => `${modern} else { ${legacy.replace('old', tool)} }`;
    const different = await lookAt(dual('old'));
    expect(seenIn(different).era).toBe('modern');
    expect(names(different)).toContain('tool new');
    expect(notes(different)).toEqual(['era-differs']);
    const same = await lookAt(dual('new').replace("name: 's'", "name: 'm'"));
    expect(seenIn(same).era).toBe('modern');
    expect(notes(same)).toEqual([]);
  });

  test('costs a legacy server that answers no waiting for the probe', async () => {
    const look = await lookAt(legacy, { grace: 600_000 });
    expect(seenIn(look).era).toBe('legacy');
  });
});

describe('processes of a server', () => {
  test('one that bears no second one beside it is asked again alone', async () => {
    let sessions = 0;
    const start = starter(async (purpose) => {
      if (purpose === 'probe') return await runServer(legacy);
      sessions += 1;
      return await runServer(sessions === 1 ? 'process.exit(1)' : legacy);
    });
    const look = await lookWith(serverFrom({ command: 'x' }), { start });
    expect(names(look)).toEqual(['server server', 'tool old']);
    expect(sessions).toBe(2);
  });

  test('one that ends whenever it is asked is not started again and again', async () => {
    let starts = 0;
    const start = starter(async () => {
      starts += 1;
      return await runServer('process.exit(1)');
    });
    const look = await lookWith(serverFrom({ command: 'x' }), { start });
    expect(problemIn(look).reason).toBe('exited');
    expect(starts).toBe(2);
  });

  test.each([legacy, modernOnly])(
    'one is enough where a probe cannot be started',
    async (script) => {
      const refused = { reason: 'no-consent', why: 'No.', notes: [], stderr: noCapture } as const;
      const look = await lookWith(serverFrom({ command: 'x' }), {
        start: async (_server, purpose) =>
          purpose === 'probe'
            ? refused
            : { running: await runServer(script), containment: 'none', unenforced: [] },
      });
      expect(names(look)).toHaveLength(2);
    },
  );

  test('that cannot be started are not asked, and the reason is handed on', async () => {
    const refused = { reason: 'no-consent', why: 'No.', notes: [], stderr: noCapture } as const;
    const look = await lookWith(serverFrom({ command: 'x' }), { start: async () => refused });
    expect(problemIn(look)).toEqual(refused);
  });

  test('are all gone after the look, also when they ignore its end', async () => {
    const pids: number[] = [];
    const start = starter(async () => {
      const running = await runNode('test/hostile/stdio.mjs', 'silent');
      pids.push(running.pid);
      return running;
    });
    const look = await lookWith(serverFrom({ command: 'x' }), {
      start,
      limits: { handshake: 300 },
    });
    expect(problemIn(look).reason).toBe('no-answer');
    expect(pids).toHaveLength(2);
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('are gone after an interruption, which is what is reported', async () => {
    const pids: number[] = [];
    const interrupt = new AbortController();
    const start = starter(async () => {
      const running = await runServer(`if (message.method === 'x') reply(message, {});`);
      pids.push(running.pid);
      return running;
    });
    const looking = lookWith(serverFrom({ command: 'x' }), { start, signal: interrupt.signal });
    setTimeout(() => interrupt.abort(), 200);
    expect(problemIn(await looking).reason).toBe('interrupted');
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });

  test('are left where the time for the whole look is over, and what was seen is kept', async () => {
    const endless = legacy.replace(
      `{ tools: [{ name: 'old' }] }`,
      `{ tools: [{ name: 'a' }], nextCursor: String(Math.random()) }`,
    );
    const slow = endless
      .replace('reply(message, { tools', 'setTimeout(() => reply(message, { tools')
      .replace('Math.random()) })', 'Math.random()) }), 40)');
    const look = await lookAt(slow, { total: 1500 });
    expect(names(look)).toContain('tool a');
    // On a busy machine the other era may answer too late as well, which is noted besides.
    expect(notes(look)).toContain('list-failed');
  });
});

describe('a listing', () => {
  const lists = (
    body: string,
    capabilities = '{ tools: {}, prompts: {}, resources: {} }',
  ): string => `
    const { method, params } = message;
    if (method === 'initialize') reply(message, { ...${hello}, capabilities: ${capabilities}, instructions: 'Use it.' });
    else if (method === 'server/discover') send({ jsonrpc: '2.0', id: message.id, error: { code: -32601, message: 'no' } });
    else { ${body} }`;

  test('has every page of every list, verbatim, and what the server says of itself', async () => {
    const look = await lookAt(
      lists(`
      const page = params?.cursor ?? '0';
      const more = page === '0' ? { nextCursor: '1' } : {};
      if (method === 'tools/list') reply(message, { tools: [{ name: 't' + page, 'x-unknown': { kept: true } }], ...more });
      if (method === 'prompts/list') reply(message, { prompts: [{ name: 'p' + page }], ...more });
      if (method === 'resources/list') reply(message, { resources: [{ uri: 'r:' + page, name: 'n' }], ...more });
      if (method === 'resources/templates/list') reply(message, { resourceTemplates: [{ uriTemplate: 'r:{x}' + page }], ...more });`),
    );
    const { definitions, instructions, pages, digest } = seenIn(look);
    expect(names(look)).toEqual([
      'server server',
      'instructions instructions',
      'tool t0',
      'tool t1',
      'prompt p0',
      'prompt p1',
      'resource r:0',
      'resource r:1',
      'template r:{x}0',
      'template r:{x}1',
    ]);
    expect(definitions[2]?.raw).toEqual({ name: 't0', 'x-unknown': { kept: true } });
    expect(instructions).toBe('Use it.');
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    expect(pages.map(({ method, cursor }) => `${method} ${cursor ?? '-'}`)).toEqual([
      'initialize -',
      'tools/list -',
      'tools/list 1',
      'prompts/list -',
      'prompts/list 1',
      'resources/list -',
      'resources/list 1',
      'resources/templates/list -',
      'resources/templates/list 1',
    ]);
    expect(pages[1]?.text).toBe(
      '{"jsonrpc":"2.0","id":2,"result":{"tools":[{"name":"t0","x-unknown":{"kept":true}}],"nextCursor":"1"}}',
    );
  });

  test('has the same digest where only the order of keys differs, and another where a word does', async () => {
    const digestOf = async (tool: string): Promise<string> => {
      const script = lists(`reply(message, { tools: [${tool}] })`, '{ tools: {} }');
      return seenIn(await lookAt(script)).digest;
    };
    const [one, reordered, changed] = await Promise.all([
      digestOf(`{ name: 'a', description: 'b' }`),
      digestOf(`{ description: 'b', name: 'a' }`),
      digestOf(`{ name: 'a', description: 'c' }`),
    ]);
    expect(reordered).toBe(one);
    expect(changed).not.toBe(one);
  });

  test.each([
    [
      'an error',
      `send({ jsonrpc: '2.0', id: message.id, error: { code: -32603, message: 'oh\\u202e' } })`,
      '"oh\\u202e"',
    ],
    ['no list', `reply(message, {})`, 'no list of prompts'],
    ['no object', `reply(message, 7)`, 'no list of prompts'],
    ['silence', `0`, 'did not answer within 0.3 seconds'],
  ])('is not hidden by one list that fails with %s', async (_what, failing, why) => {
    const look = await lookAt(
      lists(`
        if (method === 'tools/list') reply(message, { tools: [{ name: 'a' }] });
        if (method === 'prompts/list') ${failing};
        if (method === 'resources/list') reply(message, { resources: [{ uri: 'r:' }] });
        if (method === 'resources/templates/list')
          send({ jsonrpc: '2.0', id: message.id, error: { code: -32601, message: 'no' } });`),
      { request: 300 },
    );
    expect(names(look)).toEqual(expect.arrayContaining(['tool a', 'resource r:']));
    expect(seenIn(look).notes).toMatchObject([
      { kind: 'list-failed', what: expect.stringContaining(why) },
    ]);
  });

  test('asks for nothing that was not declared, but for tools', async () => {
    const script = (tools: string): string =>
      lists(
        `if (method === 'tools/list') ${tools}; else reply(message, { prompts: [{ name: 'p' }] });`,
        '{}',
      );
    const hiding = await lookAt(script(`reply(message, { tools: [{ name: 'hidden' }] })`));
    expect(names(hiding)).toEqual(['server server', 'instructions instructions', 'tool hidden']);
    expect(notes(hiding)).toEqual(['undeclared-list']);
    for (const none of [
      `reply(message, { tools: [] })`,
      `send({ jsonrpc: '2.0', id: message.id, error: { code: -32601, message: 'no' } })`,
      '0',
    ]) {
      const plain = await lookAt(script(none), { undeclared: 200 });
      expect(names(plain)).toEqual(['server server', 'instructions instructions']);
      expect(notes(plain)).toEqual([]);
    }
  });

  test('keeps entries that are no objects out, and names that are no text empty', async () => {
    const script = lists(
      `reply(message, { tools: [null, 'a', ['b'], { name: 7 }] })`,
      '{ tools: {} }',
    );
    const look = await lookAt(script);
    expect(names(look).slice(2)).toEqual(['tool ']);
    expect(seenIn(look).notes).toMatchObject([{ kind: 'invalid-message', count: 3 }]);
  });

  test('is bounded in pages, entries and text', async () => {
    const endless = lists(
      `reply(message, { tools: [{ name: 'a' }, { name: 'b' }], nextCursor: String(Number(params.cursor ?? 0) + 1) })`,
      '{ tools: {} }',
    );
    const tools = (look: Look): number =>
      seenIn(look).definitions.filter(({ kind }) => kind === 'tool').length;
    const byPages = await lookAt(endless, { pages: 3 });
    expect([tools(byPages), notes(byPages)]).toEqual([6, ['too-many-pages']]);
    const byEntries = await lookAt(endless, { definitions: 5 });
    expect([tools(byEntries), notes(byEntries)]).toEqual([5, ['too-many-definitions']]);
    const byText = await lookAt(endless, { text: 200 });
    expect([tools(byText), notes(byText)]).toEqual([6, ['too-much-text']]);
  });
});

interface Hostile {
  readonly id: string;
  readonly way?: string;
  readonly transport: string;
  readonly argument?: string;
  readonly seen: boolean;
  readonly reasons?: readonly string[];
  readonly notes?: readonly string[];
}

const hostile = (
  JSON.parse(readFileSync('test/hostile/hostile.json', 'utf8')) as readonly Hostile[]
).filter(({ transport }) => transport === 'stdio');

test.each(hostile)('a server that misbehaves is seen for what it is: $id', async (server) => {
  const { id, way = id, argument = '' } = server;
  const before = process.memoryUsage().rss;
  const limits = { handshake: 5000, request: 5000, grace: 500 };
  const look = await lookAtNode(['test/hostile/stdio.mjs', way, argument], limits);
  const reason = look.seen ? undefined : look.problem.reason;
  expect(look.seen).toBe(server.seen);
  expect(server.reasons ?? [undefined]).toContain(reason);
  expect(notes(look)).toEqual(expect.arrayContaining([...(server.notes ?? [])]));
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024);
});
