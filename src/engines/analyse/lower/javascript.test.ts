import { describe, expect, test } from 'vitest';
import { openParsers } from '../../../adapters/syntax/index.ts';
import type { Grammar } from '../../../adapters/syntax/index.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { javascript } from './javascript.ts';
import { print } from './print.ts';

const parsers = await openParsers();

function lower(text: string, grammar: Grammar = 'typescript'): SourceModule {
  const parsed = parsers.parse(text, grammar);
  if (!parsed.ok) throw new Error(parsed.why);
  return javascript.lower(parsed.tree, { path: 'a.ts', role: 'product' });
}

const lowered = (text: string): string => print(lower(text).body);

describe('functions', () => {
  test.each([
    ['function f(a, b = 1, ...c) { return a }', '(function f (a, b = 1, *c) {(return a)})'],
    ['async function* f() {}', '(function async generator f () {})'],
    ['function f(this: X, a?: B): C {}', '(function f (a: B) -> C {})'],
    ['function f(a: A): B; function f(a) {}', '(function f (a) {})'],
    ['function f({ a, b: c = 1 }, [d]) {}', '(function f ({a: a, b: c = 1}, [d]) {})'],
    ['function f({ a }: A = {}) {}', '(function f ({a: a}: A = {}) {})'],
    ['const f = async a => a.b', '(let f (function async f (a) {(return a.b)}))'],
    ['const f = () => ({ a: 1 })', '(let f (function f () {(return {a: 1})}))'],
    ['const f = ((a) => { g() }) as G', '(let f (function f (a) {(do g())}))'],
    ['f = function () {}', '(set f (function f () {}))'],
    ['const f = function g() {}', '(let f (function g () {}))'],
    ['a.f = function* () {}', '(set a.f (function generator f () {}))'],
    ['g(() => 1, function h() {})', '(do g((function () {(return 1)}), (function h () {})))'],
    [
      'function f() { yield; const a = yield b }',
      '(function f () {(do (yield)) (let a (yield b))})',
    ],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });

  test('are listed in the order of their start, nested ones, methods and arrows too', () => {
    const text =
      'const a = () => 1; class C { b() { function c() {} } d = () => 2 } f(() => 3, { e() {} });';
    const names = lower(text).functions.map(({ name }) => name);
    expect(names).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  });

  test.each([
    ['/** What it does. */\nfunction f() {}', 'What it does.'],
    ['/**\n * One.\n * Two.\n */\nexport async function f() {}', 'One.\nTwo.'],
    ['/** Arrow. */\nexport const f = () => 1', 'Arrow.'],
    ['class C { a; /** Method. */ @d() f() {} }', 'Method.'],
    ['({ /** Property. */ f: () => 1 })', 'Property.'],
    ['/** Far. */\ng();\nfunction f() {}', undefined],
    ['/* Ordinary. */\nfunction f() {}', undefined],
  ])('%s is documented as %s', (text, documentation) => {
    expect(lower(text).functions[0]?.documentation).toBe(documentation);
  });
});

describe('classes', () => {
  test.each([
    ['class A extends B.C implements D {}', '(class A <B.C>)'],
    ['abstract class A { abstract f(): void; g(): void; }', '(class A)'],
    [
      'class A { a: B = 1; static b; #c = 2; ["d"] = 3 }',
      '(class A (field a: B 1) (field static b) (field #c 2) (field d 3))',
    ],
    [
      'class A { constructor(private readonly a: B, c) { super(c) } }',
      '(class A (field a: B) (function constructor constructor (a: B, c) {(set this.a a) (do super(c))}))',
    ],
    [
      'class A { static async f() {} get g() { return this.#h } set g(v) {} *[x]() {} #p() {} }',
      '(class A (function async static f () {}) (function getter g () {(return this.#h)}) (function setter g (v) {}) (function generator method () {}) (function method #p () {}))',
    ],
    [
      '@a @b.c(1) export class A { @d f(@e() g) {} }',
      '(class @a @b.c(1) A (function @d method f (@e() g) {})) (export A A)',
    ],
    [
      'class A { f = () => this.g; static { h() } }',
      '(class A (field f (function f () {(return this.g)})) {{(do h())}})',
    ],
    ['const A = class extends B {}', '(let A (class A <B>))'],
    [
      'enum E { A, B = "b", "C" = 1 }',
      '(enum E (field static A) (field static B "b") (field static C 1))',
    ],
    ['export const enum E { A }', '(enum E (field static A)) (export E E)'],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });
});

describe('declarations and assignments', () => {
  test.each([
    ['const a = 1, b: B = c; let d', '(let a 1) (let b: B c) (let d)'],
    ['const { a, b: { c }, d = 1, ...e } = f', '(let {a: a, b: {c: c}, d: d = 1, ...e} f)'],
    ['const { "x-y": a, [0]: b, [k]: c } = d', '(let {x-y: a, 0: b, ...c} d)'],
    ['const [a, , b = 1, ...[c]] = d', '(let [a, _, b = 1, ...[c]] d)'],
    [
      'const a = { b() { return this.c(() => this.d) }, e: function () { class F { g = this.h } } }',
      '(let a {b: (function b () {(return a.c((function () {(return a.d)})))}), e: (function e () {(class F (field g this.h))})})',
    ],
    [
      'const a = { b() { return function () { return this.c } } }',
      '(let a {b: (function b () {(return (function () {(return this.c)}))})})',
    ],
    ['a.b = c; d[e] = f', '(set a.b c) (set d[e] f)'],
    ['[a, b.c] = d; ({ e, f: g.h = 1 } = i)', '(set [a, b.c] d) (set {e: e, f: g.h = 1} i)'],
    ['a = b = c', '(set a (assign b c))'],
    ['a += b; a -= b', '(set a (text a b)) (set a (arithmetic a b))'],
    ['a ??= b; a ||= b; a &&= b', '(set a (nullish a b)) (set a (or a b)) (set a (and a b))'],
    ['i++; f(--i)', '(set i (arithmetic i 1)) (do f((assign i (arithmetic i 1))))'],
    ['f(a.b += c)', '(do f((assign a.b (text a.b c))))'],
    ['a = 1, b(), c', '(set a 1) (do b()) (do c)'],
    ['using a = f(); await using b = g()', '(let a f()) (let b g())'],
    ['type A = B; interface C {} declare const d: E; declare module "f" {}', ''],
    ['namespace A.B { export const c = 1 }', '{(let c 1)}'],
    [
      'export namespace A { const b = 1; export function c() {} export interface D {} }',
      '(let A {}) {(let b 1) (function c () {}) (set A.c c)} (export A A)',
    ],
    ['class A {} namespace A { export const b = 1 }', '(class A) {(let b 1) (set A.b b)}'],
    ['namespace A { export type B = C }', ''],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });
});

describe('types that name something', () => {
  test.each([
    ['Foo', 'Foo'],
    ['ns.a.Foo', 'ns.a.Foo'],
    ['Foo<Bar>', 'Foo'],
    ['Promise<Readonly<Foo>>', 'Foo'],
    ['Foo | undefined | null', 'Foo'],
    ['(Foo)', 'Foo'],
    ['string', 'string'],
    ['"a" | \'b\' | 1 | undefined', '["a", "b", 1]'],
    ['"a"', '["a"]'],
    ['z.infer<typeof X>', 'z.infer'],
    ['import("./a.js").Foo<Bar>', 'import("./a.js").Foo'],
  ])('%s', (type, meaning) => {
    expect(lowered(`let a: ${type} = 1`)).toBe(`(let a: ${meaning} 1)`);
  });

  test.each([
    'Foo[]',
    'Array<Foo>',
    'any',
    'Foo | Bar',
    '"a" | Foo',
    '() => Foo',
    '{ a: Foo }',
    'typeof import("x")',
  ])('%s does not', (type) => {
    expect(lowered(`let a: ${type} = 1`)).toBe('(let a 1)');
  });
});

describe('expressions', () => {
  test.each([
    ['"a\\n\\x41\\u0042\\u{43}\\\n\\q\\0"', '"a\\nABCq\\u0000"'],
    ["'it\\'s'", '"it\'s"'],
    [
      '[1_000, 0xff, 10n, -1, true, null, undefined, void 0]',
      '[1000, 255, 10, -1, true, null, null, null]',
    ],
    ['/a\\/b/gi', '/a\\/b/gi'],
    ['`a${b}c\\n${d}`', '(text "a" b "c\\n" d)'],
    ['`abc`', '"abc"'],
    ['``', '""'],
    ['tag`a${b}c`', 'tag(["a", "c"], b)'],
    ['"a" + b + `c${d}` + (e + "f")', '(text "a" b "c" d e "f")'],
    ['a + b - c * d', '(arithmetic (text a b) (arithmetic c d))'],
    ['a - b / c', '(arithmetic a (arithmetic b c))'],
    ['a?.b?.[c]?.(d)!.e', 'a.b[c](d).e'],
    ['(await a).b as C satisfies D', 'a.b'],
    ['<A>b', 'b'],
    ['f<A>(b)', 'f(b)'],
    ['new A.B(c, ...d); new E', 'new A.B(c, *d)) (do new E()'],
    ['await import("a")', 'import("a")'],
    ['import.meta.url', 'import.meta.url'],
    ['(0, a.b)(c)', 'a.b(c)'],
    ['f((a(), b))', 'f((other a() b))'],
    ['a && b || c ?? d', '(nullish (or (and a b) c) d)'],
    ['a && b && c && d', '(and (and a b) (and c d))'],
    ['!a === (b !== c)', '(equal (not a) (unequal b c))'],
    [
      'a < b, a >= b, a in b, a instanceof B',
      '(less a b)) (do (greater a b)) (do (in a b)) (do (instance a B)',
    ],
    ['typeof a === "string"', '(equal (typeof a) "string")'],
    ['delete a.b', '(other a.b)'],
    ['a ? b : c', '(choice a b c)'],
    ['[a, ...b]', '[a, *b]'],
    [
      '({ a, b: 1, "c-d": 2, [e]: 3, ["f"]: 4, 5: 6, ...g })',
      '{a: a, b: 1, c-d: 2, [e]: 3, f: 4, 5: 6, ...g}',
    ],
    [
      '({ a() {}, async *b() {}, get c() { return 1 }, set c(d) {} })',
      '{a: (function a () {}), b: (function async generator b () {}), c: (function c () {(return 1)})(), set c: (function c (d) {})}',
    ],
    [
      '({ a: () => 1, b: function () {} })',
      '{a: (function a () {(return 1)}), b: (function b () {})}',
    ],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(`(do ${meaning})`);
  });

  test.each([
    [
      '<a href={x} b="c" d {...e}>t {f} <G.H/></a>',
      'jsx("a", {href: x, b: "c", d: true, ...e}, "t", f, jsx(G.H, {}))',
    ],
    ['<Panel>{/* no */}</Panel>', 'jsx(Panel, {})'],
    [
      '<>{a.map(b => <i>{b}</i>)}</>',
      'jsx("", {}, a.map((function (b) {(return jsx("i", {}, b))})))',
    ],
  ])('%s', (text, meaning) => {
    expect(print(lower(text, 'tsx').body)).toBe(`(do ${meaning})`);
  });
});

describe('statements', () => {
  test.each([
    [
      'if (a) b(); else if (c) { d() } else e()',
      '(if a {(do b())} (else {(if c {(do d())} (else {(do e())}))}))',
    ],
    [
      'for (let i = 0; i < n; i++) f(i)',
      '(loop (before (let i 0)) (while (less i n)) {(do f(i))} (update (set i (arithmetic i 1))))',
    ],
    ['for (;;) { break }', '(loop {(break)})'],
    ['for (const [k, v] of m) f(k)', '(loop (values [k, v] m) {(do f(k))})'],
    ['for await (const a of b) {}', '(loop (values a b) {})'],
    ['for (const k in a) { continue }', '(loop (keys k a) {(continue)})'],
    ['while (a) b()', '(loop (while a) {(do b())})'],
    ['do { a() } while (b)', '(loop {(do a()) (if b {} (else {(break)}))})'],
    ['out: while (a) { break out }', '(loop (while a) {(break)})'],
    ['out: { if (a) break out; b() }', '(loop {(if a {(break)}) (do b()) (break)})'],
    [
      'try { a() } catch (e) { b() } finally { c() }',
      '(try {(do a())} (catch e {(do b())}) (finally {(do c())}))',
    ],
    ['try {} catch {}', '(try {} (catch {}))'],
    ['throw new E(a)', '(throw new E(a))'],
    ['{ a() } ; debugger', '{(do a())}'],
    [
      'switch (a) { case 1: case 2: b(); break; case 3: default: c() }',
      '(switch a (case 1 2 {(do b()) (break)} falls) (default {(do c())} falls))',
    ],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });

  test('a long chain of else-if is a switch without a subject', () => {
    const text = `if (a0) b0();${Array.from({ length: 60 }, (_, n) => ` else if (a${n + 1}) b();`).join('')} else c()`;
    const [one] = lower(text).body;
    expect(one).toMatchObject({ kind: 'switch' });
    expect(one).not.toHaveProperty('subject');
    expect(one).toHaveProperty('cases.length', 62);
    expect(one).toHaveProperty('cases.0.falls', false);
  });
});

describe('modules', () => {
  test.each([
    ['import a, { b as c, type D } from "x"', '(import "x" default as a b as c D)'],
    ['import * as a from "x"; import "y"', '(import "x" * as a) (import "y")'],
    ['import type { A } from "./a.js"', '(import "./a.js" A)'],
    ['import a = require("x"); import b = A.B', '(import "x" * as a) (let b A.B)'],
    ['const a = require("x")', '(import "x" * as a)'],
    ['const { a, b: c } = require("x")', '(import "x" a b as c)'],
    ['const a = require("x").b', '(import "x" b as a)'],
    ['const { a = 1 } = require("x")', '(let {a: a = 1} require("x"))'],
    ['const a = require("x")(b)', '(let a require("x")(b))'],
    ['const a = require(b)', '(let a require(b))'],
    ['const { a } = await import("x")', '(let {a: a} import("x"))'],
    ['export const a = 1, { b } = c', '(let a 1) (let {b: b} c) (export a a) (export b b)'],
    ['export function f() {}', '(function f () {}) (export f f)'],
    ['export default function f() {}', '(function f () {}) (export default f)'],
    ['export default () => 1', '(export default (function () {(return 1)}))'],
    ['export default a', '(export default a)'],
    ['export { a, b as c, d as default }', '(export a a) (export c b) (export default d)'],
    ['export { a, b as c } from "x"', '(export a a from "x") (export c b from "x")'],
    ['export * from "x"; export * as a from "y"', '(export * * from "x") (export a * from "y")'],
    ['export type * from "x"', '(export * * from "x")'],
    ['export type { A } from "x"; export interface B {}', '(export A A from "x")'],
    ['export = a', '(export default a)'],
    ['module.exports = { a }', '(export default {a: a})'],
    [
      'module.exports.a = exports.b = c',
      '(set exports.a c) (export a exports.a) (set exports.b exports.a) (export b exports.b)',
    ],
    ['exports.f = function () {}', '(set exports.f (function f () {})) (export f exports.f)'],
    ['(0, exports.f)(a); module.exports.g.h()', '(do exports.f(a)) (do exports.g.h())'],
    ['const a = __importDefault(require("x"))', '(import "x" * as a)'],
    ['var a = (0, b.__importStar)(require("x"))', '(import "x" * as a)'],
    ['var a = __toESM(require("x"), 1)', '(import "x" * as a)'],
    [
      'function f(a) { return __awaiter(this, void 0, void 0, function* () { g(yield a); }) }',
      '(function f (a) {(return (function async () {(do g(a))})())})',
    ],
    ['const a = wrap(require("x"))', '(let a wrap(require("x")))'],
    ['exports = module.exports = a', '(export default a)'],
    ['exports.a = exports.b = void 0', ''],
    ['other.exports = a', '(set other.exports a)'],
  ])('%s', (text, meaning) => {
    expect(lowered(text)).toBe(meaning);
  });
});

describe('a file', () => {
  test('keeps its comments, its lines and its spans', () => {
    const text = '// one\nconst a = f(\n  "x", /* two */ b);\n';
    const { comments, lines, body, isBroken } = lower(text);
    expect(comments.map((one) => one.text)).toEqual(['// one', '/* two */']);
    expect(lines).toEqual([0, 7, 20, 41]);
    expect(isBroken).toBe(false);
    const [one] = body;
    expect(text.slice(one?.at, one?.end)).toBe('a = f(\n  "x", /* two */ b)');
  });

  test.each(['(a as B).c()', '(a + b) - c', '(a && b) || c', '(await a)[b]', 'a + (b)'])(
    'has %s where it is written, parentheses included',
    (text) => {
      const [one] = lower(`  ${text};`).body;
      const value = one?.kind === 'do' ? one.value : undefined;
      expect([value?.at, value?.end]).toEqual([2, 2 + text.length]);
    },
  );

  test('counts in UTF-16 code units', () => {
    const text = '"\u{1F600}é"; a.b()';
    const [, call] = lower(text).body;
    expect(text.slice(call?.at, call?.end)).toBe('a.b()');
  });

  test('is said to be broken where the parser had to guess, and the rest of it is read', () => {
    const module = lower('const a = ;;; ) function f() { return g(1) }');
    expect(module.isBroken).toBe(true);
    expect(print(module.body)).toContain('(function f () {(return g(1))})');
  });
});
