import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Expression, SourceModule, Span, Statement } from '../../../domain/source.ts';
import { codeOf, products } from '../../source/program.ts';
import { statementsIn } from '../../source/statements.ts';

/** A call that decides whether something may happen. */
const DECIDES =
  /\b\w{0,40}(?:polic(?:y|ies)|authori[sz]e|permission|enforce|security|is_?allowed|deny|forbid)\w{0,40}\s*\(/i;
/** A call that throws when something may not happen. */
const ASSERTS =
  /^(?:await\s+)?(?:[\w.]{1,80}\.)?_?(?:check|enforce|verify|assert|require|ensure|authori[sz]e)_?(?:\w{0,40}(?:polic|permission|auth|access|allowed|secur|signature|token|origin)\w{0,20})?\s*\(/i;
const ASSERTS_RIGHTS = /polic|permission|authori[sz]|access|allowed|secur|signature|token|origin/i;
const LOGS =
  /^(?:await\s+)?(?:self\.|this\.)?(?:console|log(?:ger|ging)?|_log(?:ger)?|ctx|warnings)\b|^print\(|^pass$/i;
/** The program ends, or the request does. */
const ENDS =
  /\b(?:exit|abort|panic|Fatal\w*|reject|sendStatus|status|deny|unauthorized|forbidden)\s*\(/;

/** What is looked at of a test or a branch: more is no condition that a person wrote. */
const LONG = 2000;

const textOf = (module: SourceModule, { at, end }: Span): string =>
  codeOf(module).slice(at, Math.min(end, at + LONG));

/** Names that a handler sets to nothing before it goes on. */
function* emptied(module: SourceModule, statements: readonly Statement[]): Generator<string> {
  for (const one of statements) {
    if (one.kind !== 'try') continue;
    for (const { body } of one.handlers) {
      if (!goesOn(module, body)) continue;
      for (const each of body) {
        if (each.kind !== 'let' || each.target.kind !== 'name' || each.value === undefined)
          continue;
        if (isNothing(each.value)) yield each.target.name;
      }
    }
  }
}

function isNothing(value: Expression): boolean {
  if (value.kind === 'literal') return value.value === null || value.value === false;
  return value.kind === 'list' && value.items.length === 0;
}

function goesOn(module: SourceModule, body: readonly Statement[]): boolean {
  for (const one of statementsIn(body)) {
    if (['return', 'throw', 'continue', 'break'].includes(one.kind)) return false;
    if (one.kind === 'do' && ENDS.test(textOf(module, one))) return false;
  }
  return true;
}

const THERE = /^(?:\s+is\s+not\s+None|\s*!==?\s*(?:null|undefined|None))?\s*$/;

/** Whether a test is met only where the value is there. */
function isThere(text: string, name: string): boolean {
  const [first = ''] = text
    .trim()
    .slice(0, 400)
    .split(/\s+and\s+|\s*&&\s*/, 1);
  return first.startsWith(name) && THERE.test(first.slice(name.length, name.length + 40));
}

/** Without one of these nothing is caught. */
const CATCHES = /except|catch|recover/;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const { path } = module;
    if (!CATCHES.test(module.text)) continue;
    const all = [module.body, ...module.functions.map(({ body }) => body)].map((body) => [
      ...statementsIn(body),
    ]);
    const names = new Set(all.flatMap((statements) => [...emptied(module, statements)]));
    for (const one of new Set(all.flat())) {
      if (one.kind === 'if') {
        const test = textOf(module, one.test);
        const name = [...names].find((each) => isThere(test, each));
        const decides =
          name === undefined
            ? null
            : one.then
                .map((each) => DECIDES.exec(textOf(module, each)))
                .find((each) => each !== null);
        if (
          name === undefined ||
          decides === undefined ||
          decides === null ||
          refuses(one.otherwise)
        )
          continue;
        yield {
          path,
          at: one.at,
          end: one.test.end,
          because: `\`${decides[0].slice(0, -1).trim()}\` decides only where \`${name}\` is there, and a failure to load it leaves it out.`,
        };
      } else if (one.kind === 'try') {
        const [only] = one.body;
        if (one.body.length !== 1 || only?.kind !== 'do' || one.handlers.length === 0) continue;
        const text = textOf(module, only);
        const call = ASSERTS.exec(text)?.[0];
        if (call === undefined || !ASSERTS_RIGHTS.test(call)) continue;
        const isSwallowed = one.handlers.every(({ body }) =>
          body.every(
            (each) =>
              each.kind === 'do' &&
              LOGS.test(textOf(module, each)) &&
              !ENDS.test(textOf(module, each)),
          ),
        );
        if (!isSwallowed) continue;
        yield {
          path,
          at: only.at,
          end: only.end,
          because: `\`${call.slice(0, -1).trim()}\` refuses by throwing, and what it throws is caught and forgotten.`,
        };
      }
    }
  }
}

/** Whether what is done otherwise is to refuse, whatever else holds. */
function refuses(otherwise: readonly Statement[]): boolean {
  return otherwise.some(({ kind }) => kind === 'throw' || kind === 'return');
}

const python = (failed: string, otherwise: string): Readonly<Record<string, string>> => ({
  'server.py': `from mcp.server.fastmcp import FastMCP

mcp = FastMCP('runner')
try:
    RULES = load_rules()
except Exception as error:
    logger.warning('no rules: %s', error)
    ${failed}


@mcp.tool()
async def run(operation: str) -> str:
    if RULES is not None:
        if not check_policy(operation, RULES):
            raise PermissionError(operation)
${otherwise}    return perform(operation)
`,
});

const typescript = (handler: string): Readonly<Record<string, string>> => ({
  'src/run.ts': `export async function run(operation: string): Promise<string> {
  try {
    await checkPermission(operation);
  } catch (error) {
    ${handler}
  }
  return perform(operation);
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/fail-open',
  severity: 'medium',
  confidence: 'medium',
  title: 'A check that cannot be made is left out',
  why: 'Whoever brings about the failure, or merely waits for it, has every operation performed that the check would have refused.',
  fix: 'Refuse when the check fails or what it needs cannot be loaded; at the start of the program, end it.',
  controls: ['POL-01'],
  techniques: ['authorization-bypass'],
  cwe: [636, 755, 863],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [python('RULES = None', ''), typescript("console.warn('not checked', error);")],
    good: [
      python('raise', ''),
      python('RULES = None', '    else:\n        raise PermissionError(operation)\n'),
      typescript('throw error;'),
    ],
    nearMiss: [
      typescript("console.warn(error);\n    return 'refused';"),
      {
        'server.py': `try:
    CACHE = load_cache()
except Exception as error:
    logger.warning('no cache: %s', error)
    CACHE = None


def read(key):
    if CACHE is not None:
        return CACHE.find(key)
    return compute(key)
`,
      },
    ],
  },
  detect,
};
