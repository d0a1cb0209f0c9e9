import { speaksUnicode, wantsColor } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** How text reports are drawn on this terminal. */
export function styleOf(terminal: Terminal): {
  readonly width: number;
  readonly color: boolean;
  readonly unicode: boolean;
} {
  return {
    width: terminal.width,
    color: wantsColor(terminal),
    unicode: speaksUnicode(terminal),
  };
}
