import { expect, test } from 'vitest';
import { changeKinds } from '../../domain/drift.ts';
import type { Change, ChangeKind } from '../../domain/drift.ts';
import { lockReport } from '../../domain/lock.ts';
import type { DriftItem, LockReport, ServerDrift } from '../../domain/lock.ts';
import { renderDrift } from './index.ts';

const HOSTILE = 'x\u001B[31m\u202Ey\u200B\u009B1m\nz';

function change(kind: ChangeKind, more: Partial<Change> = {}): Change {
  const { grade } = changeKinds[kind];
  const of = { kind: 'tool', name: 'search', at: '/description' } as const;
  return { ...of, change: kind, grade, what: 'the description has other words', ...more };
}

function item(changes: readonly Change[], more: Partial<DriftItem> = {}): DriftItem {
  const of = { kind: 'tool', name: 'search', grade: 'medium', findings: [] } as const;
  return { ...of, changes, ...more };
}

function server(state: ServerDrift['state'], more: Partial<ServerDrift> = {}): ServerDrift {
  return { id: 'notes-00000000', name: 'notes', state, items: [], unchecked: [], ...more };
}

function report(servers: readonly ServerDrift[], more: Partial<LockReport> = {}): LockReport {
  return lockReport.parse({
    format: 'warder-lock-report/1',
    tool: { name: 'warder', version: '0.0.0' },
    lock: '/srv/warder.lock',
    did: 'checked',
    servers,
    unread: [],
    ...more,
  });
}

const options = { cwd: '/srv', width: 80 };
const wording = change('wording', {
  before: `${'The same. '.repeat(10)}Searches.`,
  after: `${'The same. '.repeat(10)}Sends.`,
});

test('a check tells each change in a line, a diff its texts where they part, and why it matters', () => {
  const all = report([
    server('changed', {
      items: [
        item([wording]),
        item([change('new-definition', { name: 'send', what: 'the tool is new', at: '' })], {
          name: 'send',
          seen: 'asked as the client "editor"',
        }),
      ],
    }),
    server('unable', { id: 'mail-00000000', name: 'mail', why: 'It ended.', hint: 'start it' }),
    server('unchanged', { id: 'time-00000000', name: 'time' }),
  ]);
  expect(renderDrift(all, 'text', options)).toMatchInlineSnapshot(`
    "warder.lock: 1 changed, 1 could not be looked at and 1 unchanged (2 medium).

    CHANGED  notes
      tool "search"
        medium   the description has other words at /description
      tool "send", asked as the client "editor"
        medium   the tool is new

    Not checked
      mail: It ended.
        try: start it

    As approved: time.

    Read more:     warder lock diff
    What is right: warder lock approve --reason "…"
    "
  `);
  expect(renderDrift(all, 'text', { ...options, isDetailed: true })).toMatchInlineSnapshot(`
    "warder.lock: 1 changed, 1 could not be looked at and 1 unchanged (2 medium).

    CHANGED  notes  notes-00000000
      tool "search"
        medium   the description has other words at /description
          - …. The same. The same. Searches.
          + …. The same. The same. Sends.
          why  A model acts on this text as if it were an instruction.
      tool "send", asked as the client "editor"
        medium   the tool is new
          why  A model may use it from now on, and nobody has approved it.

    Not checked
      mail: It ended.
        try: start it

    As approved: time.

    What is right: warder lock approve --reason "…"
    "
  `);
});

test('nothing foreign reaches the terminal as it is', () => {
  const hostile = change('wording', {
    name: HOSTILE,
    at: `/${HOSTILE}`,
    before: HOSTILE,
    after: HOSTILE,
  });
  const all = report(
    [
      server('changed', {
        name: HOSTILE,
        items: [item([hostile], { name: HOSTILE, seen: HOSTILE })],
      }),
      server('unable', { id: 'b', name: HOSTILE, why: HOSTILE, hint: HOSTILE }),
      server('unchanged', { id: 'c', name: HOSTILE, unchecked: [HOSTILE] }),
    ],
    { lock: `/srv/${HOSTILE}`, unread: [{ path: HOSTILE, why: HOSTILE }] },
  );
  for (const unicode of [true, false]) {
    const text = renderDrift(all, 'text', { ...options, unicode, isDetailed: true, verbose: true });
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
    expect(text).not.toMatch(/^z/m);
  }
  expect(renderDrift(all, 'sarif', options)).not.toMatch(/[\u001B\u202E\u009B]/);
});

test('more changes than anybody reads are counted', () => {
  const items = Array.from({ length: 100 }, (_, nth) => item([wording], { name: `t${nth}` }));
  const all = report([server('changed', { items })]);
  expect(renderDrift(all, 'text', options)).toContain('and 60 more; --verbose shows them');
  expect(renderDrift(all, 'text', { ...options, verbose: true })).toContain('"t99"');
});
