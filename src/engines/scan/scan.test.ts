import { expect, test } from 'vitest';
import { configFile, definition, entry, tool } from '../../domain/example.ts';
import { WarderError } from '../../domain/errors.ts';
import type { Look } from '../../domain/introspection.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { JsonObject } from '../../domain/json.ts';
import { auditReport } from '../../domain/report.ts';
import type { AnyRule, Rule } from '../../domain/rule.ts';
import type { ConfigFile, Server, ServerEntry } from '../../domain/server.ts';
import { audit, compareRuns, exitCode } from './index.ts';
import { snapshotOf } from './snapshot.ts';

const told = {
  why: 'It matters.',
  fix: 'Mend it.',
  controls: ['INT-14'],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: { bad: [], good: [], nearMiss: [] },
} as const;

const saysEvil: Rule<'definition'> = {
  ...told,
  id: 'definition/says-evil',
  severity: 'high',
  confidence: 'high',
  title: 'Says evil',
  *detect({ passages }) {
    for (const { at, text } of passages) if (text.includes('evil')) yield { at, shows: text };
  },
};
const namesCommand: Rule<'config'> = {
  ...told,
  id: 'config/names-command',
  severity: 'low',
  confidence: 'high',
  title: 'Names a command',
  notApplicable: ({ launch }) => (launch?.transport === 'stdio' ? undefined : 'it is remote'),
  *detect({ raw }) {
    yield { at: '/command', shows: `token=${'abcdefgh'.repeat(3)} ${String(raw['command'])}` };
  },
};
const isOpen: Rule<'config-file'> = {
  ...told,
  id: 'config-file/is-open',
  severity: 'medium',
  confidence: 'high',
  title: 'Is open',
  *detect({ mode }) {
    if (mode === 0o666) yield { at: '', shows: 'mode' };
  },
};
const throws: Rule<'definition'> = {
  ...saysEvil,
  id: 'definition/throws',
  // oxlint-disable-next-line require-yield
  *detect() {
    throw new Error('no\u001B[31m idea');
  },
};

const server = (name: string, raw: JsonObject, facts: Parameters<typeof entry>[1] = {}): Server => {
  const one: ServerEntry = entry(raw, { name, ...facts });
  return { id: `${name}-00000000`, name, launch: one.launch, entries: [one] };
};

const seen = (...tools: JsonObject[]): Look => ({
  seen: true,
  introspection: {
    era: 'legacy',
    protocolVersion: '2025-06-18',
    supportedVersions: [],
    transport: 'stdio',
    serverInfo: {},
    capabilities: {},
    instructions: undefined,
    definitions: tools.map((raw) => definition('tool', raw)),
    digest: 'd',
    pages: [{ method: 'tools/list', text: '{}', digest: 'p', duplicateKeys: [] }],
    notes: [],
    stderr: noCapture,
    containment: 'fake',
    unenforced: [],
  },
});
const unseen = (reason: 'no-answer' | 'disabled'): Look => ({
  seen: false,
  problem: { reason, why: 'It did not answer.', notes: [], stderr: noCapture },
});

const run = (
  looks: readonly (readonly [Server, Look | Promise<Look>])[],
  rules: readonly AnyRule[] = [saysEvil, namesCommand, isOpen],
  files: readonly ConfigFile[] = [],
): ReturnType<typeof audit> =>
  audit({
    target: 'test',
    version: '0.0.0',
    servers: looks.map(([one]) => one),
    files,
    unread: [],
    rules,
    sanctioned: undefined,
    analysed: [],
    env: (name) => (name === 'FROM_ENVIRONMENT' ? 'held0elsewhere' : undefined),
    look: async (one) => looks.find(([candidate]) => candidate === one)?.[1] ?? unseen('no-answer'),
    clock: { now: () => 0 },
    progress: { begin: () => () => undefined },
    parallel: 2,
  });

test('a finding cites the rule, the place and the evidence, with secrets masked', async () => {
  const { report } = await run([
    [server('one', { command: 'x' }), seen({ name: 'a', description: 'evil' })],
  ]);
  expect(report.findings).toMatchObject([
    {
      rule: 'definition/says-evil',
      severity: 'high',
      server: 'one-00000000',
      place: { in: 'definition', kind: 'tool', name: 'a', pointer: '/description' },
      shows: 'evil',
    },
    { rule: 'config/names-command', place: { in: 'file', pointer: '/mcpServers/one/command' } },
  ]);
  expect(report.findings[1]?.shows).toBe('token=[secret] x');
  expect(auditReport.parse(report)).toEqual(report);
});

test('what a server was given is masked wherever it says it, in the report and in the pages', async () => {
  const given = ['blue7whale', 'held0elsewhere'];
  const one = server('one', {
    command: 'x',
    env: { A: given[0] ?? '', B: '${FROM_ENVIRONMENT}' },
  });
  const says = given.join(' and ');
  const look = seen({ name: says, description: `evil ${says}` });
  if (!look.seen) throw new Error('seen');
  const { introspection } = look;
  const told = {
    ...introspection,
    serverInfo: { name: says, [says]: [says] },
    capabilities: { experimental: { [says]: {} } },
    instructions: says,
    protocolVersion: says,
    supportedVersions: [says],
    pages: [{ method: 'tools/list', cursor: says, text: says, digest: 'p', duplicateKeys: [] }],
    notes: [{ kind: 'stdout-noise', what: says, sample: says, count: 1 }],
    stderr: { text: says, bytes: 1, truncated: false },
  } as const;
  const other = server('two', { command: 'y' });
  const { report, pages } = await run([
    [one, { seen: true, introspection: told }],
    [
      other,
      {
        seen: false,
        problem: {
          reason: 'needs-authorization',
          why: says,
          hint: says,
          authorization: { status: 401, challenge: says, resourceMetadata: says, scope: says },
          notes: told.notes,
          stderr: told.stderr,
        },
      },
    ],
  ]);
  expect(report.findings[0]?.shows).toBe('evil [secret] and [secret]');
  expect(report.servers[1]?.look).toMatchObject({ authorization: { status: 401 } });
  const written = JSON.stringify([report, pages]);
  for (const value of given) expect(written).not.toContain(value);
  expect(auditReport.parse(report)).toEqual(report);
});

test('a rule that could not look is unable, and the audit is incomplete', async () => {
  const { report } = await run(
    [[server('one', { command: 'x' }), unseen('no-answer')]],
    [saysEvil],
  );
  expect(report.coverage).toEqual([
    {
      rule: 'definition/says-evil',
      subject: 'one-00000000',
      outcome: 'unable',
      why: 'It did not answer.',
      findings: 0,
    },
  ]);
  expect(exitCode(report, 'medium')).toBe(3);
});

test('a definition that is larger than what rules read is no pass', async () => {
  const many = Array.from({ length: 21_000 }, () => 'x');
  const one = server('one', { command: 'x' });
  const { report } = await run([[one, seen({ name: 'a', many })]], [saysEvil]);
  expect(report.coverage[0]).toMatchObject({
    outcome: 'unable',
    why: 'the tool "a" is larger than what rules read',
  });
  expect(exitCode(report, 'medium')).toBe(3);
});

test('definitions that hold too much text are judged as far as it goes, and that is no pass', async () => {
  const tools = Array.from({ length: 6 }, (_, at) => ({
    name: `t${at}`,
    text: 'x'.repeat(450_000),
  }));
  const { report } = await run([[server('one', { command: 'x' }), seen(...tools)]], [saysEvil]);
  expect(report.coverage[0]).toMatchObject({
    outcome: 'unable',
    why: 'only 4 of 6 definitions were judged: they hold too much text',
  });
});

test('a look that fails costs one server, and the audit is incomplete', async () => {
  const [one, two] = [server('one', { command: 'x' }), server('two', { command: 'y' })];
  const { report } = await run([
    [one, Promise.reject(new Error('no\u001B idea'))],
    [two, seen({ name: 'a', description: 'evil' })],
  ]);
  expect(report.servers.map(({ look }) => look.seen)).toEqual([false, true]);
  expect(report.servers[0]?.look).toMatchObject({
    reason: 'fault',
    why: 'Warder failed to look at it: no\\u{1b} idea.',
  });
  expect(exitCode(report, 'never')).toBe(3);
  const usage = new WarderError('USAGE', 'cannot allow this host');
  await expect(run([[one, Promise.reject(usage)]])).rejects.toThrow(usage);
});

test('a server that its own client has disabled leaves nothing undone', async () => {
  const { report } = await run([[server('one', { command: 'x' }), unseen('disabled')]], [saysEvil]);
  expect(report.coverage[0]?.outcome).toBe('not-applicable');
  expect(exitCode(report, 'medium')).toBe(0);
});

test('a rule that throws is an error with escaped words, never a pass', async () => {
  const { report } = await run([[server('one', { command: 'x' }), seen({ name: 'a' })]], [throws]);
  expect(report.coverage[0]).toMatchObject({
    outcome: 'error',
    why: 'the rule failed: no\\u{1b}[31m idea',
  });
  expect(exitCode(report, 'medium')).toBe(3);
});

test.each([
  ['critical', 3],
  ['high', 1],
  ['low', 1],
  ['never', 3],
] as const)('with --fail-on %s, a high finding and a blind spot exit %i', async (failOn, exit) => {
  const { report } = await run(
    [
      [server('one', { command: 'x' }), seen({ name: 'a', description: 'evil' })],
      [server('two', { command: 'y' }), unseen('no-answer')],
    ],
    [saysEvil],
  );
  expect(exitCode(report, failOn)).toBe(exit);
});

test.each([
  ['era-differs', 3],
  ['list-failed', 3],
  ['oversized-line', 3],
  ['repeated-cursor', 3],
  ['too-many-definitions', 3],
  ['too-many-pages', 3],
  ['too-much-text', 3],
  ['stdout-noise', 0],
  ['server-request', 0],
] as const)('a server that was noted for %s leaves the audit at exit %i', async (kind, exit) => {
  const look = seen({ name: 'a' });
  if (!look.seen) throw new Error('seen');
  const notes = [{ kind, what: 'Something happened.', count: 1 }];
  const introspection = { ...look.introspection, notes };
  const { report } = await run(
    [[server('one', { command: 'x' }), { seen: true, introspection }]],
    [saysEvil],
  );
  expect(exitCode(report, 'medium')).toBe(exit);
});

test('a server given on the command line has no configuration to judge', async () => {
  const given = server('one', { command: 'x' }, { scope: 'target' });
  const { report } = await run([[given, seen({ name: 'a' })]], [namesCommand]);
  expect(report.coverage[0]?.outcome).toBe('not-applicable');
});

test('more findings of one rule than anybody reads are counted, and the first hundred listed', async () => {
  const tools = Array.from({ length: 150 }, (_, n) => ({ name: `t${n}`, description: 'evil' }));
  const { report } = await run([[server('one', { command: 'x' }), seen(...tools)]], [saysEvil]);
  expect(report.findings).toHaveLength(100);
  expect(report.coverage[0]).toMatchObject({ findings: 150, why: expect.stringContaining('150') });
});

test('the order of findings does not depend on the order of servers or rules', async () => {
  const looks = [
    [
      server('b', { command: 'x' }),
      seen({ name: 'z', description: 'evil' }, { name: 'a', description: 'evil' }),
    ],
    [server('a', { command: 'x' }), seen({ name: 'q', description: 'evil' })],
  ] as const;
  const one = await run(looks, [saysEvil, namesCommand]);
  const two = await run(looks.toReversed(), [namesCommand, saysEvil]);
  expect(two.report.findings).toEqual(one.report.findings);
});

test('since the last run: new, unchanged, fixed, and not checked where nobody could look', async () => {
  const [one, two] = [server('one', { command: 'x' }), server('two', { command: 'y' })];
  const open = configFile({}, { mode: 0o666, path: '/c.json' });
  const earlier = await run(
    [
      [one, seen({ name: 'a', description: 'evil' }, { name: 'b', description: 'evil' })],
      [two, seen({ name: 'c', description: 'evil' })],
    ],
    [saysEvil, isOpen],
    [open],
  );
  const now = await run(
    [
      [one, seen({ name: 'b', description: 'evil' }, { name: 'n', description: 'evil' })],
      [two, unseen('no-answer')],
    ],
    [saysEvil, isOpen],
    [configFile({}, { mode: 0o600, path: '/c.json' })],
  );
  const since = compareRuns({ id: 'r1', report: earlier.report }, now.report);
  expect(since.new).toHaveLength(1);
  expect(since.unchanged).toHaveLength(1);
  expect(since.fixed.map(({ where }) => where)).toEqual([
    'one-00000000 tool "a" /description',
    '/c.json:1:1',
  ]);
  expect(since.notChecked.map(({ where }) => where)).toEqual([
    'two-00000000 tool "c" /description',
  ]);
});

test('a finding keeps its id when lines above it move, and gets another in another tool', async () => {
  const first = await run([
    [server('one', { command: 'x' }), seen({ name: 'a', description: 'evil' })],
  ]);
  const moved = await run([
    [server('one', { command: 'x' }), seen({ name: '0' }, { name: 'a', description: 'some evil' })],
  ]);
  const other = await run([
    [server('one', { command: 'x' }), seen({ name: 'b', description: 'evil' })],
  ]);
  const idOf = ({ report }: Awaited<ReturnType<typeof run>>): string | undefined =>
    report.findings[0]?.id;
  expect(idOf(moved)).toBe(idOf(first));
  expect(idOf(other)).not.toBe(idOf(first));
});

test.each([
  ['the object that tools/list gives', { tools: [{ name: 'a' }] }],
  ['a whole reply', { jsonrpc: '2.0', id: 1, result: { tools: [{ name: 'a' }] } }],
  ['a bare array', [{ name: 'a' }]],
])('a snapshot may be %s', (_, document) => {
  expect(snapshotOf(document, '…')?.definitions).toEqual([
    { kind: 'tool', name: 'a', raw: { name: 'a' } },
  ]);
});

test('a configuration is no snapshot', () => {
  expect(snapshotOf({ mcpServers: { a: { command: 'x' } } }, '…')).toBeUndefined();
  expect(snapshotOf([{ name: 'a', command: 'x' }], '…')).toBeUndefined();
  expect(snapshotOf('text', '…')).toBeUndefined();
});

test('the example builders give what the rules would see', () => {
  expect(tool({ name: 'a', description: 'b' }).passages.map(({ role }) => role)).toEqual([
    'name',
    'description',
  ]);
});
