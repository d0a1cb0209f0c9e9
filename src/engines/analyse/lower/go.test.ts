import { describe, expect, test } from 'vitest';
import { openParsers } from '../../../adapters/syntax/index.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { go } from './go.ts';
import { print } from './print.ts';

const parsers = await openParsers();

function lower(text: string): SourceModule {
  const parsed = parsers.parse(text, 'go');
  if (!parsed.ok) throw new Error(parsed.why);
  return go.lower(parsed.tree, { path: 'a.go', role: 'product' });
}

const lowered = (text: string): string => print(lower(text).body);

function within(text: string): string {
  const meaning = lowered(`func f() {\n${text}\n}`);
  return meaning.slice('(function f () {'.length, -'})'.length);
}

describe('declarations', () => {
  test.each([
    ['import "os/exec"', '(import "os/exec" * as exec)'],
    [
      'import (\n m "a/mcp"\n . "strings"\n _ "embed"\n)',
      '(import "a/mcp" * as m) (import "strings" *) (import "embed")',
    ],
    ['import "a/go-git/v5"', '(import "a/go-git/v5" * as git)'],
    ['import "gopkg.in/yaml.v3"', '(import "gopkg.in/yaml.v3" * as yaml)'],
    ['const A, B = "x", 2', '(let A "x") (let B 2)'],
    ['const (\n A = iota\n B\n)', '(let A (arithmetic)) (let B)'],
    ['var a, b int = 1, 2', '(let a: int 1) (let b: int 2)'],
    ['var (\n a *p.Foo\n b, c = f()\n)', '(let a: p.Foo) (let [b, c] f())'],
    ['var f = func() {}', '(let f (function f () {}))'],
    ['var _ I = g()', '(do g())'],
    [
      'type S struct {\n Base\n *p.Other\n A, B string `json:"a"`\n C []Foo\n D map[string]int\n E Opt[T]\n}',
      '(class S <Base, p.Other> (field A: string) (field B: string) (field C: list(Foo)) (field D) (field E: Opt))',
    ],
    [
      'type (\n I interface { M() }\n A = Foo\n B string\n C func()\n)',
      '(let A Foo) (let B string)',
    ],
    [
      'func f(ctx context.Context, a, b string, c ...int) {}',
      '(function f (ctx: context.Context, a: string, b: string, *c: int) {})',
    ],
    [
      'func f[T any](x T, y map[string]T) *p.Foo { return y }',
      '(function f (x: T, y) -> p.Foo {(return y)})',
    ],
    ['func f(string, []int) {}', '(function f (_: string, _: list(int)) {})'],
    [
      'func (s *S[T]) M() (string, error) { return a, nil }',
      '(function <s S> M () -> tuple[string, error] {(return tuple[a, null])})',
    ],
    [
      'func f() (a string, err error) { return }',
      '(function f () -> tuple[string, error] {(let a: string) (let err: error) (return tuple[a, err])})',
    ],
  ])('%s', (text, meaning) => {
    expect(lowered(`${text}\n`)).toBe(meaning);
  });
});

describe('statements', () => {
  test.each([
    ['a, err := g()', '(let [a, err] g())'],
    ['a, b = b, a', '(set [a, b] tuple[b, a])'],
    ['_ = g()', '(do g())'],
    ['_, err := g()', '(let [_, err] g())'],
    ['v, ok := m[k]', '(let [v, ok] tuple[m[k], (in k m)])'],
    ['v, ok := x.(string)', '(let [v, ok] tuple[x, (instance x string)])'],
    ['n, ok := x.(float64)', '(let [n, ok] tuple[(arithmetic x), (instance x float64)])'],
    ['v, ok := <-c', '(let [v, ok] tuple[c, (other)])'],
    ['p.a, q[0] = 1, 2', '(set [p.a, q[0]] tuple[1, 2])'],
    ['*p = a', '(set p a)'],
    ['a += "x"', '(set a (text a "x"))'],
    ['a -= 1', '(set a (arithmetic a 1))'],
    ['a++', '(set a (arithmetic a))'],
    [
      'h := func(a int) (int, error) { return a, nil }',
      '(let h (function h (a: int) -> tuple[int, error] {(return tuple[a, null])}))',
    ],
    [
      'if a { b() } else if c { d() } else { e() }',
      '(if a {(do b())} (else {(if c {(do d())} (else {(do e())}))}))',
    ],
    [
      'if v, ok := m[k]; !ok { return }',
      '{(let [v, ok] tuple[m[k], (in k m)]) (if (not ok) {(return)})}',
    ],
    ['if a {} else if b := g(); b {}', '(if a {} (else {{(let b g()) (if b {})}}))'],
    [
      'for i := 0; i < 3; i++ { continue }',
      '(loop (before (let i 0)) (while (less i 3)) {(continue)} (update (set i (arithmetic i))))',
    ],
    ['for k, v := range m { g(v) }', '(loop (entries [k, v] m) {(do g(v))})'],
    ['for k := range m {}', '(loop (entries [k] m) {})'],
    ['for _, v = range m {}', '(loop (entries [_, v] m) {})'],
    ['for range m {}', '(loop (entries [] m) {})'],
    ['for a < 3 { break }', '(loop (while (less a 3)) {(break)})'],
    ['for {}', '(loop {})'],
    ['for a {}', '(loop (while a) {})'],
    [
      'switch a := g(); a {\ncase 1, 2: b(); fallthrough\ndefault: c()\n}',
      '{(let a g()) (switch a (case 1 2 {(do b())} falls) (default {(do c())}))}',
    ],
    ['switch { case a > 1: b() }', '(switch (case (greater a 1) {(do b())}))'],
    [
      'switch t := v.(type) {\ncase string, *p.Foo: g(t)\ncase nil:\ncase func():\ndefault:\n}',
      '(switch v (case (other) (binds t) (when (or (instance t string) (instance t p.Foo))) {(do g(t))}) (case (other) (binds t) (when (equal t null)) {}) (case (other) (binds t) {}) (default (binds t) {}))',
    ],
    [
      'select {\ncase v := <-c: g(v)\ncase d <- 1: h()\ndefault:\n}',
      '(switch (case (other) {(let v c) (do g(v))}) (case (other) {(do d.push(1)) (do h())}) (default {}))',
    ],
    ['defer func() { g() }()', '(do (function () {(do g())})())'],
    ['go g(a)', '(do g(a))'],
    ['L:\nfor {\n break L\n}', '(loop {(break)})'],
    ['goto L', ''],
    ['{ a() }', '{(do a())}'],
  ])('%s', (text, meaning) => {
    expect(within(text)).toBe(meaning);
  });

  test('many arms of one `if` do not nest', () => {
    const arms = Array.from({ length: 5000 }, (_, n) => ` else if a == ${n} { g(${n}) }`).join('');
    const [define] = lower(`func f() { if a {}${arms} else { h() } }`).body;
    const [only] = define?.kind === 'define' ? define.function.body : [];
    expect(only?.kind === 'switch' && only.cases.length).toBe(5002);
  });
});

describe('expressions', () => {
  test.each([
    ['nil', 'null'],
    ['true', 'true'],
    ['0x1F', '31'],
    ['017', '15'],
    ['1_0.5', '10.5'],
    ['-1', '-1'],
    ["'-'", '"-"'],
    ["'\\n'", '"\\n"'],
    ['"a\\n\\x41\\u00e9\\""', '"a\\nAé\\""'],
    ['`a\\n`', '"a\\\\n"'],
    ['a + "b" + "c"', '(text a "bc")'],
    ['"a" + "b"', '"ab"'],
    ['a + 1', '(arithmetic a 1)'],
    ['a * b', '(arithmetic a b)'],
    ['a == b && !c || d', '(or (and (equal a b) (not c)) d)'],
    ['(a)', 'a'],
    ['&a', 'a'],
    ['*a', 'a'],
    ['<-a', 'a'],
    ['a.b.c', 'a.b.c'],
    ['a[b]', 'a[b]'],
    ['a[1:b]', 'a[1:b]'],
    ['a[:1:2]', 'a[:1]'],
    ['x.(string)', 'x'],
    ['x.(*p.Foo).A', 'x.A'],
    ['x.(int64)', '(arithmetic x)'],
    ['fmt.Sprintf("%s", a, b...)', 'fmt.Sprintf("%s", a, *b)'],
    ['h[int](x)', 'h(x)'],
    ['string(x)', 'x'],
    ['int(x)', 'int(x)'],
    ['p.Name(x)', 'p.Name(x)'],
    ['[]byte(x)', 'x'],
    ['make([]Foo, 3)', '[]'],
    ['make(map[string]int)', '{}'],
    ['make(chan int)', '[]'],
    ['new(p.Foo)', 'p.Foo{}'],
    ['&S{A: "a", B: b}', 'S{A: "a", B: b}'],
    ['S{a, b}', 'S{[(other)]: a, [(other)]: b}'],
    ['p.S[int]{A: func() {}}', 'p.S{A: (function A () {})}'],
    ['[]string{"a", b}', '["a", b]'],
    ['[...]int{2: 1}', '[1]'],
    ['[]*P{{A: 1}}', '[P{A: 1}]'],
    ['map[string]P{"a": {A: 1}, k: {}}', '{a: P{A: 1}, [k]: P{}}'],
    ['map[string][]string{"a": {"b"}}', '{a: ["b"]}'],
    ['struct{ A int }{A: 1}', '{A: 1}'],
    ['func(a int) { b() }', '(function (a: int) {(do b())})'],
  ])('%s', (text, meaning) => {
    expect(within(`g(${text})`)).toBe(`(do g(${meaning}))`);
  });
});

describe('a module', () => {
  test('has its package, comments, and functions in order', () => {
    const text =
      '// Package a.\npackage a\n\nvar b = func() { c := func() {}; /* d */ }\nfunc e() {}\n';
    const module = lower(text);
    expect(module.packageName).toBe('a');
    expect(module.comments.map(({ text }) => text)).toEqual(['// Package a.', '/* d */']);
    expect(module.functions.map(({ name }) => name)).toEqual(['b', 'c', 'e']);
    expect(module.isBroken).toBe(false);
  });
});
