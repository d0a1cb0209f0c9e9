import { describe, expect, test } from 'vitest';
import { openParsers } from '../../../adapters/syntax/index.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { print } from './print.ts';
import { python } from './python.ts';

const parsers = await openParsers();

function lower(text: string): SourceModule {
  const parsed = parsers.parse(text, 'python');
  if (!parsed.ok) throw new Error(parsed.why);
  return python.lower(parsed.tree, { path: 'a.py', role: 'product' });
}

const lowered = (text: string): string => print(lower(text).body);

describe('functions', () => {
  test.each([
    ['def f(): pass', '(function f () {})'],
    ['def f(a, /, b, *, c=1): return a', '(function f (a, b, c = 1) {(return a)})'],
    ['def f(*args: int, **kw): pass', '(function f (*args: int, **kw) {})'],
    ['async def f() -> Foo: await g()', '(function async f () -> Foo {(do g())})'],
    ['def f():\n  "What it does."\n  g()', '(function f () "What it does." {(do g())})'],
    [
      'def f():\n  def g():\n    yield 1',
      '(function f () {(function generator g () {(do (yield 1))})})',
    ],
    ['@mcp.tool(name="x")\n@b\ndef f(): pass', '(function @mcp.tool(name="x") @b f () {})'],
    ['f = lambda a, *b, c=1: a', '(let f (function f (a, *b, c = 1) {(return a)}))'],
    ['g(lambda: 1)', '(do g((function () {(return 1)})))'],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });

  test('are listed in the order of their start, nested ones and lambdas too', () => {
    const text =
      'a = lambda: 1\nclass C:\n  def b(self):\n    def c(): pass\n@d(lambda: 2)\ndef e(): pass';
    expect(lower(text).functions.map(({ name }) => name)).toEqual(['a', 'b', 'c', '', 'e']);
  });
});

describe('types', () => {
  test.each([
    ['Foo', ': Foo'],
    ['a.b.Foo', ': a.b.Foo'],
    ['"a.Foo"', ': a.Foo'],
    ['"Foo | None"', ': Foo'],
    ['"a; b"', ''],
    ['Optional[Foo]', ': Foo'],
    ['typing.Optional["Foo"]', ': Foo'],
    ['Foo | None', ': Foo'],
    ['None | int | str', ': Union(int, str)'],
    ['Union[A, None, b.B]', ': Union(A, b.B)'],
    ['list[Foo]', ': list(Foo)'],
    ['t.List[Foo | None]', ': list(Foo)'],
    ['Dict[str, Foo]', ': Dict'],
    ['Context[A, B]', ': Context'],
    ["Literal['a', -1]", ': Literal("a", -1)'],
    ['Annotated[str, Field(ge=0)]', ': Annotated(str, Field(ge=0))'],
    ['typing.Annotated[list[int], "x"]', ': Annotated(list(int), "x")'],
    ['Annotated[None, "x"]', ': Annotated((other), "x")'],
  ])('%s', (type, meaning) => {
    expect(lowered(`def f(a: ${type}): pass`)).toBe(`(function f (a${meaning}) {})`);
    expect(lowered(`a: ${type} = 1`)).toBe(`(let a${meaning} 1)`);
  });

  test('are read where they are assigned to a name', () => {
    const meaning = 'Annotated(str, Field(description="d"))';
    expect(lowered('A = Annotated[str, Field(description="d")]')).toBe(`(let A ${meaning})`);
    expect(lowered('type A = Annotated[str, Field(description="d")]')).toBe(`(let A ${meaning})`);
  });
});

describe('classes', () => {
  test.each([
    ['class A: pass', '(class A)'],
    ['class A(B, c.C, metaclass=M): pass', '(class A <B, c.C>)'],
    [
      'class A:\n  x: int = Field(ge=0)\n  y: str\n  Z = 1\n  w = v = 2',
      '(class A (field x: int Field(ge=0)) (field y: str) (field static Z 1) {(let w (assign v 2))})',
    ],
    [
      'class A:\n  def __init__(self, a): self.a = a\n  def b(self): pass',
      '(class A (function constructor __init__ (self, a) {(set self.a a)}) (function method b (self) {}))',
    ],
    [
      'class A:\n  @staticmethod\n  def b(): pass',
      '(class A (function @staticmethod static b () {}))',
    ],
    [
      'class A:\n  @classmethod\n  def b(cls): pass',
      '(class A (function @classmethod classmethod b (cls) {}))',
    ],
    [
      'class A:\n  @functools.cached_property\n  def b(self): pass\n  @b.setter\n  def b(self, v): pass',
      '(class A (function @functools.cached_property getter b (self) {}) (function @b.setter setter b (self, v) {}))',
    ],
    [
      '@dataclass(frozen=True)\nclass A:\n  class B: pass',
      '(class @dataclass(frozen=true) A {(class B)})',
    ],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });
});

describe('statements', () => {
  test.each([
    ['a = b = c', '(let a (assign b c))'],
    ['a, *b = c', '(let [a, ...b] c)'],
    ['(a, [b, c]) = d', '(let [a, [b, c]] d)'],
    ['a.b = a[0] = 1', '(set a.b (assign a[0] 1))'],
    ['a += "x"', '(let a (text a "x"))'],
    ['a -= 1', '(let a (arithmetic a 1))'],
    ['a /= b', '(let a a.joinpath(b))'],
    ['a: int', '(let a: int)'],
    ['a = yield b', '(let a (yield b))'],
    ['if a: b\nelif c: d\nelse: e', '(if a {(do b)} (else {(if c {(do d)} (else {(do e)}))}))'],
    [
      'for i, (j, k) in xs: f(i)\nelse: g()',
      '(loop (values [i, [j, k]] xs) {(do f(i))} (else {(do g())}))',
    ],
    ['async def f():\n  async for a in b: pass', '(function async f () {(loop (values a b) {})})'],
    ['while a:\n  if b: break\n  continue', '(loop (while a) {(if b {(break)}) (continue)})'],
    ['with open(a) as b, c: d', '{(let b open(a)) (do c) (do d)}'],
    ['with (open(a) as b, c as (d, e)): pass', '{(let b open(a)) (let [d, e] c)}'],
    ['async def f():\n  async with a() as b: pass', '(function async f () {{(let b a())}})'],
    [
      'try: a\nexcept (A, b.B) as e: c\nexcept C: d\nexcept: e\nelse: f\nfinally: g',
      '(try {(do a)} (catch <A, b.B> e {(do c)}) (catch <C> {(do d)}) (catch {(do e)}) (else {(do f)}) (finally {(do g)}))',
    ],
    ['try: a\nexcept* A as e: b', '(try {(do a)} (catch <A> e {(do b)}))'],
    ['raise A(b) from c', '(throw A(b))'],
    ['raise', '(throw)'],
    ['return a, b', '(return tuple[a, b])'],
    ['assert a, "m"', '(if (not a) {(throw "m")})'],
    ['del a[0], b', '(do (other tuple[a[0], b]))'],
    ['def f():\n  global a, b\n  a = b, c = 1', '(function f () {(set a (assign [b, c] 1))})'],
    ['def f():\n  nonlocal a\n  a += "x"', '(function f () {(set a (text a "x"))})'],
    [
      'def f():\n  global a\n  def g():\n    a = 1',
      '(function f () {(function g () {(let a 1)})})',
    ],
    ['pass', ''],
    ["if __name__ == '__main__': main()", '(if (equal __name__ "__main__") {(do main())})'],
    ['print "a", b', '(do print("a", b))'],
    ['exec code', '(do exec(code))'],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });

  test('many arms of one `if` do not nest', () => {
    const arms = Array.from({ length: 100_000 }, (_, n) => `elif a == ${n}: f(${n})\n`).join('');
    const [only] = lower(`if a: pass\n${arms}else: g()\n`).body;
    expect(only?.kind === 'switch' && only.cases.length).toBe(100_002);
    expect(only?.kind === 'switch' && only.subject).toBeUndefined();
  });
});

describe('imports', () => {
  test.each([
    ['import a.b', '(import "a" * as a)'],
    ['import a.b as c, d', '(import "a.b" * as c) (import "d" * as d)'],
    ['from a.b import c as d, e', '(import "a.b" c as d e)'],
    ['from ..a import (b,)', '(import "..a" b)'],
    ['from . import a', '(import "." a)'],
    ['from a import *', '(import "a" *)'],
    ['from __future__ import annotations', ''],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });
});

describe('match', () => {
  test.each([
    ['"a" | "b"', '(case "a" "b" {})'],
    ['-1', '(case -1 {})'],
    ['A.B', '(case A.B {})'],
    ['None', '(case null {})'],
    ['_', '(default {})'],
    ['x if x > 1', '(default (binds x) (when (greater x 1)) {})'],
    ['["a", x, *xs]', '(case (other) (binds [_, x, ...xs]) {})'],
    ['{"a": x, **r}', '(case (other) (binds {a: x, ...r}) {})'],
    ['{"a": {"b": x} as y}', '(case (other) (binds {a: {b: x}, a: y}) {})'],
    ['Foo(x, k=y)', '(case (other) (binds {0: x, k: y}) {})'],
    ['[x] as y', '(case (other) (binds [x]) {(let y s)})'],
    ['str()', '(case (other) (when isinstance(s, str)) {})'],
    [
      'int() | b.B() as x',
      '(case (other) (binds x) (when (or isinstance(s, int) isinstance(s, b.B))) {})',
    ],
  ])('%s', (pattern, meaning) => {
    expect(lowered(`match s:\n  case ${pattern}: pass`)).toBe(`(switch s ${meaning})`);
  });

  test('of several subjects is of a tuple', () => {
    expect(lowered('match a, b:\n  case x, 1: f()')).toBe(
      '(switch tuple[a, b] (case (other) (binds [x, _]) {(do f())}))',
    );
  });
});

describe('text', () => {
  test.each([
    ['"a" \'b\'', '"ab"'],
    ['"a" + "b"', '"ab"'],
    ['a + b + "c"', '(text a b "c")'],
    ['a + (b + c)', '(text a b c)'],
    ['f"a{x}b"', '(text "a" x "b")'],
    ['f"{x}"', '(text x)'],
    ['f"{{{x!r}}}"', '(text "{" x "}")'],
    ['f"{x=}"', '(text "x=" x)'],
    ['f"{x:>{w}}"', '(text x w)'],
    ['f"{x:.2f}"', '(text (arithmetic x))'],
    ['f"{x:%Y-%m-%d}"', '(text x)'],
    ['"a" f"{x}" "b"', '(text "a" x "b")'],
    ['f""', '""'],
    ['"%s: %5.2f%%" % (a, b)', '(text a ": " (arithmetic b) "%")'],
    ['"%s" % a', '(text a)'],
    ['"%(x)s/%(y)s" % {"y": b, "x": a}', '(text a "/" b)'],
    ['"%(x)s/%(y)s" % d', '(text d "/")'],
    ['fmt % a', '(text fmt a)'],
    ['"\\x41\\u00e9\\n\\q\\101"', '"Aé\\n\\\\qA"'],
    ['r"\\n"', '"\\\\n"'],
    ['b"\\x00a"', '"\\u0000a"'],
    ['"""a\\\nb"""', '"ab"'],
  ])('%s', (text, meaning) => {
    expect(lowered(`a(${text})`)).toBe(`(do a(${meaning}))`);
  });
});

describe('expressions', () => {
  test.each([
    ['None', 'null'],
    ['True', 'true'],
    ['0x1F', '31'],
    ['1_000.5', '1000.5'],
    ['-1', '-1'],
    ['...', '(other)'],
    ['a.b.c', 'a.b.c'],
    ['a[b]', 'a[b]'],
    ['a[b, c]', 'a[tuple[b, c]]'],
    ['a[1:]', 'a[1:]'],
    ['a[:b:2]', 'a[:b]'],
    ['f(a, *b, c=1, **d)', 'f(a, *b, c=1, **d)'],
    ['any(f(x) for x in xs)', 'any((all generator f(x) (each x xs)))'],
    ['(a)', 'a'],
    ['["a", b] + c + ["d"]', '["a", b, *c, "d"]'],
    ['(a,)', 'tuple[a]'],
    ['[a, *b]', '[a, *b]'],
    ['{a, b}', 'set[a, b]'],
    ['{"a": 1, b: 2, **c}', '{a: 1, [b]: 2, ...c}'],
    ['{"__proto__": 1}', '{__proto__: 1}'],
    [
      '[x for xs in y if xs for x in xs if x if z]',
      '(all list x (each xs y (if xs)) (each x xs (if x) (if z)))',
    ],
    ['{k: v for k, v in d.items()}', '(all dict k v (each [k, v] d.items()))'],
    ['{x for x in y}', '(all set x (each x y))'],
    ['a < b <= c', '(and (less a b) (less b c))'],
    ['a in b', '(in a b)'],
    ['a not in b', '(not-in a b)'],
    ['a is None', '(equal a null)'],
    ['a is not b', '(unequal a b)'],
    ['not a', '(not a)'],
    ['a and b or not c', '(or (and a b) (not c))'],
    ['a if b else c', '(choice b a c)'],
    ['(n := f())', '(assign n f())'],
    ['a / b / c', 'a.joinpath(b, c)'],
    ['a / 2', '(arithmetic a 2)'],
    ['a % 2', '(arithmetic a 2)'],
    ['a + 1', '(arithmetic a 1)'],
    ['a - b', '(arithmetic a b)'],
    ['a | b', '(other a b)'],
    ['["?"] * n', '(other ["?"])'],
    ['~a', '(arithmetic a)'],
  ])('%s', (text, meaning) => {
    expect(lowered(`a(${text})`)).toBe(`(do a(${meaning}))`);
  });
});

describe('a module', () => {
  test('has its comments, lines and whether it is broken', () => {
    const module = lower('# one\nx = 1 # two\n');
    expect(module.comments.map(({ text }) => text)).toEqual(['# one', '# two']);
    expect(module.lines).toEqual([0, 6, 18]);
    expect(module.isBroken).toBe(false);
    expect(lower('def f(:\n  x').isBroken).toBe(true);
  });

  test('has places that are those of the text', () => {
    const text = 'def é(a):\n  return open(a)\n';
    const [define] = lower(text).body;
    const [first] = define?.kind === 'define' ? define.function.body : [];
    expect(first && text.slice(first.at, first.end)).toBe('return open(a)');
  });
});
