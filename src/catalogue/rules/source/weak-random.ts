import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { callsIn, codeOf } from '../../source/program.ts';

const WEAK =
  /^(?:Math\.random|random\.(?:choice|choices|randint|random|randrange|getrandbits|sample|randbytes|uniform)|math\/rand(?:\/v2)?\.(?:Int|Intn|IntN|Int63|Int63n|Int64|Read|Uint32|Uint64|Float64))$/;
/** What must not be guessed. Counts of words (`maxTokens`) and what a parser reads are not that. */
const SECRET =
  /(?:^|_|[a-z](?=[A-Z]))(?:(?:access|auth|bearer|csrf|refresh|session|security|secret|api|reset|bot)?_?tokens?|secrets?|session_?ids?|sids?|passwords?|passcode|passphrase|nonce|otp|api_?key|code_?verifier|csrf|salt|private_?key)$/i;
const COUNTS = /(?:max|min|num|total|count|input|output|prompt|completion|progress)_?tokens?$/i;

/** The name of what the value becomes: what is assigned on the line, the field, or the function that makes it. */
function nameOf({ at, within }: CallSite, code: string): string | undefined {
  const line = code.slice(Math.max(0, code.lastIndexOf('\n', at) + 1, at - 200), at);
  const assigned = /([A-Za-z_]\w{0,60})['"]?\]?\s*(?::\s*[A-Za-z]\w*\s*)?(?::=|[:=](?!=))/.exec(
    line,
  )?.[1];
  const made =
    within === undefined
      ? ''
      : within.name.replace(/^(?:generate|create|make|new|random|get|build|gen)_?/i, '');
  return [assigned, made].find((name) => name !== undefined && isSecret(name));
}

function isSecret(name: string): boolean {
  return SECRET.test(name) && !COUNTS.test(name);
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  const seen = new Set<string>();
  for (const call of callsIn(program, (name) => WEAK.test(name))) {
    const module = modules.get(call.path);
    if (module === undefined) continue;
    const name = nameOf(call, codeOf(module));
    if (name === undefined || seen.has(`${call.path} ${name}`)) continue;
    seen.add(`${call.path} ${name}`);
    yield {
      path: call.path,
      at: call.at,
      end: call.end,
      because: `\`${name}\` is made with \`${call.name}\`, whose next values follow from the last ones.`,
    };
  }
}

export const rule: Rule<'source'> = {
  id: 'source/weak-random',
  severity: 'medium',
  confidence: 'medium',
  title: 'Secret is made with a generator that can be predicted',
  why: 'Who sees some values of such a generator computes the others, and with them the session or the token of another user.',
  fix: 'Take it from a generator that is made for secrets: `crypto.randomUUID()` or `crypto.randomBytes()`, Python’s `secrets`, Go’s `crypto/rand`.',
  controls: ['INT-17', 'TRF-10'],
  techniques: ['session-management-issues'],
  cwe: [330, 338, 340],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      javascriptTool(
        [],
        '{ name: z.string() }',
        'const sessionId = `s-${Math.random().toString(36).slice(2)}`;\n  remember(sessionId);',
      ),
      pythonTool(
        ['import random'],
        'name: str',
        "token = ''.join(random.choice('abcdef') for _ in range(32))\nremember(token)",
      ),
      {
        'src/session.ts':
          'export function createSessionId() {\n  return Math.random().toString(36).slice(2);\n}\n',
      },
    ],
    good: [
      javascriptTool(
        ["import { randomUUID } from 'node:crypto';"],
        '{ name: z.string() }',
        'const sessionId = randomUUID();\n  remember(sessionId);',
      ),
      pythonTool(
        ['import secrets'],
        'name: str',
        'token = secrets.token_urlsafe(32)\nremember(token)',
      ),
      pythonTool(
        ['import random'],
        'name: str',
        "token = ''.join(random.SystemRandom().choice('abcdef') for _ in range(32))\nremember(token)",
      ),
    ],
    nearMiss: [
      javascriptTool(
        [],
        '{ name: z.string() }',
        'const delay = 100 + Math.random() * 50;\n  wait(delay);',
      ),
      pythonTool(
        ['import random'],
        'name: str',
        'max_tokens = random.randint(100, 200)\nremember(max_tokens)',
      ),
    ],
  },
  detect,
};
