import { array, assert, nat, oneof, property, record, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { openParsers } from '../../../adapters/syntax/index.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { go } from './go.ts';
import { type FrontEnd, MAX_DEPTH } from './index.ts';
import { python } from './python.ts';

// Programs that nobody would write: broken, endlessly long, nested without end.

const parsers = await openParsers();

function lower(frontEnd: FrontEnd, text: string): SourceModule {
  const [grammar = 'python'] = Object.values(frontEnd.grammars);
  const parsed = parsers.parse(text, grammar);
  if (!parsed.ok) throw new Error(parsed.why);
  return frontEnd.lower(parsed.tree, { path: 'a', role: 'product' });
}

/** How many nodes of the small form stand in each other, walked without recursion. */
function depthOf(module: SourceModule): number {
  let deepest = 0;
  const open: (readonly [unknown, number])[] = [[module.body, 0]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [value, depth] = next;
    deepest = Math.max(deepest, depth);
    if (typeof value !== 'object' || value === null) continue;
    const inside = depth + ('kind' in value ? 1 : 0);
    for (const inner of Object.values(value)) open.push([inner, inside]);
  }
  return deepest;
}

const PYTHON = `
import os.path as p, sys
from ..a import (b as c, d)
@mcp.tool(name="x")
async def f(a: Annotated[str, Field(ge=0)], /, b: "x.Y" = 1, *c: int, d=lambda q: q, **e) -> list[T]:
    """What it does."""
    with open(f"a{a!r:>{b}}b") as g, h: return [x async for x in g if x]
    try:
        y = {**e, "k": a[1:-1], 2: (yield), "s": "%s-%d" % (a, b)}
    except (A, B) as z: raise C from z
    else: del y[0], y.z
    finally: assert y, "m"
    if (n := len(a)) < 3 <= n: pass
    elif not a or b and c is not None: print(*c, sep='', **e)
    else: a, *b = b = c
    match a, b:
        case {"k": [1, *r], **s} if r: pass
        case Foo(q, k=None) | "x" as t: pass
        case _: u = a / "b" + 'c' "d"; v += ["x"]
    while True: break
class K(L, metaclass=M):
    x: int = Field()
    @property
    def w(self): return self.x if self else await g()
`;

const GO = `package a
import (
	m "b/c"
	. "d"
)
type S struct { *p.B; A, C []string \`json:"a"\` }
const (
	D = iota
	E
)
var x, y map[string]int = map[string]int{"a": 1}, nil
func (s *S) f(ctx context.Context, a, b string, c ...int) (out *S, err error) {
	if v, ok := x[a]; !ok && v > 1 { return } else if b == "c" { go g(a) } else { defer func() { <-ch }() }
	for i := 0; i < 3; i++ { continue }
	for k, v := range x { a += k + "s" + string(v) }
L:	for { break L }
	switch t := a.(type) { case string, *p.B: h(t); default: }
	switch z := g(); { case z > 1: fallthrough; case 2, 3: }
	select { case v, ok := <-ch: h(v, ok); case ch <- 1: default: }
	n, ok := a.(float64)
	s.A, s.C[0] = []string{"x", b[1:2]}, S{A: func() int { return 'c' }}
	return &S{C: append(c, d...)}, fmt.Errorf("%w", err)
}
`;

const SAMPLES = [
  ['python', python, PYTHON],
  ['go', go, GO],
] as const;

describe.each(SAMPLES)('%s', (_name, frontEnd, sample) => {
  test('the sample itself is whole', () => {
    expect(lower(frontEnd, sample).isBroken).toBe(false);
  });

  test('a program that was torn and patched is lowered, with places inside the text', () => {
    const at = nat(sample.length);
    const edit = record({ at, end: at, put: oneof(string(), record({ at, end: at })) });
    assert(
      property(array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
        let text = sample;
        for (const { at, end, put } of edits) {
          const patch = typeof put === 'string' ? put : sample.slice(put.at, put.end);
          text = text.slice(0, at) + patch + text.slice(Math.max(at, end));
        }
        const module = lower(frontEnd, text);
        const starts = module.functions.map(({ at }) => at);
        expect(starts).toEqual(starts.toSorted((one, two) => one - two));
        for (const { at, end } of [...module.body, ...module.functions, ...module.comments]) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 300 },
    );
  });
});

const repeat = (part: string, count = 100_000): string => part.repeat(count);

describe('what is long or deep stays shallow', () => {
  test.each<[string, FrontEnd, string]>([
    ['python, a sum', python, `a${repeat(' + a')}`],
    ['python, mixed operators', python, `a${repeat(' + a - a', 50_000)}`],
    ['python, a condition', python, `a${repeat(' or a')}`],
    ['python, comparisons', python, `a${repeat(' < a')}`],
    ['python, joined paths', python, `a${repeat(' / a')}`],
    ['python, calls', python, `a${repeat('.b()')}`],
    ['python, subscripts', python, `a${repeat('[0]')}`],
    ['python, assignments', python, `${repeat('a = ')}1`],
    ['python, choices', python, `${repeat('a if a else ', 20_000)}1`],
    ['python, brackets', python, repeat('[')],
    ['python, closed brackets', python, `${repeat('(', 5000)}1${repeat(')', 5000)}`],
    ['python, negations', python, `${repeat('not ', 20_000)}a`],
    ['python, lambdas', python, `${repeat('lambda: ', 20_000)}a`],
    ['python, strings', python, repeat('"a" ')],
    ['python, types', python, `a: ${repeat('list[', 5000)}a${repeat(']', 5000)} = 1`],
    ['python, unions', python, `a: a${repeat(' | a')} = 1`],
    ['python, targets', python, `${repeat('(', 2000)}a,${repeat('),', 2000)} = b`],
    ['python, alternatives', python, `match a:\n case ${repeat('"a" | ', 50_000)}"b": pass`],
    ['python, patterns', python, `match a:\n case ${repeat('[', 2000)}b${repeat(']', 2000)}: pass`],
    ['python, elif', python, `if a: pass\n${repeat('elif a: pass\n')}`],
    [
      'python, elif in elif',
      python,
      Array.from({ length: 90 }, (_, depth) => {
        const indent = ' '.repeat(depth);
        return `${indent}if a: pass\n${repeat(`${indent}elif a: pass\n`, 30)}${indent}else:\n`;
      }).join(''),
    ],
    [
      'python, blocks',
      python,
      Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}if a:\n`).join(''),
    ],
    ['go, a sum', go, `var a = a${repeat(' + a')}`],
    ['go, a condition', go, `var a = a${repeat(' && a')}`],
    ['go, calls', go, `var a = a${repeat('.b()')}`],
    ['go, brackets', go, `var a = ${repeat('(')}`],
    ['go, slices of slices', go, `var a ${repeat('[]', 20_000)}int`],
    ['go, literals', go, `var a = []T{${repeat('{', 5000)}${repeat('}', 5000)}}`],
    ['go, blocks', go, `func f() ${repeat('{', 5000)}${repeat('}', 5000)}`],
    ['go, closures', go, `var a = ${repeat('func() { b(', 2000)}1${repeat(') }', 2000)}`],
    ['go, else if', go, `func f() { if a {}${repeat(' else if a {}', 5000)} }`],
    [
      'go, else if with a start',
      go,
      `func f() { if a {}${repeat(' else if a := b; a {}', 5000)} }`,
    ],
    ['go, cases', go, `func f() { switch a {${repeat('case 1: b()\n')}} }`],
    ['go, labels', go, `func f() { ${repeat('a: ', 5000)} }`],
  ])('%s', (_name, frontEnd, text) => {
    expect(depthOf(lower(frontEnd, text))).toBeLessThan(3 * MAX_DEPTH);
  });
});

test('the items of a long sum are all there', () => {
  const [sum] = lower(python, `a${repeat(' + b', 50_000)}`).body;
  expect(sum?.kind === 'do' && sum.value.kind === 'text' && sum.value.parts.length).toBe(50_001);
});
