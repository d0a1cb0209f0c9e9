import { isPlaceholder, isReference } from '../../domain/secret-text.ts';

const WORDS =
  /example|sample|placeholder|dummy|fake|redacted|removed|your[-_]?|changeme|replace[-_]?|insert[-_]?|secret[-_]?(?:key|token|here)|(?:api|access)[-_]?(?:key|token)|foobar|hello|lorem|deadbeef|cafebabe|x{5}|0{6}|\.{3}|\*{3}|<|>|\$\{|\{\{/i;

// Keys that their issuers tell to put into pages: they name an account and let nobody in.
const PUBLISHED =
  /^(?:pk_(?:live|test)_|pk\.ey|phc_|sb_publishable_|rzp_(?:live|test)_|appl_|goog_)/;

/** Why what was drawn to be a secret is none, as a clause; undefined where it may be one. */
export function standInReason(drawn: string): string | undefined {
  if (isReference(drawn)) return 'a reference to where the secret stands';
  if (WORDS.test(drawn) || isPlaceholder(drawn)) return 'a placeholder';
  if (PUBLISHED.test(drawn)) return 'a key that is made to be public';
  if (/\s/.test(drawn)) return 'a text with blanks';
  if (isSequence(drawn)) return 'a sequence or a repetition';
  return undefined;
}

/** `0123456789abcdef`, `aaaa…`, `abcabcabc…`: what people type where something is to stand. */
function isSequence(drawn: string): boolean {
  const lower = drawn.toLowerCase();
  let steady = 0;
  for (let at = 1; at < lower.length; at += 1) {
    const step = lower.charCodeAt(at) - lower.charCodeAt(at - 1);
    if (step === 0 || step === 1) steady += 1;
  }
  if (steady > lower.length * 0.4) return true;
  // A short part again and again has few characters of its own.
  return new Set(drawn).size < Math.min(6, drawn.length / 2) || repeats(lower);
}

function repeats(text: string): boolean {
  for (let period = 1; period <= Math.min(12, text.length / 3); period += 1) {
    let same = 0;
    for (let at = period; at < text.length; at += 1) {
      if (text.charCodeAt(at) === text.charCodeAt(at - period)) same += 1;
    }
    if (same > (text.length - period) * 0.8) return true;
  }
  return false;
}

/** Bits a character, by how often each occurs (Shannon). */
export function entropyOf(text: string): number {
  const counts = new Map<string, number>();
  for (const char of text) counts.set(char, (counts.get(char) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values())
    bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}

/** How many of lower case, upper case and digits occur. */
export function kindsOfCharacters(text: string): number {
  return Number(/[a-z]/.test(text)) + Number(/[A-Z]/.test(text)) + Number(/\d/.test(text));
}
