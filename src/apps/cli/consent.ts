import { createInterface } from 'node:readline/promises';
import { visible } from '../../domain/escape.ts';
import type { Consent } from '../../domain/ports.ts';
import { redactArguments } from '../../domain/redact.ts';
import type { StatusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';

/**
 * Asks on the terminal before anything runs outside containment: the whole command, escaped, never
 * cut; only what looks like a credential in it is masked. One question at a time. Undefined where
 * nobody is there to answer.
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
  if (interrupt.aborted) return false;
  status.clear();
  const [program = '', ...args] = command;
  const words = [program, ...redactArguments(args)];
  const lines = [
    '',
    `${visible(server)}: ${why}.`,
    'To look at it, this command would run with all your rights:',
    '',
    ...words.map((word, index) => `    ${index === 0 ? '' : '  '}${JSON.stringify(visible(word))}`),
    '',
    ...(cwd === undefined ? [] : [`  in folder: ${visible(cwd)}`]),
    ...(environment.length === 0
      ? []
      : [`  with variables: ${environment.map(visible).join(', ')}`]),
    '',
  ];
  stderr.write(lines.join('\n'));
  const asker = createInterface({ input: stdin, output: stderr });
  try {
    const answer = await asker.question('Run it? [y/N] ', { signal: interrupt });
    return /^\s*y(?:es)?\s*$/i.test(answer);
  } catch {
    return false;
  } finally {
    asker.close();
  }
}
