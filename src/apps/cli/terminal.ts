import type { Readable, Writable } from 'node:stream';
import { WarderError, messageOf } from '../../domain/errors.ts';

/** The world as a command sees it. Passed in, so that a test runs a command without a process. */
export interface Terminal {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Whether a person sits at each end. */
  readonly isInteractive: {
    readonly stdin: boolean;
    readonly stdout: boolean;
    readonly stderr: boolean;
  };
  /** Cells of a line of standard output. */
  readonly width: number;
  /** Cells of a line of standard error, as wide as its window is now. */
  readonly statusWidth: () => number;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly platform: NodeJS.Platform;
  /** Aborted when the user interrupts. */
  readonly interrupt: AbortSignal;
}

const DEFAULT_WIDTH = 80;

/** The terminal that this process was started on. */
export function processTerminal(interrupt: AbortSignal): Terminal {
  const { stdin, stdout, stderr } = process;
  // Whoever writes is told by `write`; without a listener the process would end here.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return {
    stdin,
    stdout,
    stderr,
    isInteractive: {
      stdin: stdin.isTTY === true,
      stdout: stdout.isTTY === true,
      stderr: stderr.isTTY === true,
    },
    width: stdout.isTTY === true && stdout.columns > 0 ? stdout.columns : DEFAULT_WIDTH,
    statusWidth: () =>
      stderr.isTTY === true && stderr.columns > 0 ? stderr.columns : DEFAULT_WIDTH,
    environment: process.env,
    cwd: process.cwd(),
    platform: process.platform,
    interrupt,
  };
}

/** Whether text for standard output may carry colour: NO_COLOR and FORCE_COLOR as their conventions say. */
export function wantsColor({ environment, isInteractive }: Terminal): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  return isInteractive.stdout && environment['TERM'] !== 'dumb';
}

/** Whether the terminal can be trusted with characters beyond ASCII. */
export function speaksUnicode({ environment, isInteractive, platform }: Terminal): boolean {
  if (platform === 'win32') return true;
  const locale = environment['LC_ALL'] || environment['LC_CTYPE'] || environment['LANG'] || '';
  // Into a file or a pipe goes UTF-8, whatever the locale of this shell.
  return !isInteractive.stdout || /utf-?8/i.test(locale);
}

/**
 * Writes text and waits until the stream has taken it. A reader that went away (`warder … | head`) is
 * no error of ours.
 *
 * @throws WarderError OUTPUT_UNWRITABLE
 */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error == null || (error as NodeJS.ErrnoException).code === 'EPIPE') return resolve();
      const message = `the output cannot be written: ${messageOf(error)}`;
      reject(new WarderError('OUTPUT_UNWRITABLE', message, { cause: error }));
    });
  });
}
