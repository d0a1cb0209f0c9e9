import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { callsIn, codeOf, matchAt } from '../../source/program.ts';

const HASHES =
  /^(?:crypto\.createHash|crypto\.subtle\.digest|(?:crypto-js\.)?(?:MD5|SHA1|md5|sha1)|blueimp-md5|hashlib\.(?:md5|sha1|sha256|sha512|new)|crypto\/(?:md5|sha1|sha256|sha512)\.(?:Sum|Sum256|Sum512|New))$/;
const BROKEN_HASH = /md5|sha-?1(?!\d)/i;
/** What must not be found again from its digest, or made by somebody else. Words of a name are apart. */
const PASSWORD = /pass(?:word|wd|phrase|code)|\bpwd\b|_pwd|_pin\b/i;
const SIGNED =
  /signature|\bsign(?:ed|ing)?(?:_|\b)|sign[A-Z]|hmac|secret|credential|(?:access|auth|session|reset|csrf|api|bearer|invite|verification)_?(?:token|key|id)|\btoken\b|make_?token|_token\b|[a-z]Token\b/i;
/** A digest that only tells one content from another. */
const HARMLESS =
  /etag|cache|checksum|dedup|fingerprint|usedforsecurity\s*=\s*False|content_?(?:hash|md5)|file_?hash/i;

const CIPHERS =
  /^(?:crypto\.create(?:C|Dec)ipher(?:iv)?|(?:Crypto|Cryptodome)\.Cipher\.(?:DES3?|ARC[24]|Blowfish|AES)\.new|cryptography\.[\w.]*\.(?:ARC4|TripleDES|Blowfish|IDEA|SEED|CAST5|ECB)|crypto\/(?:des\.New(?:TripleDES)?Cipher|rc4\.NewCipher))$/;
const BROKEN_CIPHER = /^(?:des|rc[24]|bf|blowfish|idea|seed|cast)|-ecb$/i;

/** The line that a call stands on and what follows it up to the end of the statement. */
function around({ at }: CallSite, code: string): string {
  const from = Math.max(code.lastIndexOf('\n', at) + 1, at - 200);
  const text = code.slice(from, at + 240);
  const end = text.slice(at - from).search(/;|\n\s*\n|\n[ \t]*(?:return|const|let|if|def|func)\b/);
  return end < 0 ? text : text.slice(0, at - from + end);
}

/** What a digest is made for that it does not do; undefined where it does. */
function misuse(call: CallSite, code: string): string | undefined {
  const text = `${around(call, code)} ${call.within?.name ?? ''}`;
  if (HARMLESS.test(text)) return undefined;
  const named = `${call.name.replace(/^crypto\/|^crypto\./, '')} ${String(call.argument(0)?.constant ?? '')}`;
  const isBroken = BROKEN_HASH.test(named);
  if (PASSWORD.test(text)) {
    return isBroken || !/hmac|pbkdf2|scrypt|argon|bcrypt/i.test(text)
      ? 'is fast, so that a password is found again by trying'
      : undefined;
  }
  return isBroken && SIGNED.test(text)
    ? 'no longer stands for one content alone, and what it is made for here must not be forged'
    : undefined;
}

function weakCipher(call: CallSite): string | undefined {
  const { name } = call;
  if (name.startsWith('crypto.')) {
    const algorithm = call.argument(0)?.constant;
    if (typeof algorithm !== 'string') return undefined;
    if (BROKEN_CIPHER.test(algorithm)) return `\`${algorithm}\``;
    return name.endsWith('ipher') ? 'a key that is made of a password without salt' : undefined;
  }
  if (!name.endsWith('.AES.new')) return `\`${name.split(/[./]/).slice(-2).join('.')}\``;
  return (call.argument(1)?.name ?? call.argument(1)?.text ?? '').endsWith('MODE_ECB')
    ? '`MODE_ECB`, by which equal blocks stay equal,'
    : undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(program, (name) => HASHES.test(name) || CIPHERS.test(name))) {
    const module = modules.get(call.path);
    if (module === undefined) continue;
    if (HASHES.test(call.name)) {
      const why = misuse(call, codeOf(module));
      if (why !== undefined) yield matchAt(call, `\`${call.name}\` ${why}.`);
      continue;
    }
    const cipher = weakCipher(call);
    if (cipher !== undefined)
      yield matchAt(call, `It is encrypted with ${cipher} which can be broken.`);
  }
}

export const rule: Rule<'source'> = {
  id: 'source/weak-crypto',
  severity: 'medium',
  confidence: 'medium',
  title: 'Digest or cipher does not protect what it is used for',
  why: 'Whoever gets hold of the stored values finds the passwords behind them, forges what was signed, or reads what was encrypted.',
  fix: 'Keep passwords with argon2, scrypt or bcrypt, sign with HMAC-SHA-256 or Ed25519, encrypt with AES-GCM or ChaCha20-Poly1305.',
  controls: ['INT-17'],
  techniques: ['broken-authentication'],
  cwe: [327, 328, 326, 916],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      javascriptTool(
        ["import { createHash } from 'node:crypto';"],
        '{ password: z.string() }',
        "const stored = createHash('md5').update(args.password).digest('hex');\n  save(stored);",
      ),
      javascriptTool(
        ["import crypto from 'node:crypto';"],
        '{ text: z.string() }',
        "const cipher = crypto.createCipheriv('aes-256-ecb', key, null);\n  save(cipher.update(args.text));",
      ),
      pythonTool(
        ['import hashlib'],
        'body: str',
        'signature = hashlib.sha1((SECRET + body).encode()).hexdigest()\nsend(signature)',
      ),
      pythonTool(
        ['from Crypto.Cipher import DES'],
        'text: str',
        'cipher = DES.new(key, DES.MODE_CBC, iv)\nsave(cipher.encrypt(text))',
      ),
      goTool(
        ['crypto/md5', 'fmt'],
        'password',
        'stored := fmt.Sprintf("%x", md5.Sum([]byte(password)))\nsave(stored)',
      ),
    ],
    good: [
      javascriptTool(
        ["import { scryptSync } from 'node:crypto';"],
        '{ password: z.string() }',
        'const stored = scryptSync(args.password, salt, 64);\n  save(stored);',
      ),
      javascriptTool(
        ["import crypto from 'node:crypto';"],
        '{ text: z.string() }',
        "const cipher = crypto.createCipheriv('aes-256-gcm', key, crypto.randomBytes(12));\n  save(cipher.update(args.text));",
      ),
      pythonTool(
        ['import hmac', 'import hashlib'],
        'body: str',
        'signature = hmac.new(SECRET, body.encode(), hashlib.sha256).hexdigest()\nsend(signature)',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["import { createHash } from 'node:crypto';"],
        '{ text: z.string() }',
        "const etag = createHash('md5').update(args.text).digest('hex');\n  answer(etag);",
      ),
      pythonTool(
        ['import hashlib'],
        'text: str',
        'cache_key = hashlib.md5(text.encode()).hexdigest()\nlookup(cache_key)',
      ),
      goTool(
        ['crypto/sha256', 'fmt'],
        'text',
        'digest := fmt.Sprintf("%x", sha256.Sum256([]byte(text)))\nsave(digest)',
      ),
    ],
  },
  detect,
};
