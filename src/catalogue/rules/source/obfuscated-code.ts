import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { callsIn, codeOf, matchAt, products } from '../../source/program.ts';

/** Calls that run a text as code. */
const RUNS =
  /^(?:eval|exec|Function|globalThis\.eval|vm\.(?:runInThisContext|runInNewContext|runInContext|Script)|builtins\.(?:exec|eval)|compile|setTimeout|setInterval)$/;
/** Calls that make text out of what nobody can read. */
const DECODES =
  /\batob\(|Buffer\.from\([^()\n]{1,20000},\s*['"](?:base64|hex)['"]\)|\bbase64\.(?:b64decode|b32decode|b16decode|a85decode|b85decode|urlsafe_b64decode|decodebytes)\(|\bbytes\.fromhex\(|\bbinascii\.(?:unhexlify|a2b_base64)\(|\bzlib\.decompress\(|\bmarshal\.loads\(|\bcodecs\.decode\([^\n]{0,200}['"]rot_?13|\bString\.fromCharCode\(\s*(?:\.\.\.|\d)|\bunescape\(\s*['"]%/;
const DECODED_NAME =
  /(?:^|\.)(?:atob|b64decode|a85decode|b85decode|b32decode|urlsafe_b64decode|fromhex|unhexlify|decompress|loads)\(\)/;
/** Names that a packer gives. */
const PACKED = /\b_0x[0-9a-f]{3,8}\b/gi;
const MANY = 20;
/** A name that is set from what was decoded. */
const SET = /\b([A-Za-z_$][\w$]{0,60})\s*(?::\s*\w+\s*)?=(?!=)\s*([^;\n]{1,20000})/g;

function decodedNames(code: string): Set<string> {
  const names = new Set<string>();
  if (!DECODES.test(code)) return names;
  for (const [, name = '', value = ''] of code.matchAll(SET)) {
    if (DECODES.test(value)) names.add(name);
  }
  return names;
}

function* packedIn(module: SourceModule): Generator<SourceMatch> {
  const code = codeOf(module);
  const names = new Map<string, number>();
  for (const match of code.matchAll(PACKED)) {
    if (!names.has(match[0])) names.set(match[0], match.index);
    if (names.size >= MANY) break;
  }
  const [first] = names.values();
  if (names.size < MANY || first === undefined) return;
  yield {
    path: module.path,
    at: first,
    end: first + 12,
    because: `More than ${MANY} names are of the kind that a packer gives, such as \`${[...names.keys()][0] ?? ''}\`.`,
    severity: 'medium',
  };
}

function* detect(program: Program): Generator<SourceMatch> {
  const decoded = new Map<string, Set<string>>();
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(program, (name) => RUNS.test(name))) {
    const module = modules.get(call.path);
    if (module === undefined) continue;
    const names = decoded.get(call.path) ?? decodedNames(codeOf(module));
    decoded.set(call.path, names);
    const text = codeOf(module).slice(call.at, Math.min(call.end, call.at + 40_000));
    const value = call.argument(call.name === 'Function' ? -1 : 0);
    // A function that is given is code that can be read.
    if (value?.isFunction === true) continue;
    const words = value?.text.match(/[A-Za-z_$][\w$]{0,60}/g) ?? [];
    const isDecoded =
      DECODES.test(text) ||
      DECODED_NAME.test(value?.name ?? '') ||
      words.some((word) => names.has(word));
    if (isDecoded)
      yield matchAt(
        call,
        `\`${call.name}\` runs what was decoded just before, so that nobody reads it.`,
      );
  }
  for (const module of products(program)) yield* packedIn(module);
}

export const rule: Rule<'source'> = {
  id: 'source/obfuscated-code',
  severity: 'high',
  confidence: 'high',
  title: 'Code is decoded and run where nobody can read it',
  why: 'Whoever reviews the server does not see what it does; this is how packages that steal credentials hide that they do.',
  fix: 'Do not run the server; ask its author for the code behind it, and replace it by plain source.',
  controls: ['INT-10', 'INT-02'],
  techniques: ['malicious-mcp-packages', 'code-injection'],
  cwe: [506, 94, 95],
  top10: { csa: ['MCP-06'], owasp: ['MCP04'] },
  examples: {
    bad: [
      { 'src/start.js': "eval(atob('Y29uc29sZS5sb2coMSk='));\n" },
      {
        'src/start.js':
          "const text = Buffer.from('636f6e736f6c65', 'hex').toString();\nnew Function(text)();\n",
      },
      { 'start.py': "import base64\n\nexec(base64.b64decode('cHJpbnQoMSk='))\n" },
      {
        'start.py':
          'import marshal\nimport zlib\n\nblob = zlib.decompress(DATA)\nexec(marshal.loads(blob))\n',
      },
    ],
    good: [
      {
        'src/picture.js':
          "const picture = atob('R0lGODlhAQABAAAAACw=');\nexport const size = picture.length;\n",
      },
      { 'start.py': "import base64\n\nprint(base64.b64decode('cHJpbnQoMSk='))\n" },
    ],
    nearMiss: [
      {
        'src/start.js':
          'const config = JSON.parse(atob(input));\nsetTimeout(() => start(config), 100);\n',
      },
    ],
  },
  detect,
};
