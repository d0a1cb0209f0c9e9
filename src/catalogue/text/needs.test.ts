import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { secretShapes } from '../../domain/secret-shapes.ts';
import * as commands from './commands.ts';
import { concealments, overrides, thefts } from './languages.ts';
import { meets, metBy, needOf } from './needs.ts';
import * as things from './things.ts';

const expressions: readonly RegExp[] = [
  ...Object.values(things),
  ...Object.values(commands),
  ...concealments,
  ...overrides,
  ...thefts,
  ...secretShapes.map(({ shape }) => new RegExp(shape, 'i')),
];
const needs = expressions.map((expression) => ({ expression, need: needOf(expression) }));
const texts = [
  readFileSync(join(import.meta.dirname, '../../../bench/accuracy/probes.jsonl'), 'utf8'),
  readFileSync(join(import.meta.dirname, '../../../bench/accuracy/training/texts.txt'), 'utf8'),
].flatMap((file) => file.split(/\n|(?<=[.!?]) /));

it('meets the need of every expression that matches, in thousands of sentences', () => {
  const missed = texts.flatMap((text) => {
    const met = metBy(text);
    return needs.filter(({ expression, need }) => expression.test(text) && !meets(met, need));
  });
  expect(missed).toEqual([]);
});

it('leaves out most expressions in most sentences', () => {
  const tried = texts.map((text) => {
    const met = metBy(text);
    return needs.filter(({ need }) => meets(met, need)).length;
  });
  const mean = tried.reduce((sum, count) => sum + count, 0) / texts.length;
  expect(mean).toBeLessThan(needs.length / 4);
});
