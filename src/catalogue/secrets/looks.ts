import type { Leak } from '../../domain/leak.ts';
import { looksRandom } from '../../domain/secret-text.ts';
import { isOtherName, lastName } from './names.ts';
import { entropyOf, kindsOfCharacters, standInReason } from './stand-in.ts';

const QUOTED = /(?<=[=:(,[]\s{0,3})(["'`])([A-Za-z0-9+/_=-]{32,200})\1/g;
/** A file that holds more of them is a table of digests, images or words. */
const MOST = 6;

/** Literals that look drawn where neither form nor name tells what they are. */
export function findLooks(text: string): Leak[] {
  const found: Leak[] = [];
  for (const match of text.matchAll(QUOTED)) {
    const value = match[2] ?? '';
    if (!looksLikeKey(value) || isDigest(text, match.index)) continue;
    const start = match.index + 1;
    found.push({
      kind: 'value that looks drawn',
      by: 'look',
      confidence: 'low',
      isProved: false,
      isMild: true,
      start,
      end: start + value.length,
    });
    if (found.length > MOST) return [];
  }
  return found;
}

function looksLikeKey(value: string): boolean {
  return (
    kindsOfCharacters(value) === 3 &&
    !FILE.test(value) &&
    looksRandom(value) &&
    entropyOf(value) > 4.3 &&
    !/\/.*\/|^[A-Za-z]+[-_][A-Za-z]+[-_]/.test(value) &&
    standInReason(value) === undefined
  );
}

/** What files of pictures, archives and documents begin with, in base64. */
const FILE = /^(?:iVBORw0|R0lGOD|\/9j\/|UEsDB|JVBERi|H4sI|PHN2Zy|PD94|UklGR|AAAA|data:)/;

/** What stands in front says that it is a digest, a picture or an id. */
function isDigest(text: string, at: number): boolean {
  const name = lastName(text, at);
  return (
    isOtherName(name) ||
    /(?:id|image|icon|cursor|signature|alphabet|chars(?:et)?|data)$/i.test(name)
  );
}
