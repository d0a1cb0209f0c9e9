import { matcherOf } from './matcher.ts';
import type { Found } from './matcher.ts';
import { List, Match, OPAQUE, Pattern, Vague } from './values.ts';
import type { Concrete } from './values.ts';

// What regular expressions do with texts, in the words of all three languages.

const MOST_MATCHES = 200;

/** A pattern as such or as its source; undefined for what is neither. */
export function patternOf(value: Concrete | undefined, flags = ''): Pattern | undefined {
  if (value instanceof Pattern) return value;
  return typeof value === 'string' ? new Pattern(matcherOf(value, flags), flags) : undefined;
}

/** Where it stands in a text: anywhere, at the start, or as the whole. */
export function search(
  { matcher }: Pattern,
  text: string,
  mode: 'search' | 'match' | 'full',
): Match | null | Vague {
  if (matcher === undefined) return OPAQUE;
  const found = matcher.find(text, 0, mode !== 'search');
  if (found === undefined) return null;
  // An alternative that is longer than the first that fits is not looked for: whole texts are rare.
  if (mode === 'full' && found.end !== text.length) return null;
  return new Match(found.groups, found.at);
}

function allIn({ matcher }: Pattern, text: string): readonly Found[] | undefined {
  if (matcher === undefined) return undefined;
  const all: Found[] = [];
  for (let at = 0; at <= text.length && all.length < MOST_MATCHES; ) {
    const found = matcher.find(text, at);
    if (found === undefined) break;
    all.push(found);
    at = found.end > found.at ? found.end : found.end + 1;
  }
  return all;
}

/** Every match: Python gives the group where there is one, the groups where there are more. */
export function matchesIn(pattern: Pattern, text: string): List | Vague {
  const all = allIn(pattern, text);
  if (all === undefined) return OPAQUE;
  return new List(
    all.map(({ groups }) => {
      const texts = groups.map((one) => one ?? '');
      return texts.length < 3 ? (texts.at(-1) ?? '') : new List(texts.slice(1));
    }),
  );
}

export function matchObjectsIn(pattern: Pattern, text: string): List | Vague {
  const all = allIn(pattern, text);
  return all === undefined ? OPAQUE : new List(all.map(({ at, groups }) => new Match(groups, at)));
}

/** A text with what a pattern matches replaced by a fixed text, in which groups may be named. */
export function replaced(
  pattern: Pattern,
  text: string,
  by: string,
  isEach: boolean,
): string | Vague {
  const all = allIn(pattern, text);
  if (all === undefined) return OPAQUE;
  let [result, done] = ['', 0];
  for (const { at, end, groups } of isEach ? all : all.slice(0, 1)) {
    const filled = by.replaceAll(/[\\$](\d)/g, (_, nth: string) => groups[Number(nth)] ?? '');
    result += text.slice(done, at) + filled;
    done = end;
  }
  return result + text.slice(done);
}

export function splitBy(pattern: Pattern, text: string): List | Vague {
  const all = allIn(pattern, text);
  if (all === undefined) return OPAQUE;
  const parts: string[] = [];
  let done = 0;
  for (const { at, end } of all) {
    if (end === at) continue;
    parts.push(text.slice(done, at));
    done = end;
  }
  return new List([...parts, text.slice(done)]);
}
