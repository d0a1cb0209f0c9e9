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
    ['const f = async a => a.b', '(let f (function async f (a) {(return a.b)}))'],
    ['const f = ((a) => { return a }) as G', '(let f (function f (a) {(return a)}))'],
    ['f = function () {}', '(set f (function f () {}))'],
    ['a.f = function* () {}', '(set a.f (function generator f () {}))'],
    ['g(() => 1, function h() {})', '(do g((function () {(return 1)}), (function h () {})))'],
    ['/** What it does. */\nexport const f = () => 1', /^\(let f \(function f \(\) "\/\*\* What/],
    ['/** Far. */\ng();\nfunction f() {}', '(do g()) (function f () {})'],
  ])('%s', (text, meaning) => {
    if (typeof meaning === 'string') expect(lowered(text)).toBe(meaning);
    else expect(lowered(text)).toMatch(meaning);
  });

  test('are listed in the order of their start, nested ones, methods and arrows too', () => {
    const text =
      'const a = () => 1; class C { b() { function c() {} } d = () => 2 } f(() => 3, { e() {} });';
    const names = lower(text).functions.map(({ name }) => name);
    expect(names).toEqual(['a', 'b', 'c', 'd', '', 'e']);
  });
});
