/** A sentence, or what stands for one: a bullet, a heading, a line of a parameter list. */
export interface Span {
  /** Line breaks inside are blanks, so offsets stay those of the whole text. */
  readonly text: string;
  readonly at: number;
}

const LONGEST = 600;
const ABBREVIATION = /(?:^|[\s("'])(?:e\.g|i\.e|vs|cf|incl|approx|resp|mr|ms|dr|st|no|fig|[a-z])$/i;
// The end of a sentence; a tag; or a line break before something that starts anew. A line break
// within running prose is none of these, since docstrings are wrapped.
const END =
  /(?<![.!?])[.!?]+["'`)\]*_]*(?=\s|$|[^\p{ASCII}])|[。！？｡;；]|<\/?[A-Za-z_|][^<>\n]{0,60}>|\n(?=[ \t]{0,40}(?:\n|[-*•#>[({<\d]|[A-Z]|[\w`]{1,40}\s?(?:\([^)\n]{0,60}\)\s?)?:|$))/gu;

/** Splits text into sentences of at most 600 characters; no further than to so many, where that is enough. */
export function sentencesOf(text: string, enough: number = Infinity): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(END)) {
    const isStop = match[0].startsWith('.');
    if (isStop && ABBREVIATION.test(text.slice(Math.max(start, match.index - 8), match.index))) {
      continue;
    }
    const end = match.index + match[0].length;
    push(text, start, end, spans);
    if (spans.length >= enough) return spans;
    start = end;
  }
  push(text, start, text.length, spans);
  return spans;
}

function push(text: string, start: number, end: number, spans: Span[]): void {
  for (let at = start; at < end; at += LONGEST) {
    const piece = text.slice(at, Math.min(end, at + LONGEST)).replaceAll('\n', ' ');
    if (piece.trim() !== '') spans.push({ text: piece, at });
  }
}
