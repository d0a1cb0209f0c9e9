import { cellWidth, painter } from '../../../adapters/text/index.ts';
import type { Tone } from '../../../adapters/text/index.ts';
import { readable, visible } from '../../../domain/escape.ts';
import type { RenderOptions } from '../options.ts';
import { shortPath } from '../paths.ts';

/** A terminal to write on: its width, its marks, and the only ways in which text gets onto it. */
export interface Sheet {
  readonly width: number;
  readonly isVerbose: boolean;
  readonly dot: string;
  readonly bar: string;
  readonly ellipsis: string;
  /** Evidence and names: escaped so that it can be read back. */
  readonly foreign: (text: string) => string;
  /** Sentences and paths: escaped, with backslashes as they are. */
  readonly own: (text: string) => string;
  readonly path: (path: string) => string;
  readonly paint: (tone: Tone, text: string) => string;
}

const LONGEST = 4000;

export function sheetFor(options: RenderOptions): Sheet {
  const isUnicode = options.unicode ?? true;
  const encode = isUnicode ? (text: string) => text : ascii;
  const ellipsis = isUnicode ? '…' : '...';
  // Cut before escaping, so that no escape is cut in half.
  const cut = (text: string): string =>
    text.length > LONGEST ? text.slice(0, LONGEST) + ellipsis : text;
  const own = (text: string): string => encode(readable(cut(text)));
  return {
    width: Math.max(20, options.width ?? 80),
    isVerbose: options.verbose ?? false,
    dot: isUnicode ? '·' : '-',
    bar: isUnicode ? '│' : '|',
    ellipsis,
    foreign: (text) => encode(visible(cut(text))),
    own,
    path: (path) => own(shortPath(path, options)),
    paint: painter(options.color ?? false),
  };
}

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Breaks text at spaces into lines of at most `width` cells; a word that is longer is broken anywhere. */
export function wrap(text: string, width: number): string[] {
  const room = Math.max(8, width);
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text.split(' ')) {
    const cells = cellWidth(word);
    if (line !== '' && used + 1 + cells <= room) {
      line += ` ${word}`;
      used += 1 + cells;
      continue;
    }
    if (line !== '') lines.push(line);
    const parts = cells <= room ? [word] : broken(word, room);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
    used = cellWidth(line);
  }
  if (line !== '' || lines.length === 0) lines.push(line);
  return lines;
}

/** Wraps text beside a label; the lines after the first stand under the text, or where `under` says. */
export function hang(
  label: string,
  text: string,
  width: number,
  under: string = ' '.repeat(cellWidth(label)),
): string[] {
  const indent = Math.max(cellWidth(label), cellWidth(under));
  return wrap(text, width - indent).map((line, index) => (index === 0 ? label : under) + line);
}

/** Rows in aligned columns, the last one wrapped; where they do not fit, cells stand below each other. */
export function columns(rows: readonly (readonly string[])[], width: number): string[] {
  const last = Math.max(...rows.map((row) => row.length)) - 1;
  const widths = Array.from({ length: Math.max(0, last) }, (_, column) =>
    Math.max(...rows.map((row) => cellWidth(row[column] ?? ''))),
  );
  const taken = widths.reduce((sum, one) => sum + one + 2, 0);
  if (taken > width * 0.6) {
    return rows.flatMap(([first = '', ...rest]) => [
      ...(first === '' ? [] : wrap(first, width)),
      ...hang('  ', rest.filter((cell) => cell !== '' && cell !== '-').join(', '), width),
    ]);
  }
  return rows.flatMap((row) => {
    const start = widths.map((room, index) => pad(row[index] ?? '', room + 2)).join('');
    return hang(start, row[last] ?? '', width).map((line) => line.trimEnd());
  });
}

function pad(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - cellWidth(text)));
}

function broken(word: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const { segment } of graphemes.segment(word)) {
    const cells = cellWidth(segment);
    if (used + cells > width && line !== '') {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += segment;
    used += cells;
  }
  return [...lines, line];
}

function ascii(text: string): string {
  return text.replace(/[^ -~]/gu, (char) => `\\u{${(char.codePointAt(0) ?? 0).toString(16)}}`);
}
