import { describe, expect, test } from 'vitest';
import { serve } from '../../../test/support/serve.ts';
import { lookAtUrl, lookWith, seenIn, serverFrom } from '../../../test/support/look.ts';
import { runNode, serverScript } from '../../../test/support/running.ts';
import type { Again } from '../../domain/introspection.ts';
import type { Starter } from '../../domain/ports.ts';
import type { AgainPlan } from './index.ts';

const clients = [
  { name: 'editor', version: '1' },
  { name: 'other', version: '2' },
];
const short: AgainPlan = { clients, isThorough: false, mayCall: true, wait: 50 };
const thorough: AgainPlan = { ...short, isThorough: true };

const readOnly = { readOnlyHint: true };

/**
 * A server of the old era, or of the new, whose tools are the value of an expression. It may use `client`,
 * `lists` (answered before), `calls` (names of called tools) and `process`.
 */
function server(tools: string, { isModern = false, onList = '' } = {}): string {
  const hello = isModern
    ? `if (message.method === 'server/discover') reply(message, { supportedVersions: ['2026-07-28'], capabilities: { tools: {} }, _meta: { 'io.modelcontextprotocol/serverInfo': { name: 's' } } });`
    : `if (message.method === 'initialize') reply(message, { protocolVersion: '2025-11-25', capabilities: { tools: { listChanged: true } }, serverInfo: { name: 's' } });`;
  return serverScript(`
    globalThis.lists ??= 0; globalThis.calls ??= []; globalThis.client ??= '';
    client = (message.params?.clientInfo ?? message.params?._meta?.['io.modelcontextprotocol/clientInfo'])?.name ?? client;
    ${hello}
    else if (message.method === 'tools/list') {
      ${onList}
      reply(message, { tools: ${tools} });
      lists += 1;
    } else if (message.method === 'tools/call') {
      calls.push(message.params.name);
      if (message.params.name === 'unknown') send({ jsonrpc: '2.0', id: message.id, error: { code: -32602, message: 'no' } });
      else reply(message, { content: [{ type: 'text', text: 'ok' }] });
    } else if (message.method === 'ping') reply(message, {});
    else if (message.id !== undefined) send({ jsonrpc: '2.0', id: message.id, error: { code: -32601, message: 'no' } });`);
}

interface Asked {
  readonly again: Again;
  readonly starts: number;
}

async function ask(
  script: string,
  again: AgainPlan,
  { containment = 'box', most = 100 } = {},
): Promise<Asked> {
  let starts = 0;
  const start: Starter = async () => {
    starts += 1;
    if (starts > most) {
      const stderr = { text: '', bytes: 0, truncated: false };
      return { reason: 'start-failed', why: 'It is one too many.', notes: [], stderr };
    }
    return { running: await runNode('-e', script), containment, unenforced: [] };
  };
  const look = await lookWith(serverFrom({ command: 'node' }), { start, again });
  const { again: result } = seenIn(look);
  if (result === undefined) throw new Error('it was not asked again');
  return { again: result, starts };
}

function ways({ observations }: Again): string[] {
  return observations.map(({ way }) => way);
}

const steady = `[{ name: 'a' }]`;
const turning = (when: string): string => `${when} ? [{ name: 'a', description: 'b' }] : ${steady}`;

describe('a server that is asked again', () => {
  test('offers the same, and takes no further process', async () => {
    const { again, starts } = await ask(server(steady), short);
    expect(again).toMatchObject({ observations: [], unable: [] });
    expect(again.asked.map(({ says }) => says)).toEqual([
      'asked as the client "editor"',
      'asked for the list several times on one connection',
    ]);
    expect(starts).toBe(2);
  });

  test('is not asked where nobody wants it', async () => {
    const start: Starter = async () => {
      return { running: await runNode('-e', server(steady)), containment: 'box', unenforced: [] };
    };
    const look = await lookWith(serverFrom({ command: 'node' }), { start });
    expect(seenIn(look).again).toBeUndefined();
  });

  test('is the same where only the order of its list differs', async () => {
    const tools = `lists % 2 ? [{ name: 'b' }, { name: 'a' }] : [{ name: 'a' }, { name: 'b' }]`;
    expect(ways((await ask(server(tools), short)).again)).toEqual([]);
  });

  test.each([false, true])('cloaks itself from us alone (modern: %s)', async (isModern) => {
    const { again } = await ask(server(turning(`client === 'editor'`), { isModern }), short);
    expect(ways(again)).toEqual(['client']);
    expect(again.observations[0]?.says).toBe('asked as the client "editor"');
  });

  test('cloaks itself from a client that only a thorough look is', async () => {
    const script = server(turning(`client === 'other'`));
    expect(ways((await ask(script, short)).again)).toEqual([]);
    expect(ways((await ask(script, thorough)).again)).toEqual(['client']);
  });

  test('offers something else to everybody after the first: that is no matter of the client', async () => {
    // Each process of it offers another tool.
    const tools = `[{ name: 'a' + process.pid }]`;
    expect(ways((await ask(server(tools), short)).again)).toEqual(['connection']);
  });

  test.each([
    ['changes unannounced', '', false],
    [
      'announces that it changes',
      `if (lists === 3) send({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });`,
      true,
    ],
  ])('%s after a few lists', async (_what, onList, isAnnounced) => {
    const { again } = await ask(server(turning('lists >= 3'), { onList }), short);
    expect(again.observations).toMatchObject([
      { way: 'repeat', says: 'asked for the list number 4 on one connection', isAnnounced },
    ]);
  });

  test('that fails its second list is unable, and not said to offer nothing', async () => {
    const onList = `if (lists > 0) return send({ jsonrpc: '2.0', id: message.id, error: { code: 1, message: 'no' } });`;
    const { again } = await ask(server(steady, { onList }), short);
    expect(again.observations).toEqual([]);
    expect(again.unable).toEqual([expect.stringContaining('tools/list failed')]);
  });

  test('that takes no second connection is unable', async () => {
    const script = server(steady).replace(
      'globalThis.lists',
      `if (message.method === 'server/discover') process.exit(1); globalThis.lists`,
    );
    const { again } = await ask(script, short, { most: 2 });
    expect(again.unable).toEqual([expect.stringContaining('did not take another connection')]);
    expect(again.asked.map(({ way }) => way)).toContain('repeat');
    expect((await ask(script, short)).again.unable).toEqual([]);
  });
});

describe('calls', () => {
  const tool = (name: string, more: object): object => ({ name, ...more });
  const tools = [
    tool('look', { annotations: readOnly, inputSchema: { type: 'object' } }),
    tool('needs', { annotations: readOnly, inputSchema: { required: ['x'] } }),
    tool('silent', {}),
    tool('writes', { annotations: { readOnlyHint: false } }),
  ];
  const turned = `calls.length ? [{ name: calls.join() }] : ${JSON.stringify(tools)}`;

  test('are made of tools that only read and need nothing, and show a server that waits for them', async () => {
    const { again } = await ask(server(turned), thorough);
    expect(again.observations).toMatchObject([
      { way: 'calls', says: 'asked after 2 calls of read-only tools' },
    ]);
    expect(again.observations[0]?.definitions.map(({ name }) => name)).toContain('look,look');
  });

  test.each([
    ['where the server is not contained', thorough, 'none'],
    ['where it reaches a network', { ...thorough, mayCall: false }, 'box'],
    ['in a short look', short, 'box'],
  ])('are not made %s', async (_what, plan, containment) => {
    expect(ways((await ask(server(turned), plan, { containment })).again)).toEqual([]);
  });

  test('find a tool that is left out of the list and answers, and none that is refused', async () => {
    const hides = (name: string): string => {
      const hidden = JSON.stringify([tool(name, { annotations: readOnly })]);
      return `client === 'other' ? ${hidden} : []`;
    };
    const found = await ask(server(hides('secret')), thorough);
    expect(ways(found.again)).toEqual(['client', 'hidden']);
    expect(ways((await ask(server(hides('unknown')), thorough)).again)).toEqual(['client']);
  });
});

test('a remote server is asked again too, and none of its tools is called', async () => {
  const called: string[] = [];
  const url = await serve(({ message }, response) => {
    const id = message?.['id'];
    const method = String(message?.['method']);
    const meta = (message?.['params'] as { _meta?: Record<string, { name?: string }> })?._meta;
    const name = meta?.['io.modelcontextprotocol/clientInfo']?.name;
    if (method === 'tools/call') called.push(method);
    const hello = { supportedVersions: ['2026-07-28'], capabilities: { tools: {} } };
    const tools = [{ name: name === 'editor' ? 'b' : 'a', annotations: readOnly }];
    const result = method === 'tools/list' ? { tools } : hello;
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ jsonrpc: '2.0', id, result }));
  });
  const { again } = seenIn(await lookAtUrl(url, {}, { again: thorough }));
  expect(again && ways(again)).toEqual(['client']);
  expect(called).toEqual([]);
});
