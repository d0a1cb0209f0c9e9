import { describe, expect, test } from 'vitest';
import { openParsers } from './index.ts';
import type { Grammar, SyntaxTree } from './index.ts';

const parsers = await openParsers();

function parse(text: string, grammar: Grammar = 'typescript'): SyntaxTree {
  const parsed = parsers.parse(text, grammar);
  if (!parsed.ok) throw new Error(parsed.why);
  return parsed.tree;
}

describe('a tree', () => {
  test.each([
    ['typescript', 'const a: b = <c>d', 'program'],
    ['tsx', 'const a = <b/>', 'program'],
    ['python', 'def a(): pass', 'module'],
    ['go', 'package a', 'source_file'],
  ] as const)('%s is read', (grammar, text, root) => {
    const tree = parse(text, grammar);
    expect(tree.kind(0)).toBe(root);
    expect(tree.hasError).toBe(false);
    expect([tree.start(0), tree.end(0)]).toEqual([0, text.length]);
  });

  test('is walked by children, siblings, parents and fields', () => {
    const tree = parse('f(a, /* c */ b)');
    const call = tree.first(tree.first(0));
    expect(tree.kind(call)).toBe('call_expression');
    const [callee, list] = tree.children(call);
    expect(callee).toBe(tree.field(call, 'function'));
    expect(tree.fieldOf(list ?? -1)).toBe('arguments');
    expect(tree.parent(callee ?? -1)).toBe(call);
    expect(tree.next(callee ?? -1)).toBe(list);
    expect(tree.next(list ?? -1)).toBe(-1);
    expect(tree.field(call, 'body')).toBe(-1);
    expect(tree.first(callee ?? -1)).toBe(-1);
    expect(tree.all(list ?? -1).map((one) => tree.textOf(one))).toEqual([
      '(',
      'a',
      ',',
      '/* c */',
      'b',
      ')',
    ]);
    expect(tree.children(list ?? -1).map((one) => tree.textOf(one))).toEqual(['a', '/* c */', 'b']);
  });

  test('keeps the fields of operators, and says which nodes are words of the grammar', () => {
    const tree = parse('a + b');
    const sum = tree.first(tree.first(0));
    const operator = tree.field(sum, 'operator');
    expect(tree.kind(operator)).toBe('+');
    expect(tree.isNamed(operator)).toBe(false);
    expect(tree.isNamed(sum)).toBe(true);
  });

  test('has positions in UTF-16 code units', () => {
    const text = '"\u{1F600}é"; abc';
    const tree = parse(text);
    const last = tree.children(0).at(-1) ?? -1;
    expect(tree.textOf(last)).toBe('abc');
  });

  test('marks what the parser could not place', () => {
    const tree = parse('a b c ) d');
    expect(tree.hasError).toBe(true);
    const kinds = Array.from({ length: tree.size }, (_, node) => tree.kind(node));
    expect(kinds).toContain('ERROR');
  });
});

describe('what the grammar does not know', () => {
  test.each([
    ['types of other modules', 'function f(a: import("x").A, b: import(\'y\').B<C>) { return a }'],
    ['types of whole modules', 'const a = await load<typeof import("x")>(); f(a)'],
    ['exports of all types', 'export type * from "x"'],
    ['variables named like keywords', 'function f(using) { return using.g(new of(using)) }'],
  ])('%s are read', (_, text) => {
    const tree = parse(text);
    expect(tree.hasError).toBe(false);
    expect(tree.textOf(0)).toBe(text);
  });

  test.each(['import("x").then(f)', 'export type A = B', 'const a = await import("x")'])(
    '%s is left as it is',
    (text) => {
      const tree = parse(text);
      const kinds = Array.from({ length: tree.size }, (_, node) => tree.kind(node));
      expect(kinds.filter((kind) => kind === 'import' || kind === 'type')).not.toHaveLength(0);
    },
  );
});

describe('hostile files', () => {
  test('one that is too long is not read, one just below is', () => {
    const long = parsers.parse(' '.repeat(4_000_001), 'typescript');
    expect(long).toEqual({ ok: false, why: 'it has 4000001 characters; at most 4000000 are read' });
    expect(parsers.parse(' '.repeat(4_000_000), 'typescript').ok).toBe(true);
  });

  test('one with too many nodes is not read', () => {
    const parsed = parsers.parse('[],'.repeat(1_300_000), 'python');
    expect(parsed).toMatchObject({ ok: false });
  });

  test('one that takes too many steps is given up, and the next one is read as if nothing had been', () => {
    const slow = parsers.parse('a!'.repeat(600_000), 'tsx');
    expect(slow).toEqual({ ok: false, why: 'parsing it takes more than 80000 steps' });
    const tree = parse('a.b', 'tsx');
    expect([tree.hasError, tree.textOf(0)]).toEqual([false, 'a.b']);
  });

  test.each([
    ['brackets that stay open', '['.repeat(100_000)],
    ['brackets', '['.repeat(100_000) + ']'.repeat(100_000)],
    ['halves of characters', 'a = "\ud800\udc00\ud800"; \udfff'.repeat(1000)],
    ['null characters', 'a\0'.repeat(10_000)],
    ['nothing', ''],
  ])('%s: every node lies in the text and in its parent', (_, text) => {
    for (const grammar of ['typescript', 'tsx', 'python', 'go'] as const) {
      const tree = parse(text, grammar);
      let misplaced = 0;
      for (let node = 1; node < tree.size; node++) {
        const parent = tree.parent(node);
        if (
          parent >= node ||
          tree.start(node) < tree.start(parent) ||
          tree.end(node) > tree.end(parent)
        )
          misplaced++;
      }
      expect(misplaced).toBe(0);
      expect(tree.end(0)).toBeLessThanOrEqual(text.length);
    }
  });
});
