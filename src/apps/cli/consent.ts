import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { readable, visible, visibleJson } from '../../domain/escape.ts';
import type { Consent } from '../../domain/ports.ts';
import { MASK } from '../../domain/redact.ts';
import { isReference, nameTells } from '../../domain/secret-text.ts';
import type { StatusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

/** Nobody reads a question and answers it in less. */
const READING_MILLISECONDS = 200;

/**
 * Asks on the terminal before anything runs outside containment: the whole command, escaped, never
 * cut. Masked is only the value of a flag that says it is a secret: to mask what merely looks like one
 * would let a configuration hide code from who is asked. One question at a time. Undefined where nobody
 * is there to answer.
 */
export function terminalConsent(terminal: Terminal, status: StatusLine): Consent | undefined {
  if (!terminal.isInteractive.stdin || !terminal.isInteractive.stderr) return undefined;
  let turn: Promise<unknown> = Promise.resolve();
  return {
    ask: (question) => {
      const answer = turn.then(() => askOnce(terminal, status, question));
      turn = answer.catch(() => undefined);
      return answer;
    },
  };
}

async function askOnce(
  { interrupt, stderr, stdin }: Terminal,
  status: StatusLine,
  { command, cwd, environment, server, why }: Parameters<Consent['ask']>[0],
): Promise<boolean> {
  if (interrupt.aborted || stdin.readableEnded) return false;
  const resume = status.pause();
  const [program = '', ...args] = command;
  const words = [program, ...args.map((arg, at) => masked(arg, args[at - 1] ?? ''))];
  const lines = [
    '',
    `${visible(server)} cannot be contained here: ${readable(why)}.`,
    'To look at it, this command would run with all your rights:',
    '',
    ...words.map(
      (word, index) => `    ${index === 0 ? '' : '  '}${visibleJson(JSON.stringify(word))}`,
    ),
    '',
    ...(cwd === undefined ? [] : [`  in folder: ${visible(cwd)}`]),
    ...(environment.length === 0
      ? []
      : [`  with variables: ${environment.map(visible).join(', ')}`]),
    '',
  ];
  stderr.write(lines.join('\n'));
  try {
    const answer = await lineFrom(stdin, interrupt, () => stderr.write('Run it? [y/N] '));
    if (answer === undefined) stderr.write('\n');
    return /^\s*y(?:es)?\s*$/i.test(answer ?? '');
  } finally {
    resume();
  }
}

/**
 * One line that somebody types; undefined at the end of the input (Ctrl-D) and on an interrupt. The
 * terminal stays in the mode in which Ctrl-C is a signal: an interrupt while we ask is one like any.
 */
export async function lineFrom(
  stdin: Readable,
  interrupt: AbortSignal,
  prompt: () => void,
): Promise<string | undefined> {
  const reader = createInterface({ input: stdin, terminal: false });
  const asked = performance.now();
  prompt();
  try {
    return await new Promise((resolve) => {
      reader.on('line', (line) => {
        // What was typed before the question could be read is no answer to it.
        if (performance.now() - asked < READING_MILLISECONDS) prompt();
        else resolve(line);
      });
      reader.once('close', () => resolve(undefined));
      interrupt.addEventListener('abort', () => resolve(undefined), { once: true });
    });
  } finally {
    reader.close();
  }
}

const FLAG = /^--?[A-Za-z][\w-]{0,100}$/;

function masked(arg: string, before: string): string {
  const [, flag = '', value = ''] = /^(--?[A-Za-z][\w-]{0,100}=)(.*)$/s.exec(arg) ?? [];
  if (flag !== '') return isSecretOf(flag.slice(0, -1), value) ? flag + MASK : arg;
  return FLAG.test(before) && !FLAG.test(arg) && isSecretOf(before, arg) ? MASK : arg;
}

function isSecretOf(flag: string, value: string): boolean {
  return nameTells(flag) === 'yes' && !isReference(value);
}
