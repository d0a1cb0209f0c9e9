import { describe, expect, test } from 'vitest';
import { parseExpression } from '../scripts/secret-patterns/expression.ts';
import type { Node } from '../scripts/secret-patterns/expression.ts';
import { emit, starts } from '../scripts/secret-patterns/reading.ts';
import { patterns } from '../src/catalogue/secrets/patterns.gen.ts';
import { findSecrets } from '../src/catalogue/secrets/index.ts';

/** Numbers from 0 to 1 that are the same in every run. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

const ASCII = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index));

/** A text that an expression matches. */
function sample(node: Node, next: () => number): string {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  switch (node.kind) {
    case 'char':
      return node.char;
    case 'set': {
      const members = ASCII.filter((char) => new RegExp(node.source).test(char));
      const letters = members.filter((char) => /[A-Za-z0-9]/.test(char));
      return pick(letters.length > 0 ? letters : members.length > 0 ? members : [' ']);
    }
    case 'at':
      return '';
    case 'all':
      return node.items.map((item) => sample(item, next)).join('');
    case 'any':
      return sample(pick(node.items), next);
    case 'group':
      return sample(node.item, next);
    case 'repeat': {
      const { least, most } = node;
      const count = least + Math.floor(next() * (Math.min(most, least + 6) - least + 1));
      return Array.from({ length: count }, () => sample(node.item, next)).join('');
    }
  }
}

// These hold a document, a checksum or a command that no drawing gives, or digits in one case.
const APART = new Set([
  'curl-auth-header',
  'curl-auth-user',
  'github-oauth',
  'github-refresh-token',
  'json-web-token-form',
  'jwt',
  'jwt-base64',
  'sidekiq-secret',
  'twilio-api-key',
]);
const FILES = ['src/a.ts', 'main.tf', 'nuget.config', 'a.php'];
const ours = patterns.filter(
  ({ allow, id, isNamed, isPublic }) => !isNamed && !isPublic && !APART.has(id) && !allow,
);

describe('a credential that is drawn by the form of', () => {
  test.each(ours.map((pattern) => [pattern.id, pattern] as const))(
    '%s is found',
    (_id, pattern) => {
      const node = parseExpression(pattern.expression, 40);
      const path = FILES.find((file) => new RegExp(pattern.path ?? '').test(file)) ?? '';
      const next = drawing(pattern.id.length * 7919);
      const found = Array.from({ length: 20 }, () => {
        const text = `const used = "${sample(node, next)}";\n// ${(pattern.gate ?? []).join(' ')}\n`;
        return findSecrets(text, { path }).leaks;
      });
      // What is drawn may by chance be too regular, or break off where a word would have to end.
      expect(found.filter((leaks) => leaks.some(({ by }) => by !== 'look')).length).toBeGreaterThan(
        5,
      );
    },
  );
});

describe('an expression of the pack', () => {
  test.each([
    ['(?i)ab[c-e]', '[Aa][Bb][c-eC-E]'],
    ['a(?i)b(?-i:c)|d', 'a[Bb]c|[Dd]'],
    [String.raw`\bx\s*\z`, String.raw`\bx[\t\n\f\r ]{0,12}$`],
    ['(?s:.)+?.', String.raw`[\s\S]{1,100}?[^\n]`],
    ['(?P<name>[[:alnum:]_-]{3,})', '([A-Za-z0-9_\\-]{3,100})'],
    [String.raw`[\x60'"]\x24/`, String.raw`[${'`'}'"]\$\/`],
  ])('%s is %s', (source, expected) => {
    expect(emit(parseExpression(source, 100))).toBe(expected);
  });

  test('that uses what is not known is refused', () => {
    expect(() => parseExpression(String.raw`\pL+`, 100)).toThrow('escape');
    expect(() => parseExpression('(a', 100)).toThrow('no end');
  });

  test('tells how its matches begin', () => {
    const beginnings = (source: string): string[] =>
      starts(parseExpression(source, 100)).map(({ text }) => text);
    expect(beginnings(String.raw`\b((?:sk|rk)_(?:test|live)_[a-z]{3})`)).toEqual([
      'sk_test_',
      'sk_live_',
      'rk_test_',
      'rk_live_',
    ]);
    expect(beginnings('(?i)[ab]C?d')).toEqual(['a', 'b']);
    expect(beginnings('x?y')).toEqual(['']);
  });
});
