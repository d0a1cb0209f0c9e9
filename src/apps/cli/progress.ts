import type { Progress } from '../../domain/ports.ts';
import type { Terminal } from './terminal.ts';

const REDRAW_MILLISECONDS = 120;
const CLEAR_LINE = '\r\u001B[2K';

/** A progress that can be silenced, so that a question or the report does not mix with it. */
export interface StatusLine extends Progress {
  clear(): void;
  stop(): void;
}

/**
 * One line on standard error that says what is being done, redrawn in place. Where nobody looks (a
 * pipe, a file, a log of CI) it writes nothing at all.
 */
export function statusLine({ environment, isInteractive, stderr, width }: Terminal): StatusLine {
  const running = new Map<symbol, string>();
  let finished = 0;
  let timer: NodeJS.Timeout | undefined;
  let isDrawn = false;
  const isShown = isInteractive.stderr && environment['TERM'] !== 'dumb';

  const clear = (): void => {
    if (isDrawn) stderr.write(CLEAR_LINE);
    isDrawn = false;
  };
  const draw = (): void => {
    const names = [...running.values()].join(', ');
    const done = finished > 0 ? ` (${finished} done)` : '';
    stderr.write(`${CLEAR_LINE}${`… ${names}${done}`.slice(0, Math.max(10, width - 1))}`);
    isDrawn = true;
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
    clear,
    stop,
  };
}
