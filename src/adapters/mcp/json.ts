import { pointer } from '../../domain/json.ts';
import type { Json, JsonPointer } from '../../domain/json.ts';

export interface JsonLimits {
  /** Containers within containers. */
  readonly depth: number;
  /** Values and keys in all. */
  readonly nodes: number;
}

export type ParsedJson =
  | { readonly kind: 'json'; readonly value: Json; readonly duplicateKeys: readonly JsonPointer[] }
  | { readonly kind: 'invalid' }
  /** `why` is a clause about the text. */
  | { readonly kind: 'limit'; readonly why: string };

const MAX_DUPLICATES = 100;
const MAX_POINTER = 500;

const [QUOTE, COMMA, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x2c, 0x5b, 0x5c, 0x5d, 0x7b, 0x7d,
];

/** An object or list that the scan stands in. */
interface Container {
  /** The keys so far; undefined in a list. */
  readonly keys: Set<string> | undefined;
  /** Whether the next string of an object is a key. */
  isBeforeKey: boolean;
  /** The key or index that the scan is at. */
  step: string | number;
}

/**
 * Parses JSON under bounds. The bounds are checked by one pass over the text before any value is made,
 * and the same pass finds keys that an object holds twice: parsers disagree which one counts.
 *
 * @returns the value, and pointers to duplicate keys: at most 100, of at most 500 characters
 */
export function parseJson(text: string, limits: JsonLimits): ParsedJson {
  const scanned = scan(text, limits);
  if (typeof scanned === 'string') return { kind: 'limit', why: scanned };
  try {
    return { kind: 'json', value: JSON.parse(text) as Json, duplicateKeys: scanned };
  } catch {
    return { kind: 'invalid' };
  }
}

/**
 * The duplicate keys of a valid document, or which bound it passes. Of an invalid document it finds
 * whatever it finds: the parser that follows refuses it.
 */
function scan(text: string, limits: JsonLimits): JsonPointer[] | string {
  const duplicates: JsonPointer[] = [];
  const open: Container[] = [];
  let nodes = 1;
  for (let at = 0; at < text.length; at += 1) {
    const inside = open.at(-1);
    switch (text.charCodeAt(at)) {
      case QUOTE: {
        const end = endOfString(text, at);
        if (inside?.isBeforeKey === true) {
          takeKey(inside, text.slice(at, end + 1), open, duplicates);
          nodes += 1;
        }
        at = end;
        break;
      }
      case OPEN_OBJECT:
        open.push({ keys: new Set(), isBeforeKey: true, step: '' });
        nodes += 1;
        break;
      case OPEN_LIST:
        open.push({ keys: undefined, isBeforeKey: false, step: 0 });
        nodes += 1;
        break;
      case CLOSE_OBJECT:
      case CLOSE_LIST:
        open.pop();
        break;
      case COMMA:
        nodes += 1;
        if (inside?.keys !== undefined) inside.isBeforeKey = true;
        else if (inside !== undefined) inside.step = Number(inside.step) + 1;
        break;
      default:
    }
    if (open.length > limits.depth) return `it is nested deeper than ${limits.depth} levels`;
    if (nodes > limits.nodes) return `it has more than ${limits.nodes} values`;
  }
  return duplicates;
}

function takeKey(
  inside: Container,
  literal: string,
  open: readonly Container[],
  duplicates: JsonPointer[],
): void {
  const key = keyOf(literal);
  inside.step = key;
  inside.isBeforeKey = false;
  if (!inside.keys?.has(key)) inside.keys?.add(key);
  else if (duplicates.length < MAX_DUPLICATES) {
    duplicates.push(pointer('', ...open.map(({ step }) => step)).slice(0, MAX_POINTER));
  }
}

/** `"a"` and `"\u0061"` are the same key. */
function keyOf(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return literal;
  }
}

/** The offset of the quote that closes the string which opens at `start`; the text's end without one. */
function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit === QUOTE) return at;
    if (unit === BACKSLASH) at += 1;
  }
  return text.length;
}
