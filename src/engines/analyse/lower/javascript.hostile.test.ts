import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openParsers } from '../../../adapters/syntax/index.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { MAX_DEPTH } from './index.ts';
import { javascript } from './javascript.ts';

const parsers = await openParsers();

function lower(text: string): SourceModule {
  const parsed = parsers.parse(text, 'tsx');
  if (!parsed.ok) throw new Error(parsed.why);
  return javascript.lower(parsed.tree, { path: 'a.tsx', role: 'product' });
}

/** How many records lie within one another, at most; whatever walks the result goes as deep. */
function depthOf(module: SourceModule): number {
  let deepest = 0;
  const open: [unknown, number][] = [[module.body, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    deepest = Math.max(deepest, depth);
    if (typeof value !== 'object' || value === null) continue;
    const inner = Array.isArray(value) ? depth : depth + 1;
    for (const one of Object.values(value)) open.push([one, inner]);
  }
  return deepest;
}

// A level of nesting is at most a statement, its function and a parameter or an argument.
const DEEPEST = 4 * MAX_DEPTH;

describe('what is nested or chained without end stays shallow', () => {
  const nested = (open: string, middle: string, close: string, times = 10_000): string =>
    open.repeat(times) + middle + close.repeat(times);
  test.each([
    ['sums', nested('a + ', 'b', '', 100_000)],
    ['mixed operators', nested('a + b - ', 'c', '')],
    ['comparisons', nested('a < ', 'b', '')],
    ['conditions', nested('a && b || ', 'c', '', 100_000)],
    ['calls in a row', nested('a', '', '.then(f)', 100_000)],
    ['members', nested('a', '', '.b')],
    ['indexes', nested('a', '', '[b]')],
    ['tags', nested('a', '', '`b${c}`')],
    ['else if', nested('if (a) b(); else ', 'c()', '', 100_000)],
    ['choices', nested('a ? b : ', 'c', '')],
    ['choices on the left', nested('(', 'a', ' ? b : c)')],
    ['parentheses', nested('(', 'a', ')', 100_000)],
    ['parentheses that stay open', nested('(', '', '')],
    ['brackets', nested('[', '', ']', 100_000)],
    ['brackets that stay open', nested('[', '', '', 100_000)],
    ['braces', nested('{', '', '}')],
    ['arrows', nested('a => ', 'b', '')],
    ['assignments', nested('a = ', 'b', '')],
    ['exports', nested('exports.a = ', 'b', '')],
    ['negations', nested('!', 'a', '')],
    ['assertions', nested('', 'a', ' as B')],
    ['calls in calls', nested('f(', '', ')')],
    ['objects', nested('({ a: ', '1', '})')],
    ['functions', nested('function f() {', '', '}')],
    ['classes', nested('class A { m() {', '', '}}')],
    ['templates', nested('`${', 'a', '}`')],
    ['patterns', `let ${nested('[', 'a', ']')} = b`],
    ['types', `let a: ${nested('A<', 'B', '>')}`],
    ['unions', `let a: ${nested('"a" | ', '"b"', '')}`],
    ['elements', nested('<a>', '', '</a>')],
    ['sequences', nested('a, ', 'b', '')],
    ['cases', `switch (a) { ${nested('case 1: ', '', '', 100_000)} }`],
    ['labels', nested('a: ', 'b', '')],
    ['loops', nested('while (a) ', 'b', '')],
    ['namespaces', nested('namespace A {', '', '}')],
    ['updates', nested('a[b', '', ' += 1]', 1000)],
  ])('%s', (_, text) => {
    expect(depthOf(lower(text))).toBeLessThan(DEEPEST);
  });

  test('nothing is lost of a chain that is cut', () => {
    const text = `a${'.then(f)'.repeat(1000)}.then(() => last())`;
    expect(lower(text).functions).toHaveLength(1);
    const inner = `a.then(() => first())${'.then(f)'.repeat(1000)}`;
    expect(lower(inner).functions).toHaveLength(1);
  });

  test('an ordinary depth is kept whole', () => {
    const text = `${'f('.repeat(100)}() => 1${')'.repeat(100)}`;
    expect(lower(text).functions).toHaveLength(1);
  });
});

const PROGRAM = `
import a, { b as c } from "x"; import * as d from 'y'; const { e, f: g } = require('z');
/** Doc. */ export default async function* h({ i, j = 1, ...k }: L = {}, ...[m, , n]: O[]): P<Q> {
  for (const [p, q] of r) { if (s && !t || u?.v[w] ?? x) continue; else if (y) break; else z(); }
  try { await aa.bb(\`cc\${dd}ee\`, ...ff) } catch ({ gg }) { throw new hh.ii } finally { jj ||= kk }
  switch (ll) { case 'mm': case 1: return nn; default: oo++, pp = qq += 'rr' + ss }
}
@tt class UU extends VV<WW> { static #xx = () => this.yy; constructor(private zz: AB) { super() }
  get ac() { return -1 } @ad() ae(@af ag?: 'ah' | 'ai') { do { aj(typeof ak === "al") } while (am) } }
enum AN { AO, AP = 2 } namespace AQ { export const ar = { as, at() {}, [au]: /av/g, ...aw } as AX }
export { ay as az, ba }; export * from 'bb'; module.exports.bc = bd ? be : (bf, bg); bh\`bi\${bj}\`;
const bk = <bl bm="bn" {...bo}>{bp} bq <br.bs/></bl>;
`;

describe('a program that was damaged', () => {
  const damage = fc.array(
    fc.record({
      how: fc.constantFrom('delete', 'duplicate', 'insert', 'move'),
      at: fc.nat(PROGRAM.length),
      length: fc.nat(60),
      to: fc.nat(PROGRAM.length),
      text: fc.oneof(
        fc.string({ unit: 'binary', maxLength: 8 }),
        fc.constantFrom('(', ')', '{', '}', '<', '`', '${', '/*', '"', '\\', '=>', '\ud800', '\0'),
      ),
    }),
    { minLength: 1, maxLength: 8 },
  );

  test('is lowered without an error, into spans that lie in it', () => {
    fc.assert(
      fc.property(damage, (steps) => {
        let text = PROGRAM;
        for (const { how, at, length, to, text: foreign } of steps) {
          const piece = text.slice(at, at + length);
          if (how !== 'duplicate' && how !== 'insert')
            text = text.slice(0, at) + text.slice(at + length);
          if (how === 'duplicate' || how === 'move')
            text = text.slice(0, to) + piece + text.slice(to);
          if (how === 'insert') text = text.slice(0, at) + foreign + text.slice(at);
        }
        const module = lower(text);
        expect(depthOf(module)).toBeLessThan(DEEPEST);
        for (const { at, end } of [...module.body, ...module.functions, ...module.comments]) {
          expect(at).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
        const starts = module.functions.map(({ at }) => at);
        expect(starts).toEqual(starts.toSorted((one, two) => one - two));
      }),
      { numRuns: 300 },
    );
  });
});
