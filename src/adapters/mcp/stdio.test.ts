import { describe, expect, onTestFinished, test } from 'vitest';
import { runServer } from '../../../test/support/running.ts';
import type { WireNote } from '../../domain/introspection.ts';
import type { Running } from '../../domain/ports.ts';
import { openStdio } from './index.ts';
import type { Answer, Wire, WireLimits } from './index.ts';

const signal = new AbortController().signal;

async function wireTo(onMessage: string, limits: Partial<WireLimits> = {}): Promise<Wire> {
  const wire = openStdio(await runServer(onMessage), limits);
  onTestFinished(async () => void (await wire.close()));
  return wire;
}

async function ask(wire: Wire, method = 'x', timeout = 20_000): Promise<Answer> {
  return await wire.request(method, {}, { timeout, signal });
}

function kinds(notes: readonly WireNote[]): string[] {
  return notes.map(({ kind }) => kind);
}

describe('a wire over stdio', () => {
  test('pairs replies with requests, whatever their order, and keeps them verbatim', async () => {
    const wire = await wireTo(`
      globalThis.held ??= [];
      held.push(message);
      if (held.length === 2) for (const one of held.reverse()) reply(one, { of: one.method });`);
    const [first, second] = await Promise.all([ask(wire, 'a'), ask(wire, 'b')]);
    expect(first).toMatchObject({ kind: 'result', result: { of: 'a' } });
    expect(second).toMatchObject({ kind: 'result', result: { of: 'b' } });
    expect(first.kind === 'result' && first.raw).toEqual({
      text: '{"jsonrpc":"2.0","id":1,"result":{"of":"a"}}',
      digest: '8b5e689d41dae2f6612bc39528f9a261691606b6e2551c27e804f3cd88be93ef',
      duplicateKeys: [],
    });
    expect(wire.notes()).toEqual([]);
  });

  test('gives errors of the server as answers', async () => {
    const wire = await wireTo(
      `send({ jsonrpc: '2.0', id: message.id, error: { code: -5, message: 'no', data: [1] } })`,
    );
    expect(await ask(wire)).toEqual({ kind: 'error', code: -5, message: 'no', data: [1] });
  });

  test('notes noise between messages, and reads on', async () => {
    const wire = await wireTo(`
      write('Starting up\\n\\n  \\r\\n\\0\\0\\0\\n{"half":\\n');
      reply(message, {});`);
    expect((await ask(wire)).kind).toBe('result');
    expect(wire.notes()).toEqual([
      {
        kind: 'stdout-noise',
        what: 'what came is not a JSON-RPC message',
        sample: 'Starting up\n\0\0\0\n{"half":',
        count: 3,
      },
    ]);
  });

  test('masks secrets in what it notes', async () => {
    const token = `ghp_${'a1B2'.repeat(9)}`;
    const wire = await wireTo(`write('using ${token}\\n'); reply(message, {});`);
    await ask(wire);
    expect(wire.notes()[0]?.sample).toBe('using [secret]');
  });

  test.each([
    ['the id as text', `{ jsonrpc: '2.0', id: String(message.id), result: {} }`, 'unknown-reply'],
    [
      'another version of JSON-RPC',
      `{ jsonrpc: '1.0', id: message.id, result: {} }`,
      'invalid-message',
    ],
    ['no version', `{ id: message.id, result: {} }`, 'invalid-message'],
    [
      'a result and an error',
      `{ jsonrpc: '2.0', id: message.id, result: {}, error: {} }`,
      'invalid-message',
    ],
  ])('takes a reply with %s as clients do, and notes it', async (_what, message, note) => {
    const wire = await wireTo(`send(${message})`);
    expect((await ask(wire)).kind).toBe('result');
    expect(kinds(wire.notes())).toContain(note);
  });

  test.each([
    ['no id', `{ jsonrpc: '2.0', result: { x: 1 } }`],
    ['an unknown id', `{ jsonrpc: '2.0', id: 99, result: { x: 1 } }`],
    ['an id that only looks alike', `{ jsonrpc: '2.0', id: [message.id], result: { x: 1 } }`],
    [
      'an id of a reply that came already',
      `{ jsonrpc: '2.0', id: message.id - 1, result: { x: 1 } }`,
    ],
  ])('takes no reply with %s, and notes it', async (_what, message) => {
    const wire = await wireTo(`send(${message}); reply(message, {});`);
    await ask(wire);
    expect(await ask(wire)).toMatchObject({ kind: 'result', result: {} });
    expect(kinds(wire.notes())).toContain('unknown-reply');
  });

  test('takes an error without an id for the only open request', async () => {
    const wire = await wireTo(
      `send({ jsonrpc: '2.0', id: null, error: { code: -32600, message: 'not yet' } })`,
    );
    expect(await ask(wire)).toMatchObject({ kind: 'error', code: -32600 });
  });

  test('reads bytes that are not UTF-8 as clients do, and notes them', async () => {
    const wire = await wireTo(
      `process.stdout.write(Buffer.from('{"jsonrpc":"2.0","id":1,"result":"\\xff"}\\n', 'latin1'))`,
    );
    expect(await ask(wire)).toMatchObject({ kind: 'result', result: '\uFFFD' });
    expect(kinds(wire.notes())).toEqual(['invalid-utf8']);
  });

  test('finds keys that are there twice', async () => {
    const wire = await wireTo(`write('{"jsonrpc":"2.0","id":1,"result":{"a":1,"a":2}}\\n')`);
    const answer = await ask(wire);
    expect(answer).toMatchObject({ result: { a: 2 }, raw: { duplicateKeys: ['/result/a'] } });
    expect(wire.notes()[0]).toMatchObject({ kind: 'duplicate-keys', sample: '/result/a' });
  });

  test.each([
    ['too deep', `'['.repeat(10000) + ']'.repeat(10000)`],
    ['of too many values', `'[' + '1,'.repeat(2000) + '1]'`],
    ['too long', `'"' + 'x'.repeat(200000) + '"'`],
  ])('ends a request whose reply is %s, and reads on', async (_what, value) => {
    const wire = await wireTo(
      `if (message.method === 'x') write('{"jsonrpc":"2.0","id":1,"result":' + ${value} + '}\\n');
       else reply(message, {});`,
      { messageBytes: 100_000, nodes: 1000 },
    );
    expect(await ask(wire)).toMatchObject({ kind: 'none', fault: { kind: 'limit' } });
    expect((await ask(wire, 'y')).kind).toBe('result');
  });

  test('refuses a batch, but not of the one version that has them', async () => {
    const batch = `write('[' + JSON.stringify({ jsonrpc: '2.0', id: message.id, result: 1 }) + ']\\n')`;
    const wire = await wireTo(batch);
    expect(await ask(wire)).toMatchObject({ kind: 'none', fault: { kind: 'invalid' } });
    expect(kinds(wire.notes())).toEqual(['invalid-message']);
    wire.agree('2025-03-26');
    expect(await ask(wire)).toMatchObject({ kind: 'result', result: 1 });
  });

  test('answers a ping, refuses every other request of the server, and notes notifications', async () => {
    const wire = await wireTo(`
      globalThis.asked ??= [];
      if (message.method === 'x') {
        globalThis.first = message;
        send({ jsonrpc: '2.0', method: 'notifications/tools/list_changed' });
        send({ jsonrpc: '2.0', id: 'p', method: 'ping' });
        send({ jsonrpc: '2.0', id: 7, method: 'sampling/createMessage', params: {} });
      } else if (asked.push(message) === 2) reply(first, asked);`);
    expect(await ask(wire)).toMatchObject({
      kind: 'result',
      result: [
        { jsonrpc: '2.0', id: 'p', result: {} },
        { jsonrpc: '2.0', id: 7, error: { code: -32601 } },
      ],
    });
    expect(wire.notes()).toMatchObject([
      { kind: 'notification', what: expect.stringContaining('tools/list_changed') },
      { kind: 'server-request', what: expect.stringContaining('sampling/createMessage') },
    ]);
  });

  test('answers no more requests than the bound, and counts them all', async () => {
    const wire = await wireTo(
      `if (message.method === 'x') {
         globalThis.first = message;
         globalThis.answers = 0;
         for (let id = 0; id < 500; id += 1) send({ jsonrpc: '2.0', id, method: 'roots/list' });
         setTimeout(() => reply(first, answers), 300);
       } else answers += 1;`,
      { answers: 10 },
    );
    expect(await ask(wire)).toMatchObject({ kind: 'result', result: 10 });
    expect(wire.notes()).toMatchObject([{ kind: 'server-request', count: 500 }]);
  });

  test('says how the process ended, to who waits and to who asks later', async () => {
    const wire = await wireTo(`process.stderr.write('out of luck\\n'); process.exit(3);`);
    const fault = { kind: 'exited', exit: { code: 3, signal: null } };
    expect(await ask(wire)).toEqual({ kind: 'none', fault });
    expect(await ask(wire)).toEqual({ kind: 'none', fault });
    expect(await wire.close()).toMatchObject({ text: 'out of luck\n', truncated: false });
  });

  test('reads what was said before the end', async () => {
    const wire =
      await wireTo(`reply(message, { big: 'x'.repeat(500000) }); process.exitCode = 1; process.stdin.destroy();
      setTimeout(() => process.exit(1), 10);`);
    expect((await ask(wire)).kind).toBe('result');
  });

  test('ends a request that is not answered in time, and one that nobody wants any more', async () => {
    const wire = await wireTo('');
    expect(await ask(wire, 'x', 50)).toMatchObject({
      fault: { kind: 'timeout', milliseconds: 50 },
    });
    const aborted = wire.request('x', {}, { timeout: 20_000, signal: AbortSignal.timeout(50) });
    expect(await aborted).toMatchObject({ fault: { kind: 'aborted' } });
  });

  test('keeps the start and the end of standard error', async () => {
    const wire = await wireTo(
      `process.stderr.write('a'.repeat(100000) + 'z', () => reply(message, {}));`,
      { stderrBytes: 100 },
    );
    await ask(wire);
    const { text, bytes, truncated } = await wire.close();
    expect({ bytes, truncated }).toEqual({ bytes: 100_001, truncated: true });
    expect(text).toMatch(/^a{75}\n\[99901 bytes left out\]\na{24}z$/);
  });
});

test('a wire survives a process that neither reads nor writes', async () => {
  const never = { [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) };
  const silent: Running = {
    pid: 0,
    stdout: never,
    stderr: never,
    exited: new Promise(() => {}),
    write: () => new Promise(() => {}),
    stop: async () => ({ code: null, signal: 'SIGKILL' }),
  };
  const wire = openStdio(silent, { farewell: 50 });
  expect(await ask(wire, 'x', 50)).toMatchObject({ fault: { kind: 'timeout' } });
  expect(await wire.close()).toEqual({ text: '', bytes: 0, truncated: false });
});
