import { cellWidth } from './width.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text in at most `width` cells, with the middle left out where it is longer: both ends tell most of a path. */
export function elideMiddle(text: string, width: number, ellipsis: string): string {
  if (cellWidth(text) <= width) return text;
  const room = Math.max(2, width - cellWidth(ellipsis));
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment);
  const head = takeCells(parts, Math.floor(room / 3));
  const tail = takeCells(parts.toReversed(), room - cellWidth(head.join('')));
  return head.join('') + ellipsis + tail.toReversed().join('');
}

/** The text in at most `width` cells, with the end left out where it is longer. */
export function elideEnd(text: string, width: number, ellipsis: string): string {
  if (cellWidth(text) <= width) return text;
  const parts = Array.from(graphemes.segment(text), ({ segment }) => segment);
  return takeCells(parts, Math.max(1, width - cellWidth(ellipsis))).join('') + ellipsis;
}

function takeCells(parts: readonly string[], width: number): string[] {
  let used = 0;
  const end = parts.findIndex((part) => (used += cellWidth(part)) > width);
  return parts.slice(0, end < 0 ? parts.length : end);
}
