import { glanceAt } from './glance.ts';

// Text as a model understands it, whatever tricks of spelling were played on a reviewer or a filter.

/** A text brought to one spelling, with the way back to the original. */
export interface Normal {
  readonly text: string;
  /** The index in the original, in UTF-16 code units, of the character at an index of `text`. */
  readonly origin: (index: number) => number;
}

// Letters of other scripts that a reader takes for a Latin one.
const LOOKALIKES: ReadonlyMap<string, string> = new Map(
  [
    ['АВЕКМНОРСТУХЅІЈԚԜҮ', 'ABEKMHOPCTYXSIJQWY'],
    ['аеорсухѕіјԛԝһԁӏүкгт', 'aeopcyxsijqwhdlykrt'],
    ['ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ', 'ABEZHIKMNOPTYX'],
    ['αεικνορτυχγ', 'aeiknoptuxy'],
    ['ɑɡıᴀᴄᴇᴍɴᴏʀᴛⅼ', 'agiacemnortl'],
  ].flatMap(([from = '', to = '']) => Array.from(from, (char, i) => [char, to[i] ?? ''] as const)),
);
const LEET: ReadonlyMap<string, string> = new Map(
  Array.from('013457', (char, i) => [char, 'oieast'[i] ?? ''] as const),
);
const PUNCTUATION: ReadonlyMap<string, string> = new Map(
  Array.from(
    '‘’‚‛“”„‟«»–—―‐‑−′″',
    (char, i) => [char, '\'\'\'\'""""""------\'"'[i] ?? ''] as const,
  ),
);

const UNSEEN =
  /[\p{Cf}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0\uFE00-\uFE0F\u{E0100}-\u{E01EF}]/u;
const MIXED = /[a-zA-Z][^\p{ASCII}]|[^\p{ASCII}][a-zA-Z]/u;
const LEET_WORD = /(?<![\w./:@-])[a-z]{1,12}(?:[013457][a-z]{1,12}){1,6}(?![\w./@])/g;
// What both below have somewhere: most texts have neither, and need no closer look.
const LEET_HINT = /[a-z][013457]/;
const SPACED_HINT = /[A-Za-z][ .\-_*][A-Za-z][ .\-_*][A-Za-z][ .\-_*]/;
const SPACED = /(?<!\w)(?:[A-Za-z][ .\-_*]){4,60}[A-Za-z](?!\w)/g;

/**
 * Folds compatibility forms (NFKC), curly punctuation, look-alike letters inside Latin words, digits
 * inside words (`1gn0re`) and spaced-out letters; drops what is not drawn. Runs in linear time.
 */
export function normalise(original: string): Normal {
  const { isPlain, isStraight } = glanceAt(original);
  if (isStraight) return { text: original, origin: (index) => index };
  let chars: string[] | undefined;
  let origins: number[] | undefined;
  if (!isPlain) {
    chars = [];
    origins = [];
    let at = 0;
    for (const char of original) {
      if (!UNSEEN.test(char)) {
        for (const unit of PUNCTUATION.get(char) ?? char.normalize('NFKC')) {
          chars.push(unit);
          origins.push(at);
        }
      }
      at += char.length;
    }
    foldLookalikes(chars);
    // A surrogate pair is one entry above and two units in the text.
    origins = origins.flatMap((origin, i) =>
      chars?.[i]?.length === 2 ? [origin, origin] : [origin],
    );
  }
  let text = chars?.join('') ?? original;
  if (LEET_HINT.test(text)) {
    text = text.replace(LEET_WORD, (word) =>
      word.replace(/[013457]/g, (digit) => LEET.get(digit) ?? digit),
    );
  }
  const gaps = SPACED_HINT.test(text) ? gapsIn(text) : [];
  if (gaps.length > 0) {
    const kept = origins ?? Array.from({ length: text.length }, (_, i) => i);
    let last = 0;
    const pieces: string[] = [];
    const ways: number[] = [];
    for (const gap of gaps) {
      pieces.push(text.slice(last, gap));
      for (let i = last; i < gap; i += 1) ways.push(kept[i] ?? 0);
      last = gap + 1;
    }
    pieces.push(text.slice(last));
    for (let i = last; i < text.length; i += 1) ways.push(kept[i] ?? 0);
    text = pieces.join('');
    origins = ways;
  }
  const way = origins;
  return {
    text,
    origin: (index) => (way === undefined ? index : (way[index] ?? original.length)),
  };
}

/** Replaces, in place, look-alikes in words that also hold a Latin letter; other scripts stay. */
function foldLookalikes(chars: string[]): void {
  let start = 0;
  for (let i = 0; i <= chars.length; i += 1) {
    const char = chars[i];
    if (char !== undefined && /[\p{L}\p{M}]/u.test(char)) continue;
    if (MIXED.test(chars.slice(start, i).join(''))) {
      for (let k = start; k < i; k += 1) {
        const letter = chars[k] ?? '';
        chars[k] = LOOKALIKES.get(letter) ?? letter;
      }
    }
    start = i + 1;
  }
}

/** Indices of the separators in `i g n o r e`. */
function gapsIn(text: string): number[] {
  const gaps: number[] = [];
  for (const match of text.matchAll(SPACED)) {
    // Between words the separator is doubled or wider; a single one inside belongs to the spelling.
    for (let i = 1; i < match[0].length; i += 2) gaps.push(match.index + i);
  }
  return gaps;
}
