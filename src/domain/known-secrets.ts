import { isArray, isObject, isString } from './json.ts';
import type { Json } from './json.ts';
import { fillPlaceholders } from './placeholder.ts';
import { MASK, redact, redactArguments } from './redact.ts';
import { isPlaceholder, isPlainValue, isReference, nameTells } from './secret-text.ts';
import type { Launch, Server } from './server.ts';

/** A text with the secrets that are known replaced by `[secret]`. */
export type Mask = (text: string) => string;

const MAX_SECRETS = 5000;
const MAX_DEPTH = 64;
/** Fewer characters of a secret than this are no secret any more. */
const SHORTEST_PART = 6;

/**
 * Masks the very values that the configurations of these servers hold, whatever they look like: a
 * server knows what it was given and may print it, name a tool like it or send it back. Values of
 * variables and headers count unless they are plainly harmless (a path, a switch, a word); other
 * values where their name or form says that they are secret. A secret that was cut off at the start or
 * the end of the text is masked too.
 *
 * @param env the variables that references (`${TOKEN}`) stand for
 */
export function maskSecretsOf(
  servers: readonly Server[],
  env: (name: string) => string | undefined,
): Mask {
  const secrets = new Set<string>();
  for (const { entries } of servers) {
    for (const { launch, raw } of entries) {
      if (launch !== undefined) addLaunch(launch, env, secrets);
      addNamed(raw, '', env, secrets, 0);
    }
  }
  // Longer ones first: one secret may be part of another.
  const written = [...new Set([...secrets].slice(0, MAX_SECRETS).flatMap(spellings))].sort(
    (a, b) => b.length - a.length,
  );
  return (text) => {
    let masked = text;
    for (const secret of written) {
      if (masked.includes(secret)) masked = masked.replaceAll(secret, MASK);
      masked = withoutCutEnds(masked, secret);
    }
    return masked;
  };
}

type Environment = (name: string) => string | undefined;

function addLaunch(launch: Launch, env: Environment, secrets: Set<string>): void {
  const named = launch.transport === 'stdio' ? launch.env : launch.headers;
  for (const [name, secret] of Object.entries(named)) {
    for (const value of filled(secret.reveal(), env)) addValue(value, name, secrets);
  }
  if (launch.transport !== 'stdio') {
    for (const url of filled(launch.url, env)) addMasked(url, redact(url), secrets);
    return;
  }
  const masked = redactArguments(launch.args);
  for (const [index, arg] of launch.args.entries()) {
    addMasked(arg, masked[index] ?? '', secrets);
    // What a variable on a command line stands for is mostly no secret: its name has to say so.
    fillPlaceholders(arg, (name) => {
      const value = env(name);
      if (value !== undefined && nameTells(name) !== 'no') addValue(value, name, secrets);
      return value;
    });
  }
}

/** Strings of the entry that a name or their own form gives away, wherever they stand in it. */
function addNamed(
  value: Json,
  name: string,
  env: Environment,
  secrets: Set<string>,
  depth: number,
): void {
  if (depth > MAX_DEPTH) return;
  if (isString(value)) {
    if (nameTells(name) === 'yes') {
      for (const one of filled(value, env)) addValue(one, name, secrets);
    } else addMasked(value, redact(value), secrets);
  } else if (isArray(value)) {
    for (const item of value) addNamed(item, name, env, secrets, depth + 1);
  } else if (isObject(value)) {
    for (const [key, item] of Object.entries(value)) addNamed(item, key, env, secrets, depth + 1);
  }
}

/** The text, the text with its references filled in, and what each of them stands for. */
function filled(text: string, env: Environment): string[] {
  const values: string[] = [text];
  const whole = fillPlaceholders(text, (name) => {
    const value = env(name);
    if (value !== undefined) values.push(value);
    return value;
  });
  if (whole.ok) values.push(whole.text);
  return values;
}

function addValue(text: string, name: string, secrets: Set<string>): void {
  const value = text.trim().replace(/^(?:Bearer|Basic|Token|ApiKey)\s+/i, '');
  if (isSecret(value, name)) secrets.add(value);
  addMasked(text, redact(text), secrets);
}

function isSecret(value: string, name: string): boolean {
  if (isPlainValue(value) || isReference(value) || isPlaceholder(value)) return false;
  if (nameTells(name) === 'yes') return value.length >= SHORTEST_PART;
  return value.length >= 8 && !HARMLESS.some((form) => form.test(value));
}

/** What variables and headers hold beside secrets: words, options, versions, hosts, languages, media types. */
const HARMLESS: readonly RegExp[] = [
  /\s/,
  /^-/,
  /^[A-Za-z][a-z]*(?:[-_./:,][A-Za-z][a-z]*)*$/,
  /^[A-Z]+(?:[-_.][A-Z]+)*$/,
  /^v?\d{1,4}(?:[.:-]\d{1,5}){1,4}$/,
  /^[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5}\.[a-z]{2,24}(?::\d{1,5})?$/,
  /^[a-z]{2}_[A-Z]{2}(?:\.[\w-]{1,12})?$/,
  /^[a-z]{2,6}(?:-[a-z]{2,12}){1,3}-?\d{1,2}[a-z]?$/,
];

/** What `redact` took out of a text. */
function addMasked(text: string, masked: string, secrets: Set<string>): void {
  if (masked === text) return;
  const kept = masked.split(MASK);
  let from = kept[0]?.length ?? 0;
  for (const next of kept.slice(1)) {
    const to = next === '' ? text.length : text.indexOf(next, from);
    if (to < 0) return;
    const secret = text.slice(from, to);
    if (secret.length >= SHORTEST_PART && !isReference(secret)) secrets.add(secret);
    from = to + next.length;
  }
}

/** A secret as it stands, within JSON, and within an address in either way. */
function spellings(secret: string): string[] {
  const coded = secret.isWellFormed() ? encodeURIComponent(secret) : secret;
  return [secret, JSON.stringify(secret).slice(1, -1), coded, decoded(secret)];
}

function decoded(secret: string): string {
  try {
    const text = decodeURIComponent(secret);
    return text.length >= SHORTEST_PART ? text : secret;
  } catch {
    return secret;
  }
}

function withoutCutEnds(text: string, secret: string): string {
  const first = text.startsWith('…') ? 1 : 0;
  const last = text.endsWith('…') ? text.length - 1 : text.length;
  let start = first;
  let end = last;
  for (let length = Math.min(secret.length - 1, last - first); length >= SHORTEST_PART; length--) {
    if (start === first && text.startsWith(secret.slice(-length), first)) start = first + length;
    if (end === last && text.endsWith(secret.slice(0, length), last)) end = last - length;
  }
  if (start === first && end === last) return text;
  const before = start === first ? '' : MASK;
  const after = end === last ? '' : MASK;
  const kept = start < end ? text.slice(start, end) : '';
  return `${text.slice(0, first)}${before}${kept}${after}${text.slice(last)}`;
}
