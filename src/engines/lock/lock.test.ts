import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { serverFrom } from '../../../test/support/look.ts';
import type { Definition, DefinitionKind } from '../../domain/definition.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Introspection, WireNote } from '../../domain/introspection.ts';
import type { JsonObject } from '../../domain/json.ts';
import { maskSecretsOf } from '../../domain/known-secrets.ts';
import type { Lock, ServerDrift } from '../../domain/lock.ts';
import type { Server } from '../../domain/server.ts';
import { approve, compareLists, compareWithLock, lockText, pinNew, readLock } from './index.ts';
import type { Comparing, Comparison, Seen } from './index.ts';

const empty: Lock = { format: 'warder-lock/1', servers: [] };
const approval = { at: '2026-11-20T16:00:00.000Z', by: 'ada', why: 'first look' };
const comparing: Comparing = {
  mask: (text) => text,
  approval,
  folder: '/srv/project',
  rescan: async () => [],
};

function definition(kind: DefinitionKind, name: string, raw: JsonObject = {}): Definition {
  return { kind, name, raw: kind === 'instructions' ? raw : { name, ...raw } };
}

function introspection(
  definitions: readonly Definition[],
  more: Partial<Introspection> = {},
): Introspection {
  return {
    era: 'legacy',
    protocolVersion: '2025-11-25',
    supportedVersions: [],
    transport: 'stdio',
    serverInfo: {},
    capabilities: { tools: {} },
    instructions: undefined,
    definitions,
    digest: '',
    pages: [],
    notes: [],
    stderr: noCapture,
    containment: 'none',
    unenforced: [],
    ...more,
  };
}

const local = serverFrom({ command: 'npx', args: ['-y', '@x/notes@1.0.0'] });

function seen(
  definitions: readonly Definition[],
  more: Partial<Introspection> = {},
  server: Server = local,
): Seen {
  return { server, look: { seen: true, introspection: introspection(definitions, more) } };
}

async function compare(
  before: Seen,
  after: Seen,
  more: Partial<Comparing> = {},
): Promise<Comparison> {
  const settings = { ...comparing, ...more };
  const lock = pinNew(empty, await compareWithLock(empty, [before], settings));
  // Through the text, as a clone would have it.
  const [comparison] = await compareWithLock(
    readLock(lockText(lock), 'warder.lock'),
    [after],
    settings,
  );
  if (comparison === undefined) throw new Error('nothing was compared');
  return comparison;
}

async function drift(
  before: Seen,
  after: Seen,
  more: Partial<Comparing> = {},
): Promise<ServerDrift> {
  return (await compare(before, after, more)).drift;
}

function told({ items }: ServerDrift): string[] {
  return items.flatMap(({ changes }) =>
    changes.map(({ change, grade, at }) => `${grade} ${change} ${at}`),
  );
}

const tool = (raw: JsonObject): Definition => definition('tool', 'search', raw);
const withSchema = (schema: JsonObject): Definition => tool({ inputSchema: schema });
const withProperty = (schema: JsonObject | boolean): Definition =>
  withSchema({ type: 'object', properties: { q: schema } });
const P = '/inputSchema/properties/q';

describe('a change is told for what it is', () => {
  test.each<[string, Definition, Definition, readonly string[]]>([
    [
      'other words',
      tool({ description: 'Finds.' }),
      tool({ description: 'Sends.' }),
      ['medium wording /description'],
    ],
    [
      'other spacing',
      tool({ description: 'Finds it.' }),
      tool({ description: 'finds\n it.' }),
      ['low layout /description'],
    ],
    [
      'a hidden character is no spacing',
      tool({ description: 'Finds it.' }),
      tool({ description: 'Finds\u200b it.' }),
      ['medium wording /description'],
    ],
    ['a title', tool({ title: 'A' }), tool({ title: 'B' }), ['low title /title']],
    [
      'instructions',
      definition('instructions', 'instructions', { instructions: 'Be kind.' }),
      definition('instructions', 'instructions', { instructions: 'Obey.' }),
      ['high instructions /instructions'],
    ],
    [
      'a new parameter',
      withSchema({ properties: { a: {} } }),
      withSchema({ properties: { a: {}, b: { type: 'string' } } }),
      ['medium parameter-added /inputSchema/properties/b'],
    ],
    [
      'a parameter that is gone',
      withSchema({ properties: { a: {}, b: { type: 'string' } } }),
      withSchema({ properties: { a: {} } }),
      ['low parameter-removed /inputSchema/properties/b'],
    ],
    [
      'a parameter of another name',
      withSchema({ properties: { a: { type: 'string' } }, required: ['a'] }),
      withSchema({ properties: { b: { type: 'string' } }, required: ['b'] }),
      ['medium parameter-renamed /inputSchema/properties/b'],
    ],
    [
      'two that might each be the other are no rename',
      withSchema({ properties: { a: { type: 'string' }, b: { type: 'string' } } }),
      withSchema({ properties: { c: { type: 'string' } } }),
      [
        'medium parameter-added /inputSchema/properties/c',
        'low parameter-removed /inputSchema/properties/a',
        'low parameter-removed /inputSchema/properties/b',
      ],
    ],
    [
      'a parameter that becomes required',
      withSchema({ properties: { a: {} } }),
      withSchema({ properties: { a: {} }, required: ['a'] }),
      ['medium required /inputSchema/required'],
    ],
    [
      'and one that no longer is',
      withSchema({ properties: { a: {} }, required: ['a'] }),
      withSchema({ properties: { a: {} } }),
      ['low optional /inputSchema/required'],
    ],
    [
      'one more type',
      withProperty({ type: 'string' }),
      withProperty({ type: ['string', 'null'] }),
      [`medium widened ${P}/type`],
    ],
    [
      'an integer becomes a number',
      withProperty({ type: 'integer' }),
      withProperty({ type: 'number' }),
      [`medium widened ${P}/type`],
    ],
    [
      'a number becomes an integer',
      withProperty({ type: 'number' }),
      withProperty({ type: 'integer' }),
      [`low narrowed ${P}/type`],
    ],
    [
      'no type any more',
      withProperty({ type: 'string' }),
      withProperty({}),
      [`medium widened ${P}/type`],
    ],
    [
      'another type',
      withProperty({ type: 'string' }),
      withProperty({ type: 'array' }),
      [`medium schema ${P}/type`],
    ],
    [
      'one more value',
      withProperty({ enum: ['a'] }),
      withProperty({ enum: ['a', 'b'] }),
      [`medium widened ${P}/enum`],
    ],
    [
      'one value less',
      withProperty({ enum: ['a', 'b'] }),
      withProperty({ enum: ['a'] }),
      [`low narrowed ${P}/enum`],
    ],
    [
      'a list that is gone',
      withProperty({ enum: ['a'] }),
      withProperty({}),
      [`medium widened ${P}/enum`],
    ],
    [
      'a looser bound',
      withProperty({ maxLength: 5 }),
      withProperty({ maxLength: 50 }),
      [`medium widened ${P}/maxLength`],
    ],
    [
      'a looser lower bound',
      withProperty({ minimum: 5 }),
      withProperty({ minimum: 0 }),
      [`medium widened ${P}/minimum`],
    ],
    [
      'a tighter bound',
      withProperty({ minimum: 0 }),
      withProperty({ minimum: 5 }),
      [`low narrowed ${P}/minimum`],
    ],
    ['a new bound', withProperty({}), withProperty({ maximum: 5 }), [`low narrowed ${P}/maximum`]],
    [
      'a pattern that is gone',
      withProperty({ pattern: '^a$' }),
      withProperty({}),
      [`medium widened ${P}/pattern`],
    ],
    [
      'another pattern',
      withProperty({ pattern: '^a$' }),
      withProperty({ pattern: 'a' }),
      [`medium schema ${P}/pattern`],
    ],
    [
      'another default',
      withProperty({ default: 'a' }),
      withProperty({ default: 'b' }),
      [`medium default ${P}/default`],
    ],
    [
      'room for any parameter',
      withSchema({ additionalProperties: false }),
      withSchema({}),
      ['medium widened /inputSchema/additionalProperties'],
    ],
    [
      'no more room for any parameter',
      withSchema({}),
      withSchema({ additionalProperties: false }),
      ['low narrowed /inputSchema/additionalProperties'],
    ],
    [
      'something deep in a list',
      withProperty({ type: 'array', items: { properties: { x: { maxLength: 5 } } } }),
      withProperty({ type: 'array', items: { properties: { x: {} } } }),
      [`medium widened ${P}/items/properties/x/maxLength`],
    ],
    [
      'one more alternative',
      withProperty({ anyOf: [{ type: 'string' }] }),
      withProperty({ anyOf: [{ type: 'string' }, { type: 'null' }] }),
      [`medium widened ${P}/anyOf`],
    ],
    [
      'the words of a parameter',
      withProperty({ description: 'a' }),
      withProperty({ description: 'b' }),
      [`medium wording ${P}/description`],
    ],
    [
      'another schema of the result',
      tool({ outputSchema: {} }),
      tool({ outputSchema: { type: 'object' } }),
      ['low output /outputSchema'],
    ],
    [
      'no longer read-only',
      tool({ annotations: { readOnlyHint: true } }),
      tool({ annotations: { readOnlyHint: false } }),
      ['high annotation-riskier /annotations/readOnlyHint'],
    ],
    [
      'a read-only that is dropped is the same',
      tool({ annotations: { readOnlyHint: true } }),
      tool({}),
      ['high annotation-riskier /annotations/readOnlyHint'],
    ],
    [
      'read-only by its own word',
      tool({}),
      tool({ annotations: { readOnlyHint: true } }),
      ['medium annotation-safer /annotations/readOnlyHint'],
    ],
    [
      'destructive after all',
      tool({ annotations: { destructiveHint: false } }),
      tool({ annotations: {} }),
      ['high annotation-riskier /annotations/destructiveHint'],
    ],
    [
      'a default that is written out changes nothing for a client',
      tool({ annotations: { openWorldHint: true } }),
      tool({ annotations: {} }),
      ['low other /annotations/openWorldHint'],
    ],
    [
      'an argument of a prompt',
      definition('prompt', 'p', { arguments: [{ name: 'a' }] }),
      definition('prompt', 'p', { arguments: [{ name: 'a', required: true }, { name: 'b' }] }),
      ['medium required /arguments/a', 'medium parameter-added /arguments/b'],
    ],
    [
      'the size of a resource is a measurement',
      definition('resource', 'file:///a', { size: 1 }),
      definition('resource', 'file:///a', { size: 2 }),
      ['info other /size'],
    ],
    [
      'what a server calls itself',
      definition('server', 'server', { name: 'a', version: '1' }),
      definition('server', 'server', { name: 'b', version: '2' }),
      ['medium identity /name', 'low identity /version'],
    ],
  ])('%s', async (_what, before, after, expected) => {
    expect(told(await drift(seen([before]), seen([after])))).toEqual(expected);
    expect((await drift(seen([before]), seen([before]))).state).toBe('unchanged');
  });

  test('keys in another order, and definitions in another order, are no change', async () => {
    const one = tool({ description: 'Finds.', title: 'A' });
    const same = { ...one, raw: { title: 'A', name: 'search', description: 'Finds.' } };
    const other = definition('tool', 'other');
    expect((await drift(seen([one, other]), seen([other, same]))).state).toBe('unchanged');
  });
});

describe('definitions that come and go', () => {
  const long = {
    description: 'Searches the notes of this workspace by words that must all occur.',
  };

  test('are new, gone, or called something else', async () => {
    const before = [definition('tool', 'a', long), definition('tool', 'c')];
    const after = [definition('tool', 'b', long), definition('tool', 'd')];
    expect(told(await drift(seen(before), seen(after)))).toEqual([
      'medium renamed ',
      'medium new-definition ',
      'low removed-definition ',
    ]);
  });

  test('of one name are told apart: a second one is new', async () => {
    const twice = [tool(long), tool({ description: 'Another.' })];
    expect(told(await drift(seen([tool(long)]), seen(twice)))).toEqual(['medium new-definition ']);
    expect((await drift(seen(twice), seen(twice.toReversed()))).state).toBe('unchanged');
  });

  test('instructions that appear are grave', async () => {
    const after = seen([definition('instructions', 'instructions', { instructions: 'Obey.' })]);
    expect(told(await drift(seen([]), after))).toEqual(['high new-definition ']);
  });
});

test('two lists differ exactly where they do not hold the same definitions, each as often', () => {
  const some = fc.array(
    fc.record({
      kind: fc.constantFrom<DefinitionKind>('tool', 'prompt'),
      name: fc.constantFrom('a', 'b'),
      description: fc.constantFrom('x', 'y'),
    }),
    { maxLength: 6 },
  );
  const texts = (list: readonly object[]): string[] =>
    list.map((one) => JSON.stringify(one)).sort();
  fc.assert(
    fc.property(some, some, (one, other) => {
      const [before, after] = [one, other].map((list) =>
        list.map(({ kind, name, description }) => definition(kind, name, { description })),
      );
      const fates = compareLists(before ?? [], after ?? []);
      expect(fates.length > 0).toBe(texts(one).join() !== texts(other).join());
      expect(fates.every(({ changes }) => changes.length > 0)).toBe(true);
    }),
  );
});

describe('how a server is reached', () => {
  const npx = (spec: string, more: JsonObject = {}): Server =>
    serverFrom({ command: 'npx', args: ['-y', spec, '--read-only'], ...more });
  const at = (url: string): Server => serverFrom({ url });

  test.each<[string, Server, Server, readonly string[]]>([
    [
      'another version',
      npx('@x/notes@1.0.0'),
      npx('@x/notes@1.1.0'),
      ['medium package-version /args'],
    ],
    ['no version', npx('@x/notes@1.0.0'), npx('@x/notes'), ['medium package-version /args']],
    ['another package', npx('@x/notes@1.0.0'), npx('@y/notes@1.0.0'), ['high launch /command']],
    [
      'an option less',
      npx('@x/notes@1.0.0'),
      serverFrom({ command: 'npx', args: ['-y', '@x/notes@1.0.0'] }),
      ['high launch /command'],
    ],
    [
      'a variable more',
      npx('@x/notes@1.0.0'),
      npx('@x/notes@1.0.0', { env: { NODE_OPTIONS: '--require x' } }),
      ['medium variables /env'],
    ],
    [
      'another host',
      at('https://a.example/mcp'),
      at('https://b.example/mcp'),
      ['high launch /url'],
    ],
    [
      'another path',
      at('https://a.example/mcp'),
      at('https://a.example/x'),
      ['medium launch /url'],
    ],
    ['another way', at('https://a.example/mcp'), npx('a'), ['high launch /transport']],
  ])('%s', async (_what, before, after, expected) => {
    expect(told(await drift(seen([], {}, before), seen([], {}, after)))).toEqual(expected);
  });

  test('a path below the folder of the lock is the same in another clone', async () => {
    const server = (folder: string): Server =>
      serverFrom({ command: 'node', args: [`${folder}/server.js`], cwd: folder });
    const lock = pinNew(
      empty,
      await compareWithLock(empty, [seen([], {}, server('/srv/project'))], comparing),
    );
    const elsewhere = { ...comparing, folder: '/home/bob/clone' };
    const [there] = await compareWithLock(
      lock,
      [seen([], {}, server('/home/bob/clone'))],
      elsewhere,
    );
    expect(there?.drift.state).toBe('unchanged');
    expect(lockText(lock)).not.toContain('/srv/project');
  });

  const notes = {
    ecosystem: 'npm',
    name: '@x/notes',
    version: '1.0.0',
    integrity: 'sha512-a',
  } as const;
  test.each([
    [
      'other bytes under the same version',
      notes,
      { ...notes, integrity: 'sha512-b' },
      ['critical integrity /integrity'],
      0,
    ],
    [
      'another version',
      notes,
      { ...notes, version: '1.0.1' },
      ['medium package-version /version'],
      0,
    ],
    ['another package', notes, { ...notes, name: 'notes' }, ['high package-changed /name'], 0],
    ['a package that is not known here is not compared', notes, undefined, [], 1],
    [
      'nor is one for another system',
      { ...notes, build: 'linux' },
      { ...notes, build: 'mac', integrity: 'b' },
      [],
      1,
    ],
  ] as const)('%s', async (_what, before, after, expected, unchecked) => {
    const found = await drift(
      seen([], { artefact: before }),
      seen([], after === undefined ? {} : { artefact: after }),
    );
    expect(told(found)).toEqual(expected);
    expect(found.unchecked).toHaveLength(unchecked);
  });

  test('capabilities are told one by one, and the protocol in passing', async () => {
    const before = seen([], { capabilities: { tools: { listChanged: false }, logging: {} } });
    const after = seen([], {
      capabilities: { tools: { listChanged: true }, prompts: {} },
      protocolVersion: '2026-07-28',
      era: 'modern',
    });
    expect(told(await drift(before, after))).toEqual([
      'medium capability-added /tools/listChanged',
      'medium capability-added /prompts',
      'low capability-removed /logging',
      'info protocol /era',
      'info protocol /protocolVersion',
    ]);
  });
});

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

describe('a server that is asked again', () => {
  const observed = (
    description: string,
    unable: readonly string[] = [],
  ): Partial<Introspection> => {
    const says = 'asked as the client "editor"';
    const definitions = [tool({ description })];
    const observation = { way: 'client', says, isAnnounced: false, definitions } as const;
    return { again: { asked: [], observations: [observation], unable } };
  };
  const rescan: Comparing['rescan'] = async (listings) =>
    listings.flatMap(({ definitions, server }) =>
      definitions
        .filter(({ raw }) => String(raw['description']).includes('bad'))
        .map(({ name, raw }) => ({
          id: name,
          rule: 'definition/example',
          severity: 'critical' as const,
          confidence: 'high' as const,
          title: 'Example',
          server,
          place: { in: 'definition', server, kind: 'tool', name, pointer: '' } as const,
          shows: String(raw['description']),
          why: 'W.',
          fix: 'F.',
          controls: [],
          techniques: [],
          cwe: [],
          top10: { csa: [], owasp: [] },
        })),
    );

  test('has drifted where a later list is not as it was approved, and says who is shown it', async () => {
    const steady = [tool({ description: 'good' })];
    const found = await drift(seen(steady), seen(steady, observed('bad')), { rescan });
    expect(found).toMatchObject({
      state: 'changed',
      items: [
        {
          name: 'search',
          grade: 'critical',
          seen: 'asked as the client "editor"',
          changes: [{ change: 'wording', before: 'good', after: 'bad' }],
          findings: [{ rule: 'definition/example' }],
        },
      ],
    });
  });

  test('has not where the later list is the first', async () => {
    const steady = [tool({ description: 'bad' })];
    const found = await drift(seen(steady), seen(steady, observed('bad')), { rescan });
    expect(found).toMatchObject({ state: 'unchanged', items: [] });
  });

  test('that is new shows what comes later beside it, compared with its first list', async () => {
    const first = seen([tool({ description: 'good' })], observed('bad'));
    const [found] = await compareWithLock(empty, [first], { ...comparing, rescan });
    expect(found?.drift.state).toBe('new');
    expect(found?.drift.items.map(({ seen }) => seen)).toEqual([
      undefined,
      'asked as the client "editor"',
    ]);
  });

  test('and could not be, is not wholly checked', async () => {
    const steady = [tool({ description: 'good' })];
    const again = { asked: [], observations: [], unable: ['asked again: it hung up'] };
    const found = await drift(seen(steady), seen(steady, { again }));
    expect(found.state).toBe('unchanged');
    expect(found.unchecked).toEqual([expect.stringContaining('it hung up')]);
  });
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
