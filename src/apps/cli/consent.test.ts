import { setTimeout as wait } from 'node:timers/promises';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { terminalConsent } from './consent.ts';
import { statusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

const QUESTION = {
  server: 'files\u001B[2J',
  command: ['node', 'a b.mjs', '\u202Etxt', '--token=ghp_Zx8Qw3Er5Ty7Ui9Op1As2Df4Gh6Jk8Lm0Nb2'],
  cwd: '/srv',
  environment: ['TOKEN'],
  why: 'bwrap is not installed',
};

interface Asked {
  readonly answer: Promise<boolean>;
  readonly stdin: PassThrough;
  readonly interrupt: AbortController;
  shown(): string;
}

/** Puts the question on a terminal at which somebody sits. */
function ask(width = 80, command: readonly string[] = QUESTION.command): Asked {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const interrupt = new AbortController();
  let shown = '';
  stderr.on('data', (chunk) => (shown += String(chunk)));
  const terminal: Terminal = {
    stdin,
    stdout,
    stderr,
    isInteractive: { stdin: true, stdout: true, stderr: true },
    width,
    statusWidth: () => width,
    environment: { LANG: 'C.UTF-8' },
    cwd: '/',
    platform: 'linux',
    interrupt: interrupt.signal,
  };
  const status = statusLine(terminal);
  status.begin('other work that goes on');
  const answer = terminalConsent(terminal, status)
    ?.ask({ ...QUESTION, command })
    .finally(status.stop);
  if (answer === undefined) throw new Error('nobody was asked');
  return { answer, stdin, interrupt, shown: () => shown };
}

/** Longer than anybody needs to see the question. */
const READ = 300;

test.each([
  ['y', true],
  ['YES', true],
  ['n', false],
  ['', false],
  ['yolo', false],
])('%j to the question is %s', async (typed, isAllowed) => {
  const { answer, stdin } = ask();
  await wait(READ);
  stdin.write(`${typed}\n`);
  expect(await answer).toBe(isAllowed);
});

test('what was typed before the question stood there is no answer', async () => {
  const { answer, stdin } = ask();
  stdin.write('y\n');
  await wait(READ);
  stdin.write('n\n');
  expect(await answer).toBe(false);
});

test('the end of the input and an interrupt are a no', async () => {
  const ended = ask();
  ended.stdin.end();
  expect(await ended.answer).toBe(false);
  const interrupted = ask();
  interrupted.interrupt.abort();
  expect(await interrupted.answer).toBe(false);
});

test('the question hides no code behind what looks like a secret', async () => {
  const code = 'token=require(1).run()';
  const encoded = 'SQBFAFgAIAAoAE4AZQB3AC0ATwBiAGoAZQBjAHQA';
  const { answer, shown, stdin } = ask(80, ['sh', '-c', code, '-EncodedCommand', encoded]);
  await wait(READ);
  expect(shown()).toContain(code);
  expect(shown()).toContain(encoded);
  stdin.write('n\n');
  await answer;
});

test('the question shows the whole command escaped, without its secret, and nothing is drawn over it', async () => {
  const { answer, shown, stdin } = ask();
  await wait(READ);
  const question = shown();
  expect(question).not.toMatch(/[\u001B\u202E]|ghp_/);
  for (const word of ['"node"', '"a b.mjs"', '"\\u202etxt"', '[secret]', '/srv', 'TOKEN']) {
    expect(question).toContain(word);
  }
  expect(question).toMatch(/\[y\/N\] $/);
  stdin.write('n\n');
  await answer;
});
