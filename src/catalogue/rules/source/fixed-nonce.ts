import type { ArgumentRef, ValueView } from '../../../domain/flow.ts';
import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { callsIn, codeOf, matchAt } from '../../source/program.ts';

/** Where each library takes what has to be new every time, by the ends of its calls' names. */
const TAKES: readonly {
  readonly call: RegExp;
  readonly at: readonly ArgumentRef[];
  readonly what: string;
}[] = [
  { call: /^crypto\.create(?:C|Dec)ipheriv$/, at: [2], what: 'initialisation vector' },
  { call: /^crypto\.(?:pbkdf2|scrypt)(?:Sync)?$/, at: [1], what: 'salt' },
  {
    call: /^(?:Crypto|Cryptodome)\.Cipher\.\w+\.new$/,
    at: ['iv', 'IV', 'nonce', 2],
    what: 'initialisation vector',
  },
  { call: /\.modes\.(?:CBC|CTR|GCM|OFB|CFB)$/, at: [0], what: 'initialisation vector' },
  { call: /(?:^|\.)(?:AESGCM|ChaCha20Poly1305)\(\)\.encrypt$/, at: [0], what: 'nonce' },
  { call: /^hashlib\.pbkdf2_hmac$/, at: [2, 'salt'], what: 'salt' },
  { call: /^hashlib\.scrypt$/, at: ['salt'], what: 'salt' },
  { call: /(?:^|\.)(?:PBKDF2HMAC|Scrypt)$/, at: ['salt'], what: 'salt' },
  {
    call: /^crypto\/cipher\.New(?:CBC\w+|CTR|OFB|CFB\w+)$/,
    at: [1],
    what: 'initialisation vector',
  },
  { call: /x\/crypto\/(?:pbkdf2|scrypt)\.Key$/, at: [1], what: 'salt' },
];
/** Bytes that are the same each time: literals, zeros, and literals that are turned into bytes. */
const FIXED =
  /^(?:b?['"][^'"\n]*['"]|b['"](?:\\x00|\\0)['"]\s*\*\s*\d+|bytes\(\s*\d+\s*\)|Buffer\.alloc\(\s*\d+\s*(?:,\s*\d+\s*)?\)|new Uint8Array\(\s*\d+\s*\)|Buffer\.from\(\s*['"][^'"\n]*['"](?:\s*,\s*['"]\w+['"])?\s*\)|\[\]byte\(\s*"[^"\n]*"\s*\)|['"][^'"\n]*['"]\.encode\(\))$/;

function isFixed(value: ValueView, code: string): boolean {
  if (typeof value.constant === 'string' && value.constant !== '') return true;
  const text = value.text.trim();
  if (FIXED.test(text)) return true;
  if (!/^[A-Za-z_]\w{0,60}$/.test(text)) return false;
  // A name that is set once, to such a value; Go's `make` is filled by somebody who reads into it.
  const set = [
    ...code.matchAll(
      new RegExp(`(?<![\\w.])${text}\\s*(?::\\s*\\w+\\s*)?:?=(?!=)\\s*([^;\\n]{1,200})`, 'g'),
    ),
  ];
  return set.length === 1 && FIXED.test(set[0]?.[1]?.trim() ?? '');
}

/** Whether something else is put into a buffer after it was made. */
function isFilled(value: ValueView, code: string): boolean {
  const name = value.text.trim();
  return (
    /^[A-Za-z_]\w{0,60}$/.test(name) &&
    new RegExp(
      `(?:fill|Fill|Read|ReadFull|getRandomValues|randomFillSync)\\([^)\\n]{0,60}\\b${name}\\b|\\b${name}\\.(?:fill|set|write)`,
    ).test(code)
  );
}

function fixedIn(call: CallSite, code: string): string | undefined {
  for (const { at, call: pattern, what } of TAKES) {
    if (!pattern.test(call.name)) continue;
    // What is decrypted comes with the vector that it was encrypted with.
    const value = at.map((one) => call.argument(one)).find((one) => one !== undefined);
    if (value !== undefined && isFixed(value, code) && !isFilled(value, code)) return what;
  }
  return undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(program, (name) => TAKES.some((one) => one.call.test(name)))) {
    const module = modules.get(call.path);
    const what = module === undefined ? undefined : fixedIn(call, codeOf(module));
    if (what !== undefined) yield matchAt(call, `The ${what} is the same every time.`);
  }
}

export const rule: Rule<'source'> = {
  id: 'source/fixed-nonce',
  severity: 'medium',
  confidence: 'high',
  title: 'Salt or initialisation vector is a constant',
  why: 'Equal contents then have equal ciphertexts, one table of passwords serves for all users, and with counter modes two messages give away both.',
  fix: 'Take it from a generator for secrets each time, and store it beside what it was used for.',
  controls: ['INT-17'],
  techniques: ['broken-authentication'],
  cwe: [329, 760, 323, 330],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      javascriptTool(
        ["import { createCipheriv } from 'node:crypto';", 'const iv = Buffer.alloc(16);'],
        '{ text: z.string() }',
        "save(createCipheriv('aes-256-cbc', key, iv).update(args.text));",
      ),
      pythonTool(
        ['import hashlib'],
        'password: str',
        "save(hashlib.pbkdf2_hmac('sha256', password.encode(), b'salt', 100000))",
      ),
      pythonTool(
        ['from Crypto.Cipher import AES'],
        'text: str',
        "cipher = AES.new(key, AES.MODE_CBC, b'0123456789abcdef')\nsave(cipher.encrypt(text))",
      ),
      goTool(
        ['crypto/cipher'],
        'text',
        'mode := cipher.NewCBCEncrypter(block, []byte("0123456789abcdef"))\nsave(mode, text)',
      ),
    ],
    good: [
      javascriptTool(
        ["import { createCipheriv, randomBytes } from 'node:crypto';"],
        '{ text: z.string() }',
        "const iv = randomBytes(16);\n  save(createCipheriv('aes-256-cbc', key, iv).update(args.text), iv);",
      ),
      pythonTool(
        ['import hashlib', 'import os'],
        'password: str',
        "salt = os.urandom(16)\nsave(hashlib.pbkdf2_hmac('sha256', password.encode(), salt, 600000), salt)",
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["import { createCipheriv, randomFillSync } from 'node:crypto';"],
        '{ text: z.string() }',
        "const iv = Buffer.alloc(16);\n  randomFillSync(iv);\n  save(createCipheriv('aes-256-cbc', key, iv).update(args.text), iv);",
      ),
    ],
  },
  detect,
};
