import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clean, inventory, rich, treacherous, withStrings } from '../../../test/samples/report.ts';
import { rules } from '../../catalogue/rules/registry.gen.ts';
import { definition, tool } from '../../domain/example.ts';
import { inventoryRecord } from '../../domain/report.ts';
import type { AnyRule } from '../../domain/rule.ts';
import { renderHistory, renderInventory, renderRule } from './index.ts';

const options = { home: '/home/ada' };
const run = {
  id: 'b7d1c2d3-e4f5',
  target: 'this machine',
  started: Date.parse(rich.run.started),
  milliseconds: 2345,
  version: '0.1.0',
  exitCode: 1,
  summary: rich.summary,
};
const runs = [run, { ...run, id: 'a6c0', exitCode: 0, summary: clean.summary, target: '/srv/x' }];
const loud: AnyRule = {
  id: 'definition/loud',
  severity: 'medium',
  confidence: 'low',
  title: 'Definition shouts',
  why: 'A model may take what is loud for what is important, and a person stops reading.',
  fix: 'Ask the author to say it once, in plain words.',
  controls: ['INT-15'],
  techniques: ['hidden-instructions'],
  cwe: [451],
  top10: { csa: ['MCP-03'], owasp: ['MCP03'] },
  examples: {
    bad: [tool({ name: 'add', description: `ADD\u200B THIS ${'AND THIS '.repeat(60)}` })],
    good: [
      tool(
        { name: 'add', description: 'Adds.' },
        { beside: [definition('prompt', { name: 'a' })] },
      ),
    ],
    nearMiss: [tool({ name: 'add', description: 'Adds IPv4 addresses.' })],
  },
  detect: () => [],
};
const anyTexts = fc.array(
  fc.oneof(fc.constantFrom(...treacherous), fc.string({ unit: 'binary' })),
  { minLength: 1 },
);
const CONTROL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

describe('the inventory', () => {
  test.each([
    ['80 columns', { width: 80 }],
    ['40 columns', { width: 40 }],
    ['everything', { verbose: true }],
  ])('reads well: %s', (_what, more) => {
    expect(renderInventory(inventory, 'text', { ...options, ...more })).toMatchSnapshot();
  });

  test('says that there is nothing', () => {
    const none = { ...inventory, servers: [], unread: [] };
    expect(renderInventory(none, 'text')).toBe('Found no servers; looked in 88 places.\n');
  });

  test('keeps to the published schema', () => {
    const schema = JSON.parse(readFileSync('schema/inventory.json', 'utf8')) as object;
    const validate = new Ajv2020({ strict: false }).compile(schema);
    const value: unknown = JSON.parse(renderInventory(inventory, 'json'));
    expect(validate(value), JSON.stringify(validate.errors)).toBe(true);
    expect(validate({ ...inventory, servers: [{ id: 1 }] })).toBe(false);
    expect(inventoryRecord.parse(value)).toEqual(inventory);
  });

  test('holds no control character but line breaks, whatever a configuration holds', () => {
    fc.assert(
      fc.property(anyTexts, (texts) => {
        const hostile = withStrings(inventory, (_old, index) => texts[index % texts.length] ?? '');
        const text = renderInventory(hostile, 'text', { verbose: true });
        expect(text.replaceAll('\n', '')).not.toMatch(CONTROL);
        expect(JSON.parse(renderInventory(hostile, 'json'))).toEqual(hostile);
      }),
      { numRuns: 50 },
    );
  });
});

describe('the history', () => {
  test('reads well', () => {
    expect(renderHistory(runs, 'text', options)).toMatchSnapshot();
  });

  test('says that there is nothing', () => {
    expect(renderHistory([], 'text')).toBe('No run is remembered.\n');
  });

  test('is JSON too, with times as ISO texts', () => {
    expect(JSON.parse(renderHistory(runs, 'json'))).toMatchObject({
      format: 'warder-history/1',
      runs: [{ id: 'b7d1c2d3-e4f5', started: '2026-11-20T13:15:00.000Z' }, { id: 'a6c0' }],
    });
  });
});

describe('a rule', () => {
  test('explains itself', () => {
    expect(renderRule(loud, 'text', options)).toMatchSnapshot();
  });

  test('is JSON too', () => {
    expect(JSON.parse(renderRule(loud, 'json'))).toMatchObject({
      id: 'definition/loud',
      title: 'Definition shouts',
      controls: [{ id: 'INT-15', title: 'No hidden or deceptive characters' }],
    });
  });

  test.each(rules.map((rule) => [rule.id, rule] as const))('%s can be shown', (id, rule) => {
    const text = renderRule(rule, 'text', { verbose: true });
    expect(text).toContain(id);
    expect(text.replaceAll('\n', '')).not.toMatch(CONTROL);
    const brief = renderRule(rule, 'text');
    expect(brief.split('\n').length).toBeLessThan(50);
  });
});
