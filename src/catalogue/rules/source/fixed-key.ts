import type { ArgumentRef, ValueView } from '../../../domain/flow.ts';
import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { callsIn, codeOf, matchAt } from '../../source/program.ts';

/** Calls that sign, verify or encrypt, and where they take the key. */
const TAKES: readonly { readonly call: RegExp; readonly at: readonly ArgumentRef[] }[] = [
  { call: /^jsonwebtoken\.(?:sign|verify)$/, at: [1] },
  { call: /^crypto\.(?:createHmac|createCipheriv|createDecipheriv)$/, at: [1] },
  {
    call: /^(?:express-session|cookie-session|iron-session\.\w+)(?:\.default)?$/,
    at: ['0.secret', '0.keys', '0.password', '2.password'],
  },
  { call: /^cookie-parser(?:\.default)?$/, at: [0] },
  { call: /^(?:jwt\.(?:encode|decode)|jose\.jwt\.(?:encode|decode))$/, at: [1, 'key'] },
  { call: /^hmac\.new$/, at: [0, 'key'] },
  { call: /^itsdangerous\.\w+$/, at: [0, 'secret_key'] },
  { call: /SessionMiddleware$|\.add_middleware$/, at: ['secret_key'] },
  { call: /(?:Fernet|AESGCM|ChaCha20Poly1305)$/, at: [0] },
  { call: /^(?:Crypto|Cryptodome)\.Cipher\.\w+\.new$/, at: [0, 'key'] },
  { call: /\.SignedString$/, at: [0] },
  { call: /^crypto\/hmac\.New$/, at: [1] },
  { call: /^crypto\/aes\.NewCipher$/, at: [0] },
];
const LITERAL =
  /^(?:[bB]?(['"`])[^'"`\n$]{1,300}\1(?:\.encode\([^)\n]{0,20}\))?|Buffer\.from\(\s*['"`][^'"`\n]{1,300}['"`](?:\s*,\s*['"]\w+['"])?\s*\)|\[\]byte\(\s*"[^"\n]{1,300}"\s*\)|new TextEncoder\(\)\.encode\(\s*['"][^'"\n]{1,300}['"]\s*\))$/;
/** A setting with a value for where nobody sets it. */
const FALLBACK =
  /(?:process\.env\.?\[?['"]?\w{1,60}['"]?\]?|\w{1,40}\.\w{1,40})\s*(?:\|\||\?\?)\s*(['"`])[^'"`\n$]{1,200}\1|(?:os\.environ\.get|os\.getenv|getenv)\(\s*['"]\w{1,60}['"]\s*,\s*['"][^'"\n]{1,200}['"]\s*\)/;

/** What a value is as written: of a name that is set once, what it is set to. */
function writtenOf({ text }: ValueView, code: string): string {
  const name = /^(?:\[\]byte\(\s*)?([A-Za-z_]\w{0,60})\)?$/.exec(text.trim())?.[1];
  if (name === undefined) return text.trim();
  const set = [
    ...code.matchAll(
      new RegExp(`(?<![\\w.])${name}\\s*(?::\\s*[\\w.]+\\s*)?:?=(?!=)\\s*([^;\\n]{1,300})`, 'g'),
    ),
  ];
  return set.length === 1 ? (set[0]?.[1]?.trim() ?? '') : text.trim();
}

/** Why the key of a call is known to whoever reads the code; undefined where it is not. */
function known(call: CallSite, code: string): string | undefined {
  for (const { at, call: pattern } of TAKES) {
    if (!pattern.test(call.name)) continue;
    const value = at.map((one) => call.argument(one)).find((one) => one !== undefined);
    if (value === undefined) continue;
    const written = writtenOf(value, code);
    if (FALLBACK.test(written)) return 'is a constant wherever nobody sets it';
    if ((typeof value.constant === 'string' && value.constant !== '') || LITERAL.test(written))
      return 'is a constant';
  }
  return undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(program, (name) => TAKES.some((one) => one.call.test(name)))) {
    const module = modules.get(call.path);
    const why = module === undefined ? undefined : known(call, codeOf(module));
    if (why !== undefined)
      yield matchAt(call, `The key of \`${call.name}\` ${why}, and stands in the code.`);
  }
}

export const rule: Rule<'source'> = {
  id: 'source/fixed-key',
  severity: 'medium',
  confidence: 'high',
  title: 'Key that signs or encrypts stands in the code',
  why: 'Everybody who can read the code or the package makes tokens that the server accepts, or reads what it encrypted.',
  fix: 'Take the key from the environment or a vault, end the program where it is missing, and change the one that was published.',
  controls: ['SEC-01', 'INT-17'],
  techniques: ['api-key-exposure', 'broken-authentication'],
  cwe: [321, 798, 1188],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      javascriptTool(
        ["import jwt from 'jsonwebtoken';"],
        '{ name: z.string() }',
        "send(jwt.sign({ sub: args.name }, 'a key that all know'));",
      ),
      javascriptTool(
        [
          "import jwt from 'jsonwebtoken';",
          "import { env } from 'node:process';",
          "const KEY = env.TOKEN_KEY || 'development';",
        ],
        '{ name: z.string() }',
        'send(jwt.sign({ sub: args.name }, KEY));',
      ),
      pythonTool(
        ['import os', 'import jwt', 'KEY = os.environ.get("TOKEN_KEY", "development")'],
        'name: str',
        'send(jwt.encode({"sub": name}, KEY, algorithm="HS256"))',
      ),
      goTool(
        ['crypto/hmac', 'crypto/sha256'],
        'text',
        'mac := hmac.New(sha256.New, []byte("a key that all know"))\nsend(mac, text)',
      ),
    ],
    good: [
      javascriptTool(
        [
          "import jwt from 'jsonwebtoken';",
          "import { env } from 'node:process';",
          'const KEY = env.TOKEN_KEY;',
        ],
        '{ name: z.string() }',
        'send(jwt.sign({ sub: args.name }, KEY));',
      ),
      pythonTool(
        ['import os', 'import jwt', 'KEY = os.environ["TOKEN_KEY"]'],
        'name: str',
        'send(jwt.encode({"sub": name}, KEY, algorithm="HS256"))',
      ),
    ],
    nearMiss: [
      javascriptTool(
        [
          "import jwt from 'jsonwebtoken';",
          "import { env } from 'node:process';",
          "const ISSUER = env.ISSUER || 'example';",
        ],
        '{ name: z.string() }',
        'send(jwt.sign({ sub: args.name, iss: ISSUER }, readKey()));',
      ),
      pythonTool(
        ['import hmac'],
        'text: str',
        'send(hmac.new(KEYS["current"], text.encode(), "sha256").hexdigest())',
      ),
    ],
  },
  detect,
};
