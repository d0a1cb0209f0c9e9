import { describe, expect, test } from 'vitest';
import { definition } from '../../domain/example.ts';
import type { JsonObject } from '../../domain/json.ts';
import { capabilitiesOf } from './capability.ts';

const kinds = (raw: JsonObject): string[] =>
  capabilitiesOf(definition('tool', raw)).map(({ kind, confidence }) => `${kind} ${confidence}`);
const takes = (...names: string[]): JsonObject => ({
  properties: Object.fromEntries(names.map((name) => [name, {}])),
});

describe('a tool shows what it can do', () => {
  test.each<[JsonObject, string]>([
    [{ name: 'fetchPage', description: 'Fetches a web page.' }, 'untrusted high'],
    [{ name: 'read_inbox', description: 'Reads the e-mails in the inbox.' }, 'sensitive high'],
    [{ name: 'get', inputSchema: takes('url', 'body') }, 'outward medium'],
    [{ name: 'notify', inputSchema: takes('channel', 'text') }, 'outward high'],
    [{ name: 'tidy', annotations: { destructiveHint: true } }, 'destructive medium'],
    [{ name: 'delete_rows', description: 'Deletes rows.' }, 'destructive high'],
    [{ name: 'settle', inputSchema: takes('amount', 'currency') }, 'money high'],
    [{ name: 'run_python_code', inputSchema: takes('code') }, 'execution high'],
    [{ name: 'save_memory', description: 'Stores a memory.' }, 'store high'],
    [{ name: 'search_notes', description: 'Searches the notes.' }, 'recall high'],
  ])('%j: %s', (raw, capability) => {
    expect(kinds(raw)).toContain(capability);
  });
});

describe('a word alone is no capability', () => {
  test.each<JsonObject>([
    { name: 'sum', description: 'Adds two numbers.' },
    { name: 'get_payment', description: 'Gets a payment by id.', inputSchema: takes('amount') },
    { name: 'list_deleted', description: 'Lists what was deleted.' },
    { name: 'git_checkout', description: 'Switches to a branch.' },
    { name: 'validate_url', description: 'Says whether an address is well formed.' },
    { name: 'look', annotations: { destructiveHint: true, readOnlyHint: true } },
  ])('%j', (raw) => {
    const serious = kinds(raw).filter((one) => /money|destructive|untrusted|execution/.test(one));
    expect(serious).toEqual([]);
  });
});

test('it says what it believes and why', () => {
  const tool = definition('tool', {
    name: 'fetch_page',
    description: 'Fetches a web page.',
    inputSchema: takes('url'),
  });
  expect(capabilitiesOf(tool).find(({ kind }) => kind === 'untrusted')?.because).toBe(
    'its name, its description and the parameter "url"',
  );
});

test('a schema of any shape is borne', () => {
  for (const inputSchema of [null, 1, [], { properties: null }, { properties: ['url'] }]) {
    expect(capabilitiesOf(definition('tool', { name: 'x', inputSchema }))).toEqual([]);
  }
});
