import type { Allowed, Leak } from '../../domain/leak.ts';
import { looksRandom, nameTells } from '../../domain/secret-text.ts';
import { entropyOf, kindsOfCharacters, standInReason } from './stand-in.ts';
import { nameBefore } from './names.ts';
import { everywhere, patterns } from './patterns.gen.ts';
import type { Allowance, SecretPattern } from './pattern.ts';
import { tokenChecksum, webToken } from './structure.ts';

/** A pattern with its expression compiled. */
export interface Form extends Omit<SecretPattern, 'expression' | 'path' | 'allow'> {
  /** Sticky where it is tried at an anchor, global where it is searched. */
  readonly expression: RegExp;
  readonly path?: RegExp;
  readonly allow: readonly CompiledAllowance[];
}

interface CompiledAllowance {
  readonly paths: readonly RegExp[];
  readonly expressions: readonly RegExp[];
  readonly words: readonly string[];
}

/** The forms of the pack, compiled when they are first asked for. */
export function forms(): readonly Form[] {
  compiled ??= patterns.map(({ allow = [], expression, path, ...rest }) => ({
    ...rest,
    expression: new RegExp(expression, rest.anchors === undefined ? 'g' : 'y'),
    ...(path !== undefined && { path: new RegExp(path) }),
    allow: [...allow, everywhere].map(compileAllowance),
  }));
  return compiled;
}
let compiled: readonly Form[] | undefined;

function compileAllowance({
  expressions = [],
  paths = [],
  words = [],
}: Allowance): CompiledAllowance {
  return {
    expressions: expressions.map((source) => new RegExp(source)),
    paths: paths.map((source) => new RegExp(source)),
    words,
  };
}

/** What a match of a form is: a leak, something that is none, or nothing worth a word. */
export type Judged = { readonly leak: Leak } | { readonly allowed: Allowed } | undefined;

/** What stands around these tells what they are, and nothing in them. */
const TOLD_BY_PLACE: ReadonlySet<string> = new Set([
  'curl-auth-header',
  'curl-auth-user',
  'hashicorp-tf-password',
  'nuget-config-password',
  'sidekiq-sensitive-url',
]);

/** Bits a character of a credential where its pattern does not say. */
const ENTROPY = 2.8;

/**
 * Judges a match of a form.
 *
 * @param at where in the text the match begins
 */
export function judgeForm(
  form: Form,
  match: RegExpExecArray,
  at: number,
  text: string,
  path: string,
): Judged {
  const secret = secretOf(form, match).replace(/^["']|["']$/g, '');
  if (secret.length < 6) return undefined;
  const start = at + Math.max(0, match[0].lastIndexOf(secret));
  const found: Found = { form, secret, drawn: drawnPart(form, secret), start };
  const reason = standInReason(found.drawn) ?? listedReason(form, secret, path);
  if (reason !== undefined) return allowed(found, reason);
  if (entropyOf(secret) <= (form.entropy ?? 0)) return undefined;
  if (form.isNamed === true) return judgeNamed(found, nameAround(text, at, start));
  if (found.drawn.length > 12 && entropyOf(found.drawn) < ENTROPY)
    return allowed(found, 'too regular to be drawn');
  if (TOLD_BY_PLACE.has(form.id))
    return leak(found, { by: 'name', confidence: isDrawn(found.drawn) ? 'medium' : 'low' });
  return judgeStructure(found);
}

/** A secret that a form has found, and what of it the issuer drew. */
interface Found {
  readonly form: Form;
  readonly secret: string;
  readonly drawn: string;
  readonly start: number;
}

function allowed({ form, start }: Found, why: string): Judged {
  return { allowed: { kind: form.kind, start, why } };
}

function leak(
  { form, secret, start }: Found,
  told: Pick<Leak, 'by' | 'confidence'> & Partial<Leak>,
): Judged {
  const end = start + secret.length;
  return { leak: { kind: form.kind, start, end, isProved: false, isMild: false, ...told } };
}

/** A value that only the vendor's name tells has to be named like a secret, and to look like one. */
function judgeNamed(found: Found, name: string): Judged {
  const { form, secret } = found;
  const tells = nameTells(name);
  if (tells === 'no' || form.isPublic === true) return undefined;
  const isUuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(secret);
  if (!isUuid && !isDrawn(secret)) return undefined;
  if (/sha\d*|md5|digest|hash|checksum|commit|uuid|guid|_id$/i.test(name))
    return allowed(found, 'a digest or an id');
  return leak(found, { by: 'name', confidence: tells === 'yes' ? 'medium' : 'low' });
}

/** A credential of its issuer's own form, by what its insides tell. */
function judgeStructure(found: Found): Judged {
  const { drawn, form, secret } = found;
  const isShort = form.anchors === undefined || form.anchors.some((anchor) => anchor.length < 4);
  if (isShort && !isDrawn(drawn)) return undefined;
  if (secret.startsWith('eyJ') && secret.includes('.')) {
    const worth = webToken(secret);
    if (worth === 'none') return undefined;
    return worth === 'public'
      ? allowed(found, 'a token without a signature, or one that is made to be public')
      : leak(found, { by: 'form', confidence: 'high' });
  }
  const proof = tokenChecksum(secret);
  if (proof === 'refuted') return allowed(found, 'a token whose checksum does not hold');
  const isProved = proof === 'proved';
  return leak(found, {
    by: 'form',
    confidence: isProved || !isShort ? 'high' : 'medium',
    isProved,
    isMild: form.isPublic === true || /[_-]test[_-]|sandbox/i.test(secret.slice(0, 20)),
  });
}

function secretOf({ group }: Form, match: RegExpExecArray): string {
  if (group !== undefined) return match[group] ?? '';
  return match.slice(1).find((part) => part !== undefined && part !== '') ?? match[0];
}

/** What the issuer drew: without the prefix, in which there may be words. */
function drawnPart({ anchors = [], id }: Form, secret: string): string {
  if (id === 'curl-auth-user') return secret.slice(secret.indexOf(':') + 1);
  const address = /^(?:https?:\/\/)?[\w.-]{1,100}\/[a-z]{1,20}\//.exec(secret)?.[0].length ?? 0;
  if (address > 0) return secret.slice(address);
  const lower = secret.toLowerCase();
  const prefix = anchors.find((anchor) => lower.startsWith(anchor))?.length ?? 0;
  const rest = secret.slice(prefix);
  const part = /^[a-z]{2,12}[-_.](?=.{12})/i.exec(rest)?.[0].length ?? 0;
  return secret.slice(Math.min(prefix + part, Math.floor(secret.length * 0.6)));
}

/** Whether a value looks drawn: mixed well, or hexadecimal and long. */
export function isDrawn(value: string): boolean {
  if (/^[0-9a-f]+$/i.test(value)) {
    return value.length >= 16 && /[a-f]/i.test(value) && /\d/.test(value) && !isMixedHex(value);
  }
  if (/^\d+$/.test(value)) return false;
  return (
    looksRandom(value) ||
    (value.length >= 24 && kindsOfCharacters(value) > 1 && entropyOf(value) > 4.1)
  );
}

/** Digests are written in one case. */
function isMixedHex(value: string): boolean {
  return /[a-f]/.test(value) && /[A-F]/.test(value);
}

function listedReason({ allow }: Form, secret: string, path: string): string | undefined {
  for (const { expressions, paths, words } of allow) {
    if (paths.some((one) => one.test(path))) return 'a file that holds such examples';
    if (expressions.some((one) => one.test(secret.slice(0, 300)))) return 'a known example';
    if (words.some((word) => secret.toLowerCase().includes(word))) return 'a known example';
  }
  return undefined;
}

/** The whole name in which a vendor's name stands, up to the value. */
function nameAround(text: string, at: number, start: number): string {
  const before = nameBefore(text, at, 50);
  const behind = /^[\w.-]{0,80}(?: [\w.-]{1,20}){0,2}/.exec(text.slice(at, start))?.[0] ?? '';
  return (before + behind).replace(/ /g, '_');
}
