import { privateKeys, secretShapes } from './secret-shapes.ts';
import { isPlaceholder, isPlainValue, isReference, looksRandom, nameTells } from './secret-text.ts';

/** A literal secret. */
export interface FoundSecret {
  /** What it is, for a sentence: `GitHub token`, `password in an address`. */
  readonly kind: string;
  /** Its form is its issuer's: nothing else looks like it. */
  readonly isCertain: boolean;
  /** Offset into the text, in UTF-16 code units. */
  readonly offset: number;
}

/**
 * The first literal secret in a value, given the name that it has; undefined for references
 * (`${TOKEN}`), placeholders (`YOUR_API_KEY`) and what is plainly something else (a path, a switch).
 */
export function findSecret(value: string, name = ''): FoundSecret | undefined {
  if (isReference(value) || isPlaceholder(value)) return undefined;
  return certainSecret(value) ?? addressSecret(value) ?? namedSecret(value, name) ?? bearer(value);
}

/** A credential of a known form, somewhere in a text. */
export function certainSecret(text: string): FoundSecret | undefined {
  const key = privateKeys(text).find(({ start, end }) => end - start > 100);
  if (key !== undefined) return { kind: 'private key', isCertain: true, offset: key.start };
  for (const { name, shape } of secretShapes) {
    for (const { 0: word, index } of text.matchAll(shape)) {
      if (!isSample(word)) return { kind: name, isCertain: true, offset: index };
    }
  }
  return undefined;
}

/** Documentation shows the form of a token with a filler in place of what was drawn. */
function isSample(word: string): boolean {
  const drawn = word.slice(Math.min(8, word.length / 3));
  return new Set(drawn).size < 6 || /example|x{6}|your|0{8}|1234567890|abcdef|\.{3}/i.test(drawn);
}

/** `scheme://user:password@host`. */
function addressSecret(text: string): FoundSecret | undefined {
  for (const match of text.matchAll(/:\/\/([^\s/:@]{0,200}):([^\s/@]{1,500})@/g)) {
    const password = match[2] ?? '';
    if (isReference(password) || isPlaceholder(password) || password === match[1]) continue;
    return { kind: 'password in an address', isCertain: false, offset: match.index + 3 };
  }
  return undefined;
}

function namedSecret(value: string, name: string): FoundSecret | undefined {
  const tells = nameTells(name);
  const bare = value.trim().replace(/^(?:Bearer|Basic|Token)\s+/i, '');
  if (tells === 'no' || isPlainValue(bare)) return undefined;
  // A loose name (key, auth, session) is no proof, so the value has to look drawn.
  if (tells === 'maybe' && !looksRandom(bare) && !/^[0-9a-f]{32,128}$/i.test(bare))
    return undefined;
  // Names of variables (`token: GITHUB_TOKEN`) say where the secret stands.
  if (/^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(bare) || bare.length < 4) return undefined;
  return { kind: 'value whose name says that it is secret', isCertain: false, offset: 0 };
}

/** An authorization value within other text, such as a header written as JSON. */
function bearer(value: string): FoundSecret | undefined {
  const match = /\b(?:Bearer|Basic)\s+([A-Za-z0-9._~+/=-]{16,})/i.exec(value);
  const token = match?.[1] ?? '';
  if (match === null || !/\d/.test(token) || isPlaceholder(token)) return undefined;
  return { kind: 'authorization value', isCertain: false, offset: match.index };
}
