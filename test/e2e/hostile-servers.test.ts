import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, test } from 'vitest';
import { audit, configOf, hostile, newMark, survivors, temporaryHome, treeOf } from './harness.ts';

// Every hostile server gives a clear outcome and the right exit code, and leaves no process and no file.

interface Case {
  readonly id: string;
  readonly way?: string;
  readonly transport: 'stdio' | 'http';
  readonly what: string;
  readonly argument?: string;
  readonly seen: boolean;
  /** Seen, but not all of it. */
  readonly incomplete?: true;
  readonly reasons?: readonly string[];
  readonly notes?: readonly string[];
}

const cases = JSON.parse(readFileSync(join(hostile, 'hostile.json'), 'utf8')) as readonly Case[];

/** Audits one server; everything about it that has to be right whatever the server does. */
async function outcomeOf(entry: unknown, mark: string) {
  const home = temporaryHome();
  const before = treeOf(home.path);
  const { code, report, stderr } = await audit(
    ['--config', configOf({ hostile: entry }), '--timeout', '12', '--fail-on', 'never'],
    { home },
  );
  const [server] = report.servers;
  if (!server) throw new Error('the report has no server');
  const { look } = server;
  const added = [...treeOf(home.path).keys()].filter((path) => !before.has(path));
  return {
    code,
    seen: look.seen,
    reason: look.seen ? undefined : look.reason,
    why: look.seen ? 'Seen.' : look.why,
    notes: look.notes.map(({ kind }) => kind),
    isFault: stderr.includes('This is a fault of Warder itself'),
    survivors: await survivors(mark),
    written: added.filter((path) => !/^(state|cache)(\/warder(\/|$)|$)/.test(path)),
  };
}

const expected = ({ incomplete, notes, reasons, seen }: Case) => ({
  code: seen && !incomplete ? 0 : 3,
  seen,
  reason: reasons ? expect.toBeOneOf([...reasons]) : undefined,
  why: expect.stringMatching(/^[^\p{Cc}]+\.$/u),
  notes: expect.arrayContaining([...(notes ?? [])]),
  isFault: false,
  survivors: [],
  written: [],
});

const over = (wanted: Case['transport']): Case[] =>
  cases.filter(({ transport }) => transport === wanted);

describe('on stdio', () => {
  test.concurrent.for(over('stdio'))('$id: $what', async (each, { expect }) => {
    const mark = newMark();
    const args = [join(hostile, 'stdio.mjs'), each.way ?? each.id, each.argument ?? '', mark];
    expect(await outcomeOf({ command: 'node', args }, mark)).toEqual(expected(each));
  });
});

describe('on HTTP', () => {
  test.concurrent.for(over('http'))('$id: $what', async (each, { expect, onTestFinished }) => {
    // What a redirect points to must never be asked.
    const canary = createServer((_request, response) => response.end());
    const asked: string[] = [];
    canary.on('connection', () => asked.push('connection'));
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.2', resolve));
    onTestFinished(() => void canary.close());
    const { port } = canary.address() as AddressInfo;

    const args = [join(hostile, 'http.mjs'), each.id, `http://127.0.0.2:${port}/mcp`];
    const server = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    onTestFinished(() => void server.kill());
    const url = await new Promise<string>((resolve) => {
      createInterface({ input: server.stderr }).on('line', (line) =>
        resolve(line.slice('listening on '.length)),
      );
    });
    expect(await outcomeOf({ type: 'http', url }, newMark())).toEqual(expected(each));
    expect(asked).toEqual([]);
  });
});
