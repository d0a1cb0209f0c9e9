import { expect, test } from 'vitest';
import { definition, entry } from '../../domain/example.ts';
import { noCapture } from '../../domain/introspection.ts';
import type { Look } from '../../domain/introspection.ts';
import type { JsonObject } from '../../domain/json.ts';
import { auditReport } from '../../domain/report.ts';
import type { Rule } from '../../domain/rule.ts';
import type { Server } from '../../domain/server.ts';
import { audit } from './index.ts';

/** Finds each company of servers, at the first tool of the first. */
const meets: Rule<'inventory'> = {
  id: 'inventory/meets',
  severity: 'low',
  confidence: 'high',
  title: 'They meet',
  why: 'It matters.',
  fix: 'Mend it.',
  controls: [],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  examples: { bad: [], good: [], nearMiss: [] },
  *detect({ servers }) {
    const names = servers.map(({ listing, vouched }) => listing.title + (vouched ? '!' : ''));
    const of = { server: servers[0]?.listing.server ?? '', kind: 'tool', name: 'a' } as const;
    const place = { in: 'definition', ...of, pointer: '' } as const;
    yield { at: '', of, shows: names.join(' '), steps: [{ place, says: 'Here.' }] };
  },
};

type Facts = Parameters<typeof entry>[1];

const server = (name: string, ...facts: Facts[]): Server => {
  const places = facts.length === 0 ? [{}] : facts;
  const [first, ...rest] = places.map((one) => entry({ command: name }, { name, ...one }));
  if (first === undefined) throw new Error('a server has an entry');
  return { id: `${name}-0`, name, launch: first.launch, entries: [first, ...rest] };
};

const tools: readonly JsonObject[] = [{ name: 'a' }];
const seen: Look = {
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
    pages: [],
    notes: [],
    stderr: noCapture,
    containment: 'fake',
    unenforced: [],
  },
};
const unseen: Look = {
  seen: false,
  problem: { reason: 'no-answer', why: 'It did not answer.', notes: [], stderr: noCapture },
};

const run = async (servers: readonly Server[], sanctioned?: readonly string[]) => {
  const { report } = await audit({
    target: 'test',
    version: '0.0.0',
    servers,
    files: [],
    unread: [],
    rules: [meets],
    analysed: [],
    sanctioned,
    env: () => undefined,
    look: async ({ name }) => (name === 'silent' ? unseen : seen),
    clock: { now: () => 0 },
    progress: { begin: () => () => undefined },
    parallel: 1,
  });
  return report;
};
const met = async (...of: Parameters<typeof run>): Promise<string[]> =>
  (await run(...of)).findings.map(({ shows }) => shows);

test('servers meet in the client that has both, whatever the order', async () => {
  const one = server('one', { client: 'x' });
  const two = server('two', { client: 'x' }, { client: 'y' });
  const three = server('three', { client: 'y' });
  const company = ['one two', 'three two'];
  expect((await met([one, two, three])).toSorted()).toEqual(company.toSorted());
  expect((await met([three, two, one])).toSorted()).toEqual(company.toSorted());
});

test('the servers of two projects never meet', async () => {
  const own = server('own');
  const within = (one: Server, project: string): Server => ({
    ...one,
    entries: [{ ...one.entries[0], project }],
  });
  const projects = [within(server('here'), '/here'), within(server('there'), '/there')];
  expect((await met([own, ...projects])).toSorted()).toEqual(['here own', 'own', 'own there']);
});

test('clients that are configured alike are one company, found once', async () => {
  const both = [{ client: 'x' }, { client: 'y' }];
  expect(await met([server('one', ...both), server('two', ...both)])).toEqual(['one two']);
});

test('a server that is switched off meets nobody', async () => {
  const one = server('one');
  const off = { ...one.entries[0], disabled: true };
  expect(await met([{ ...one, entries: [off] }])).toEqual([]);
});

test('who is sanctioned or managed is vouched for', async () => {
  const managed = server('managed', { scope: 'managed' });
  expect(await met([server('one'), managed, server('two')], ['two-0'])).toEqual([
    'managed! one two!',
  ]);
});

test('where a server was not seen, to find nothing among the others is no pass', async () => {
  const report = await run([server('one'), server('silent')]);
  expect(report.coverage).toMatchObject([
    { outcome: 'fail', why: 'not among those judged together: silent' },
  ]);
  expect((await run([server('silent')])).coverage).toMatchObject([{ outcome: 'unable' }]);
});

test('the steps of a finding stand in the report', async () => {
  const report = await run([server('one')]);
  expect(report.findings[0]).toMatchObject({ server: 'one-0', steps: [{ says: 'Here.' }] });
  expect(auditReport.parse(report)).toEqual(report);
});
