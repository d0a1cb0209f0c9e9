// What the insides of a credential tell: checksums, and documents in base64.

/** `proved`: it holds. `refuted`: it has to hold and does not. `open`: the form has none. */
export type Proof = 'proved' | 'refuted' | 'open';

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/**
 * GitHub's tokens end in the CRC-32 of what was drawn, in base 62 (the format of 2021: "Behind GitHub's
 * new authentication token formats", GitHub, 5 April 2021). npm's tokens do the same, which their
 * documentation does not promise, so that there a mismatch proves nothing.
 */
export function tokenChecksum(token: string): Proof {
  const [, prefix = '', drawn = '', checksum = ''] =
    /^(gh[pousr]_|npm_)([A-Za-z0-9]{30})([A-Za-z0-9]{6})$/.exec(token) ?? [];
  if (prefix === '') return 'open';
  if (inBase62(crc32(drawn)).padStart(6, '0') === checksum) return 'proved';
  return prefix === 'npm_' ? 'open' : 'refuted';
}

function inBase62(value: number): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / 62)) text = BASE62[rest % 62] + text;
  return text;
}

/** CRC-32 as in ISO 3309, of ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let at = 0; at < text.length; at += 1) {
    crc ^= text.charCodeAt(at);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * What a JSON Web Token (RFC 7519) is worth: a signed one opens something; one without a signature, for
 * anonymous users, or of the documentation's John Doe opens nothing; what has no header is none.
 */
export function webToken(token: string): 'signed' | 'public' | 'none' {
  const [head = '', body = '', signature = ''] = token.split('.');
  const [header, claims] = [jsonIn(head), jsonIn(body)];
  if (header === undefined || !('alg' in header)) return 'none';
  const isOpen =
    signature.length < 20 ||
    header['alg'] === 'none' ||
    claims?.['role'] === 'anon' ||
    claims?.['sub'] === '1234567890' ||
    claims?.['name'] === 'John Doe';
  return isOpen ? 'public' : 'signed';
}

function jsonIn(base64: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(decode(base64) ?? '');
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

/** What the body of a PEM block says of the key; RFC 7468, and the format of OpenSSH. */
export function keyBlock(block: string): 'open' | 'locked' | 'none' {
  // Written within a string, its line breaks are written out.
  const lines = block.replaceAll(/\\[nr]/g, '\n').split('\n');
  const body = lines
    .filter((line) => !/-----|:/.test(line))
    .join('')
    .replaceAll(/[^A-Za-z0-9+/=]/g, '');
  if (/BEGIN PGP/.test(lines[0] ?? '')) return body.length > 200 ? 'open' : 'none';
  if (body.length < 60) return 'none';
  if (lines.some((line) => line.includes('ENCRYPTED'))) return 'locked';
  const bytes = decode(body.slice(0, 400));
  if (bytes === undefined) return 'none';
  if (bytes.startsWith('openssh-key-v1\0')) {
    return bytes.includes('\0\0\0\x04none') ? 'open' : 'locked';
  }
  // DER: a sequence whose length is stated.
  return bytes.charCodeAt(0) === 0x30 ? 'open' : 'none';
}

function decode(base64: string): string | undefined {
  const clean = base64
    .replaceAll('-', '+')
    .replaceAll('_', '/')
    .replace(/={1,4}$/, '');
  const whole = clean.length % 4 === 1 ? clean.slice(0, -1) : clean;
  try {
    return atob(whole);
  } catch {
    return undefined;
  }
}
