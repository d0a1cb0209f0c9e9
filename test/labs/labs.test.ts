import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { JsonObject } from '../../src/domain/json.ts';
import { META, ask, greet, offerOf, open, resultOf } from './client.ts';
import type { Era, Peer } from './client.ts';

// Every lab starts, speaks the eras that it declares and lists what its file says. What Warder finds
// in them is told by the end-to-end tests.

const folder = join(import.meta.dirname, '../../labs');

interface Pair {
  readonly theme: string;
  readonly language: 'javascript' | 'python';
  readonly transport: 'stdio' | 'http';
  readonly eras: readonly Era[];
  readonly bad: readonly string[];
  readonly good: readonly string[];
}

const { servers: pairs, configs } = JSON.parse(readFileSync(join(folder, 'labs.json'), 'utf8')) as {
  readonly servers: readonly Pair[];
  readonly configs: readonly {
    readonly theme: string;
    readonly bad: string;
    readonly good: string;
  }[];
};
const labs = pairs.flatMap((pair) =>
  (['bad', 'good'] as const).map((twin) => ({
    ...pair,
    id: `${pair.theme}/${twin}`,
    command: pair[twin],
    file: pair[twin][1] ?? '',
  })),
);

/** What the official client lists. */
async function namesOverSse(url: string): Promise<string[]> {
  const client = new Client({ name: 'lab-client', version: '1.0.0' });
  await client.connect(new SSEClientTransport(new URL(url)));
  const { tools } = await client.listTools();
  await client.close();
  return tools.map(({ name }) => name);
}

const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('python3 is not installed: the Python labs are not tested');
const runnable = labs.filter(({ language }) => language !== 'python' || hasPython);

async function started(command: readonly string[]): Promise<Peer> {
  const peer = await open(command, folder);
  onTestFinished(() => peer.close());
  return peer;
}

/** A lab as its file declares it. */
async function declared({ language, file }: (typeof labs)[number]): Promise<JsonObject> {
  if (language === 'javascript') {
    const { lab } = (await import(join(folder, file))) as { lab: JsonObject };
    return lab;
  }
  const read =
    'import json, runpy, sys; print(json.dumps(runpy.run_path(sys.argv[1])["LAB"], default=str))';
  const text = execFileSync('python3', ['-c', read, join(folder, file)], { encoding: 'utf8' });
  return JSON.parse(text) as JsonObject;
}

const listed = (items: unknown): unknown[] =>
  ((items ?? []) as JsonObject[]).map((item) =>
    Object.fromEntries(Object.entries(item).filter(([key]) => key !== 'run' && key !== 'text')),
  );

describe.each(runnable.map((lab) => [lab.id, lab] as const))('%s', (_id, lab) => {
  test.each(lab.eras)('lists what its file declares, in the %s era', async (era) => {
    const [peer, source] = await Promise.all([started(lab.command), declared(lab)]);
    expect(await offerOf(peer, era)).toEqual({
      name: source['name'],
      instructions: source['instructions'],
      tools: listed(source['tools']),
      prompts: listed(source['prompts']),
      resources: listed(source['resources']),
      resourceTemplates: listed(source['templates']),
    });
  });

  test('speaks no era but those it declares', async () => {
    const peer = await started(lab.command);
    for (const era of ['legacy', 'modern'] as const) {
      const isSpoken = (await greet(peer, era))['error'] === undefined;
      expect([era, isSpoken]).toEqual([era, lab.eras.includes(era)]);
    }
  });
});

describe('labs.json', () => {
  test('names every lab that is there, and each pair is one product', async () => {
    const files = globSync(['servers/*/{bad,good}.*', 'configs/{bad,good}/{*,*/.*}.*'], {
      cwd: folder,
    });
    const named = [
      ...labs.map(({ file }) => file),
      ...configs.flatMap(({ bad, good }) => [bad, good]),
    ];
    expect(named.sort()).toEqual(files.sort());
    for (const { bad, good } of pairs.filter(({ language }) => language === 'javascript')) {
      const [one, other] = await Promise.all(
        [bad, good].map((command) => import(join(folder, command[1] ?? ''))),
      );
      expect(one.lab.name).toBe(other.lab.name);
    }
  });

  test('is what the page about the labs tells', () => {
    const page = readFileSync(join(folder, '../docs/labs.md'), 'utf8');
    const told = [...page.matchAll(/^\| \[`([a-z-]+)`\]\(\.\.\/labs\/(\S+)\) \|/gm)];
    expect(told.map(([, theme, file]) => `${theme} ${file}`)).toEqual([
      ...pairs.map(({ theme, bad }) => `${theme} ${bad[1]}`),
      ...configs.map(({ theme, bad }) => `${theme} ${bad}`),
    ]);
  });

  test('shows both transports, both eras and both languages, each with the others', () => {
    const kinds = new Set(
      pairs.flatMap(({ language, transport, eras }) =>
        eras.map((era) => `${language} ${transport} ${era}`),
      ),
    );
    expect(kinds.size).toBe(8);
  });
});

test('HTTP+SSE, which the protocol has given up, is spoken as its own client expects', async () => {
  const peer = await started(['node', 'servers/false-annotation/good.mjs', '--sse', '0']);
  expect(await namesOverSse(peer.url ?? '')).toEqual(['delete_old_builds']);
});

describe.each(
  [
    ['javascript', ['node', 'servers/false-annotation/good.mjs']],
    ['python', ['python3', 'servers/pseudo-tags/good.py']],
  ].filter(([language]) => language !== 'python' || hasPython) as [string, string[]][],
)('the base of the %s labs', (_language, command) => {
  test('answers a call, and says what is missing in one', async () => {
    const peer = await started(command);
    await greet(peer, 'legacy');
    const [tool] = resultOf(await ask(peer, 'legacy', 'tools/list'))['tools'] as JsonObject[];
    const call = (args: JsonObject): Promise<JsonObject> =>
      ask(peer, 'legacy', 'tools/call', { name: tool?.['name'] ?? '', arguments: args });
    expect(resultOf(await call({ days: 3, value: 2, unit: 'm' }))['isError']).toBeUndefined();
    expect(resultOf(await call({}))['isError']).toBe(true);
  });

  test('answers unknown methods, cursors and versions with the codes of the protocol', async () => {
    const peer = await started(command);
    const codes = [
      await ask(peer, 'modern', 'tools/unheard-of'),
      await ask(peer, 'modern', 'tools/list', { cursor: 'nonsense' }),
      ...(await Promise.all(
        ['1999-01-01', '2026-07-28'].map((version) =>
          peer.send({
            jsonrpc: '2.0',
            id: version,
            method: 'server/discover',
            params: { _meta: { 'io.modelcontextprotocol/protocolVersion': version } },
          }),
        ),
      )),
    ].map(({ error }) => (error as JsonObject | undefined)?.['code']);
    expect(codes).toEqual([-32601, -32602, -32022, -32602]);
  });

  test('on HTTP, keeps web pages and strange hosts out and lets the headers agree with the body', async () => {
    const peer = await started([...command, '--http', '0']);
    const url = peer.url ?? '';
    const post = (headers: Record<string, string>, method = 'server/discover') =>
      fetch(url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          'MCP-Protocol-Version': '2026-07-28',
          'Mcp-Method': 'server/discover',
          ...headers,
        },
        body: JSON.stringify({
          jsonrpc: '2.0',
          id: 1,
          method,
          params: { _meta: META },
        }),
      });
    expect((await post({})).status).toBe(200);
    expect((await post({ Origin: new URL(url).origin })).status).toBe(200);
    expect((await post({ Origin: 'https://page.example' })).status).toBe(403);
    expect((await post({}, 'tools/list')).status).toBe(400);
    expect((await post({ 'MCP-Protocol-Version': '2025-11-25' })).status).toBe(400);
    expect((await fetch(url)).status).toBe(405);
  });
});
