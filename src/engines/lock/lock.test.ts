import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverFrom } from '../../../test/support/look.ts';
import type { Definition } from '../../domain/definition.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Introspection, WireNote } from '../../domain/introspection.ts';
import type { JsonObject } from '../../domain/json.ts';
import { maskSecretsOf } from '../../domain/known-secrets.ts';
import type { Lock } from '../../domain/lock.ts';
import type { Server } from '../../domain/server.ts';
import { approve, compareWithLock, lockText, pinNew, readLock } from './index.ts';
import type { Comparing, Comparison, Seen } from './index.ts';
import {
  empty,
  approval,
  comparing,
  definition,
  local,
  seen,
  compare,
  drift,
  told,
  tool,
  withSchema,
} from '../../../test/support/locked.ts';

describe('the text of a lock', () => {
  test('is read back as it was written, whatever a server calls things', async () => {
    const anything = fc.jsonValue({ maxDepth: 4 });
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), anything, async (name, value) => {
        const one = definition('tool', name, {
          ['__proto__']: value as JsonObject,
          value: value as JsonObject,
        });
        expect((await drift(seen([one]), seen([one]))).state).toBe('unchanged');
      }),
      { numRuns: 200 },
    );
  });

  test('shows what no screen shows, and is the same for the same lock', async () => {
    const hidden = tool({ description: 'Adds.\u{E0052}\u202e' });
    const lock = pinNew(empty, await compareWithLock(empty, [seen([hidden])], comparing));
    const text = lockText(lock);
    expect(text).not.toMatch(/[\u{E0000}-\u{E007F}\u202e]/u);
    expect(text).toContain('\\u202e');
    expect(lockText(readLock(text, 'warder.lock'))).toBe(text);
  });

  test('has no secret that the server was given, and a rotated one is no drift', async () => {
    const given = (secret: string): Server =>
      serverFrom({ command: 'node', args: ['s.js'], env: { API_TOKEN: secret } });
    const echoing = (secret: string): Seen =>
      seen([tool({ description: `Uses ${secret}.` })], {}, given(secret));
    const [one, two] = ['kT9-first-Secret-77', 'kT9-other-Secret-88'];
    const mask = maskSecretsOf([given(one), given(two)], () => undefined);
    const { drift: found, after } = await compare(echoing(one), echoing(two), { mask });
    expect(found.state).toBe('unchanged');
    expect(JSON.stringify(after)).not.toMatch(/Secret-/);
  });

  test('a difference that is masked is told, though it cannot be shown', async () => {
    // Put together here, so that no scanner takes them for real ones.
    const key = (end: string): string => `ghp_${'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6'}${end}`;
    const with_ = (end: string): Seen => seen([tool({ description: `Uses ${key(end)}.` })]);
    const found = await compare(with_('q7R8'), with_('s9T0'));
    expect(told(found.drift)).toEqual(['medium unseen ']);
    expect(JSON.stringify(found)).not.toContain('ghp_');
  });

  test.each([
    ['is no JSON', '{', /cannot be used/],
    ['holds the marks of a merge', '<<<<<<< HEAD\n{}\n', /cannot be used/],
    ['is of another format', '{"format":"warder-lock/9","servers":[]}', /no lock of this version/],
    ['holds a key twice', '{"format":"warder-lock/1","servers":[],"servers":[]}', /twice/],
  ])('is refused where it %s', (_what, text, message) => {
    expect(() => readLock(text, 'warder.lock')).toThrow(message);
  });

  test('is refused where a definition was changed by hand, or a server stands twice', async () => {
    const lock = pinNew(
      empty,
      await compareWithLock(empty, [seen([tool({ description: 'Finds.' })])], comparing),
    );
    const text = lockText(lock);
    expect(() => readLock(text.replace('Finds.', 'Sends.'), 'l')).toThrow(/digest/);
    const [server] = lock.servers;
    const twice = lockText({ ...lock, servers: [server, server].flatMap((one) => one ?? []) });
    expect(() => readLock(twice, 'l')).toThrow(/stands twice/);
  });
});

describe('approval', () => {
  const later = { at: '2026-11-21T09:00:00.000Z', by: 'bob', why: 'read it' };
  const before = seen([
    tool({ description: 'Finds.' }),
    definition('tool', 'other', { title: 'A' }),
  ]);
  const after = seen([
    tool({ description: 'Sends.' }),
    definition('tool', 'other', { title: 'B' }),
  ]);

  async function pinnedAndSeen(): Promise<{ lock: Lock; comparisons: Comparison[] }> {
    const lock = pinNew(empty, await compareWithLock(empty, [before], comparing));
    return { lock, comparisons: await compareWithLock(lock, [after], comparing) };
  }

  test('of all makes the next check clean and says who, when and why', async () => {
    const { comparisons, lock } = await pinnedAndSeen();
    const approved = approve(lock, comparisons, {}, later);
    expect(approved.servers[0]?.approved).toEqual(later);
    const [again] = await compareWithLock(approved, [after], comparing);
    expect(again?.drift.state).toBe('unchanged');
  });

  test('of one definition leaves the others as they were', async () => {
    const { comparisons, lock } = await pinnedAndSeen();
    const approved = approve(
      lock,
      comparisons,
      { server: 'one', definition: 'tool search' },
      later,
    );
    const [server] = approved.servers;
    expect(server?.approved).toEqual(approval);
    expect(server?.definitions.map(({ approved, name }) => [name, approved])).toEqual([
      ['other', undefined],
      ['search', later],
    ]);
    const [again] = await compareWithLock(approved, [after], comparing);
    expect(again?.drift.items.map(({ name }) => name)).toEqual(['other']);
  });

  test('of something that is not there is a mistake', async () => {
    const { comparisons, lock } = await pinnedAndSeen();
    expect(() => approve(lock, comparisons, { server: 'nobody' }, later)).toThrow(/no server/);
    expect(() => approve(lock, comparisons, { definition: 'nothing' }, later)).toThrow(
      /no definition/,
    );
  });

  test('of all keeps servers that were not looked at; by name it takes them out', async () => {
    const { lock } = await pinnedAndSeen();
    const comparisons = await compareWithLock(lock, [], comparing);
    expect(comparisons.map(({ drift }) => drift.state)).toEqual(['absent']);
    expect(approve(lock, comparisons, {}, later)).toEqual(lock);
    expect(approve(lock, comparisons, { server: 'one' }, later).servers).toEqual([]);
  });

  test('writing adds what is new and never touches what is pinned', async () => {
    const { comparisons, lock } = await pinnedAndSeen();
    expect(pinNew(lock, comparisons)).toEqual(lock);
  });
});

test('a server that could not be looked at is unable, and never unchanged', async () => {
  const lock = pinNew(empty, await compareWithLock(empty, [seen([])], comparing));
  const problem = { reason: 'exited', why: 'It ended.', notes: [], stderr: noCapture } as const;
  const [found] = await compareWithLock(
    lock,
    [{ server: local, look: { seen: false, problem } }],
    comparing,
  );
  expect(found?.drift).toMatchObject({ state: 'unable', why: 'It ended.' });
});

test('a list that failed this time is no empty list; one that was cut short is not wholly checked', async () => {
  const note = (kind: WireNote['kind']): Partial<Introspection> => ({
    notes: [{ kind, what: 'tools/list stopped', count: 1 }],
  });
  const before = seen([tool({ title: 'A' })]);
  const failed = await compare(before, seen([], note('list-failed')));
  expect(failed.drift).toMatchObject({ state: 'unable', items: [] });
  expect(failed.after).toBeUndefined();
  const cut = await drift(before, seen([tool({ title: 'A' })], note('too-many-pages')));
  expect(cut).toMatchObject({
    state: 'unchanged',
    unchecked: [expect.stringContaining('stopped')],
  });
});

test('what changed is scanned again: only what was not there before makes it graver', async () => {
  const finding = (shows: string) => ({
    id: 'f1',
    rule: 'definition/example',
    severity: 'critical' as const,
    confidence: 'high' as const,
    title: 'Example',
    server: local.id,
    place: {
      in: 'definition',
      server: local.id,
      kind: 'tool',
      name: 'search',
      pointer: '',
    } as const,
    shows,
    why: 'W.',
    fix: 'F.',
    controls: [],
    techniques: [],
    cwe: [],
    top10: { csa: [], owasp: [] },
  });
  const rescan: Comparing['rescan'] = async (listings) =>
    listings.flatMap(({ definitions }) =>
      definitions
        .filter(({ raw }) => String(raw['description']).includes('bad'))
        .map(() => finding('bad')),
    );
  const [good, bad] = [tool({ description: 'good' }), tool({ description: 'bad' })];
  const worse = await drift(seen([good]), seen([bad]), { rescan });
  expect(worse.items.map(({ findings, grade }) => [grade, findings.length])).toEqual([
    ['critical', 1],
  ]);
  const same = await drift(seen([bad]), seen([tool({ description: 'bad', title: 'A' })]), {
    rescan,
  });
  expect(same.items.map(({ findings, grade }) => [grade, findings.length])).toEqual([['low', 0]]);
});

test('a hostile definition costs no more than it should', async () => {
  const many = (prefix: string): Definition[] =>
    Array.from({ length: 10_000 }, (_, index) =>
      definition('tool', `${prefix}${index}`, { description: `${prefix} `.repeat(20) }),
    );
  const names = (prefix: string): JsonObject =>
    Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`${prefix}${index}`, { type: 'string' }]),
    );
  const values = (prefix: string): string[] =>
    Array.from({ length: 8000 }, (_, index) => `${prefix}${index}`);
  const wide = (prefix: string): Definition =>
    withSchema({ properties: { ...names(prefix), q: { enum: values(prefix) } } });
  let deep: JsonObject = {};
  for (let level = 0; level < 120; level += 1) deep = { items: deep, maxItems: level };
  const before = seen([...many('a'), wide('a'), tool({ inputSchema: deep })]);
  const after = seen([...many('b'), wide('b'), tool({ inputSchema: { items: deep } })]);
  const comparisons = await compareWithLock(empty, [before], comparing);
  const lock = { ...empty, servers: comparisons.flatMap(({ after }) => after ?? []) };
  const [found] = await compareWithLock(lock, [after], comparing);
  expect(found?.drift.items.length).toBeGreaterThan(10_000);
}, 20_000);
