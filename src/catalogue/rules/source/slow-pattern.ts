import type { ValueView } from '../../../domain/flow.ts';
import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isExponential, isQuadratic } from '../../source/backtracking.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { callsIn, codeOf, products } from '../../source/program.ts';

const JAVASCRIPT =
  /(?:^|[.?*])(?:test|exec|match|matchAll|replace|replaceAll|search|split)$|^RegExp$/;
const PYTHON = /^re\.(?:compile|match|search|fullmatch|findall|finditer|sub|subn|split)$/;
/** A text in quotes that holds a repeated group: a part of a pattern that is put together. */
const QUOTED_PART = /'([^'\\\n]{4,200})'|"([^"\\\n]{4,200})"/g;
const REPEATED_GROUP = /\([^()]{1,80}[+*]\)[+*]/;

/** The pattern that a call matches with, where it is constant, and the text that is matched. */
function used(call: CallSite): { pattern: string; text: ValueView | undefined } | undefined {
  const first = call.argument(0);
  if (call.language === 'python') {
    return typeof first?.constant === 'string'
      ? { pattern: first.constant, text: call.argument(call.name.includes('.sub') ? 2 : 1) }
      : undefined;
  }
  const receiver = call.argument('receiver');
  if (receiver?.pattern !== undefined) return { pattern: receiver.pattern, text: first };
  if (first?.pattern !== undefined) return { pattern: first.pattern, text: receiver };
  return call.name === 'RegExp' && typeof first?.constant === 'string'
    ? { pattern: first.constant, text: undefined }
    : undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const verdicts = new Map<string, boolean>();
  const isSlow = (pattern: string, isPart = false): boolean => {
    const key = `${isPart} ${pattern}`;
    const verdict = verdicts.get(key) ?? isExponential(pattern, isPart);
    verdicts.set(key, verdict);
    return verdict;
  };
  const squares = new Map<string, boolean>();
  const isShared = (pattern: string): boolean => {
    const verdict = squares.get(pattern) ?? isQuadratic(pattern);
    squares.set(pattern, verdict);
    return verdict;
  };
  // Go's patterns take linear time.
  for (const call of callsIn(program, (name) => JAVASCRIPT.test(name) || PYTHON.test(name))) {
    const found = call.language === 'go' ? undefined : used(call);
    if (found === undefined) continue;
    const isForeign = found.text?.isForeign === true;
    if (!isSlow(found.pattern)) {
      // The square of a length is slow where somebody else chooses the length.
      if (!isForeign || !isShared(found.pattern)) continue;
      yield {
        path: call.path,
        at: call.at,
        end: call.end,
        because: `Two loops in \`${found.pattern.slice(0, 100)}\` share one text in as many ways as it is long, and the text comes from outside.`,
        severity: 'low',
        confidence: 'medium',
      };
      continue;
    }
    yield {
      path: call.path,
      at: call.at,
      end: call.end,
      because: `A loop in \`${found.pattern.slice(0, 100)}\` reads the same text in several ways${isForeign ? ', and the text comes from outside' : ''}.`,
      severity: isForeign ? 'medium' : 'low',
    };
  }
  for (const module of products(program)) {
    const code = module.language === 'javascript' ? codeOf(module) : '';
    if (!/\bnew RegExp\(/.test(code)) continue;
    for (const match of code.matchAll(QUOTED_PART)) {
      const part = match[1] ?? match[2] ?? '';
      if (!REPEATED_GROUP.test(part) || !isSlow(part, true)) continue;
      yield {
        path: module.path,
        at: match.index,
        end: match.index + match[0].length,
        because: `A loop in \`${part.slice(0, 100)}\` reads the same text in several ways, and this module puts patterns together.`,
        confidence: 'low',
      };
    }
  }
}

const parts = (part: string): Readonly<Record<string, string>> => ({
  'src/template.ts': `export function matcher(name) {
  const part = '${part}';
  return new RegExp('^' + name + part + '$');
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/slow-pattern',
  severity: 'medium',
  confidence: 'medium',
  title: 'Regular expression takes exponential time on some texts',
  why: 'A text of thirty characters that nearly matches keeps the server busy for minutes, and it answers nobody meanwhile.',
  fix: 'Write the pattern so that each character can be read in one way only, for example by keeping the separator out of what is repeated, or use an engine that takes linear time.',
  controls: ['TRF-04'],
  techniques: ['resource-exhaustion'],
  cwe: [1333, 400],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  examples: {
    bad: [
      javascriptTool([], '{ text: z.string() }', '/^a*b?a*$/.test(args.text);'),
      javascriptTool([], '{ text: z.string() }', '/^(\\w+\\s?)+$/.test(args.text);'),
      pythonTool(['import re'], 'text: str', "re.match(r'^(a+)+$', text)"),
      parts('([^/]+(?:,[^/]+)*)'),
    ],
    good: [
      javascriptTool([], '{ text: z.string() }', '/^\\w+(?:\\s\\w+)*$/.test(args.text);'),
      pythonTool(['import re'], 'text: str', "re.match(r'^a+$', text)"),
      parts('([^/,]+(?:,[^/,]+)*)'),
    ],
    // Nothing after the loop can fail, so that the first way is the only one that is tried.
    nearMiss: [javascriptTool([], '{ text: z.string() }', '/(a+)+/.test(args.text);')],
  },
  detect,
};
