import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { statusLine } from './progress.ts';
import type { StatusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function line(isWatched: boolean, width = 40): { status: StatusLine; drawn: string[] } {
  const stderr = new PassThrough();
  const drawn: string[] = [];
  vi.spyOn(stderr, 'write').mockImplementation((text) => drawn.push(String(text)) > 0);
  const terminal: Terminal = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr,
    isInteractive: { stdin: true, stdout: false, stderr: isWatched },
    width: 200,
    statusWidth: () => width,
    environment: {},
    cwd: '/',
    platform: 'linux',
    interrupt: new AbortController().signal,
  };
  return { status: statusLine(terminal), drawn };
}

const bare = (text: string): string => text.replace('\r', '').replace('\u001B[K', '');

test('the line fits the window of standard error and keeps how far the work is', () => {
  const { drawn, status } = line(true);
  for (const name of ['filesystem', 'memory', '服务器服务器', 'everything']) status.begin(name);
  status.begin('one')();
  vi.advanceTimersByTime(500);
  expect(drawn.map(bare)).toEqual(['… filesystem, memory, 服… (1 done, 0 s)']);
});

test('it is drawn when it changes, and cleared at the end', () => {
  const { drawn, status } = line(true);
  const end = status.begin('slow');
  vi.advanceTimersByTime(1900);
  end();
  expect(drawn.map(bare)).toEqual(['… slow (0 s)', '… slow (1 s)', '']);
});

test('nothing is drawn during a pause', () => {
  const { drawn, status } = line(true);
  status.begin('slow');
  vi.advanceTimersByTime(500);
  const resume = status.pause();
  vi.advanceTimersByTime(5000);
  expect(drawn.map(bare)).toEqual(['… slow (0 s)', '']);
  resume();
  vi.advanceTimersByTime(500);
  expect(bare(drawn[2] ?? '')).toContain('slow');
});

test('where nobody looks nothing is written', () => {
  const { drawn, status } = line(false);
  status.begin('slow');
  vi.advanceTimersByTime(5000);
  status.stop();
  expect(drawn).toEqual([]);
});
