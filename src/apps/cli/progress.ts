import { cellWidth, elideEnd } from '../../adapters/text/index.ts';
import type { Progress } from '../../domain/ports.ts';
import { speaksUnicode } from './terminal.ts';
import type { Terminal } from './terminal.ts';

const REDRAW_MILLISECONDS = 120;
const TO_LINE_START = '\r';
const CLEAR_REST = '\u001B[K';

/** A progress that can be silenced, so that a question or the report does not mix with it. */
export interface StatusLine extends Progress {
  /** Takes the line away until the returned function is called. */
  pause(): () => void;
  stop(): void;
}

/**
 * One line on standard error that says what is being done, redrawn in place when it changes. Where
 * nobody looks (a pipe, a file, a log of CI) it writes nothing at all.
 */
export function statusLine(terminal: Terminal): StatusLine {
  const { environment, isInteractive, statusWidth, stderr } = terminal;
  const ellipsis = speaksUnicode(terminal) ? '…' : '...';
  const isShown = isInteractive.stderr && environment['TERM'] !== 'dumb';
  const running = new Map<symbol, string>();
  const started = Date.now();
  let finished = 0;
  let pauses = 0;
  let timer: NodeJS.Timeout | undefined;
  let drawn = '';

  const clear = (): void => {
    if (drawn !== '') stderr.write(TO_LINE_START + CLEAR_REST);
    drawn = '';
  };
  const draw = (): void => {
    if (pauses > 0) return;
    const seconds = `${Math.floor((Date.now() - started) / 1000)} s`;
    const facts = ` (${finished > 0 ? `${finished} done, ` : ''}${seconds})`;
    // One cell stays free: in the last one many terminals begin a new line.
    const room = Math.max(8, statusWidth() - 1 - cellWidth(facts));
    const names = `${ellipsis} ${[...running.values()].join(', ')}`;
    const line = elideEnd(names, room, ellipsis) + facts;
    if (line === drawn) return;
    stderr.write(TO_LINE_START + line + CLEAR_REST);
    drawn = line;
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
    clear();
  };

  return {
    begin(what) {
      const step = Symbol(what);
      running.set(step, what);
      if (isShown) timer ??= setInterval(draw, REDRAW_MILLISECONDS).unref();
      return () => {
        if (!running.delete(step)) return;
        finished++;
        if (running.size === 0) stop();
      };
    },
    pause() {
      pauses += 1;
      clear();
      return () => {
        pauses -= 1;
      };
    },
    stop,
  };
}
