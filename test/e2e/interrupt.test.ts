import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import {
  configOf,
  hostile,
  newMark,
  processesWith,
  survivors,
  temporaryHome,
  warder,
} from './harness.ts';

// Whenever Warder is ended, nothing that it started goes on, and its store is whole.

const server = (mark: string, way: string, argument = ''): unknown => ({
  command: 'node',
  args: [join(hostile, 'stdio.mjs'), way, argument, mark],
});

/** What SQLite says of a store; one that was not yet made is whole. */
function integrityOf(path: string): unknown {
  if (!existsSync(path)) return 'ok';
  const database = new DatabaseSync(path);
  const { integrity_check: verdict } = database.prepare('pragma integrity_check').get() ?? {};
  database.close();
  return verdict;
}

// Moments spread over the life of a run: before the first server starts, amid the listing, near its end.
const moments = [50, 250, 450, 700, 1000, 1500, 2300];

describe.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)('%s', (signal) => {
  test.each(moments)('after %i ms leaves no process and a whole store', async (milliseconds) => {
    const mark = newMark();
    const home = temporaryHome();
    const config = configOf({
      silent: server(mark, 'silent'),
      late: server(mark, 'late', '900'),
      forks: server(mark, 'forks-and-serves', '-'),
      noisy: server(mark, 'noise-without-end'),
    });
    const run = await warder(['audit', '--config', config, '--timeout', '20'], {
      home,
      onStart: (child) => void setTimeout(() => child.kill(signal), milliseconds),
    });
    expect(signal === 'SIGKILL' ? [signal] : [signal, 130]).toContain(run.signal ?? run.code);
    expect(await survivors(mark)).toEqual([]);

    expect(integrityOf(join(home.env['XDG_STATE_HOME'] ?? '', 'warder/warder.db'))).toBe('ok');
    expect((await warder(['history', '--json'], { home })).code).toBe(0);
  });
});

test('the processes of a run can be seen while it goes on, so the above can fail', async () => {
  const mark = newMark();
  const seen = new Set<number>();
  const config = configOf({ silent: server(mark, 'silent') });
  await warder(['audit', '--config', config], {
    onStart: async (child) => {
      for (let tries = 0; tries < 200 && seen.size === 0; tries += 1) {
        await pause(50);
        for (const pid of processesWith(mark)) seen.add(pid);
      }
      child.kill('SIGINT');
    },
  });
  expect(seen.size).toBeGreaterThan(0);
  expect(await survivors(mark)).toEqual([]);
});
