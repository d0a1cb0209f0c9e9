import { describe, expect, test } from 'vitest';
import { WarderError } from '../../domain/errors.ts';
import type { KnownServer, Silencer } from '../../domain/exception.ts';
import type { Finding } from '../../domain/finding.ts';
import type { CoverageRow } from '../../domain/report.ts';
import type { Program } from '../../domain/program.ts';
import type { Comment, SourceModule } from '../../domain/source.ts';
import { packageUrls } from '../../domain/vex.ts';
import {
  applyExceptions,
  baselineText,
  commentExceptions,
  readBaseline,
  readSettings,
  readVex,
} from './index.ts';

const RULES: ReadonlySet<string> = new Set(['definition/evil', 'source/command']);
const TODAY = '2026-11-20';

const finding = (facts: Partial<Finding> = {}): Finding => ({
  id: '0123456789abcdef',
  rule: 'definition/evil',
  severity: 'high',
  confidence: 'high',
  title: 'It is evil',
  server: 'notes-1234',
  place: { in: 'definition', server: 'notes-1234', kind: 'tool', name: 'add_note', pointer: '' },
  shows: 'zebra',
  why: 'It matters.',
  fix: 'Mend it.',
  controls: [],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  ...facts,
});
const inFile = (path: string, line = 3): Finding => {
  const { server: _server, ...bare } = finding({ rule: 'source/command' });
  return { ...bare, place: { in: 'file', path, line, column: 1 } };
};
const row = (facts: Partial<CoverageRow>): CoverageRow => ({
  rule: 'definition/evil',
  subject: 'notes-1234',
  outcome: 'pass',
  findings: 0,
  ...facts,
});
const serverOf = (id: string): KnownServer | undefined =>
  id === 'notes-1234'
    ? { name: 'notes', packages: packageUrls('npx', ['-y', '@made/notes@1.2.3']) }
    : undefined;
const apply = (
  silencers: readonly Silencer[],
  findings: readonly Finding[],
  coverage: readonly CoverageRow[] = [],
) => applyExceptions({ findings, coverage, serverOf }, silencers, TODAY);
const isSilenced = (silencers: readonly Silencer[], one: Finding): boolean =>
  apply(silencers, [one]).suppressed.length === 1;

const yaml = (...lines: readonly string[]): string =>
  `exceptions:\n  - ${['reason: It is ours.', 'owner: Ada', 'expires: 2027-01-31', ...lines].join('\n    ')}\n`;
const read = (text: string): Silencer[] =>
  readSettings(text, '/project/warder.yaml', {
    folders: { base: '/project', home: '/home/ada' },
    rules: RULES,
  });

describe('warder.yaml', () => {
  test.each([
    ['a server by its name', 'definition/evil', '{ server: notes }', finding()],
    ['a server by its id', 'definition/evil', '{ server: notes-* }', finding()],
    ['a tool', 'definition/evil', '{ server: notes, tool: "add_*" }', finding()],
    ['a path from the file', 'source/command', '{ path: src/** }', inFile('/project/src/a/b.ts')],
    ['a path from home', 'source/command', '{ path: ~/.x/*.json }', inFile('/home/ada/.x/c.json')],
    ['an absolute path', 'source/command', '{ path: /etc/* }', inFile('/etc/mcp')],
  ])('silences %s', (_, rule, scope, one) => {
    expect(isSilenced(read(yaml(`rule: ${rule}`, `scope: ${scope}`)), one)).toBe(true);
  });

  test.each([
    ['another rule', 'source/command', '{ server: notes }', finding()],
    ['another server', 'definition/evil', '{ server: note }', finding()],
    ['another tool', 'definition/evil', '{ server: notes, tool: "del_*" }', finding()],
    ['a file outside', 'source/command', '{ path: src/** }', inFile('/other/src/a.ts')],
    ['a definition by a path', 'definition/evil', '{ path: "**" }', finding()],
    ['a file by a tool', 'source/command', '{ tool: "*" }', inFile('/project/a.ts')],
  ])('does not silence %s', (_, rule, scope, one) => {
    expect(isSilenced(read(yaml(`rule: ${rule}`, `scope: ${scope}`)), one)).toBe(false);
  });

  test.each([
    [
      'no reason',
      'exceptions:\n  - rule: definition/evil\n    scope: { server: a }\n    owner: A\n    expires: 2027-01-31\n',
      'reason',
    ],
    [
      'a blank reason',
      yaml('rule: definition/evil', 'scope: { server: a }').replace('It is ours.', '" "'),
      'reason',
    ],
    [
      'no owner',
      yaml('rule: definition/evil', 'scope: { server: a }').replace('owner: Ada', ''),
      'owner',
    ],
    [
      'no last day',
      yaml('rule: definition/evil', 'scope: { server: a }').replace('expires: 2027-01-31', ''),
      'expires',
    ],
    [
      'a day that is none',
      yaml('rule: definition/evil', 'scope: { server: a }').replace('01-31', '02-31'),
      'expires',
    ],
    ['a scope of nothing', yaml('rule: definition/evil', 'scope: {}'), 'scope'],
    [
      'an unknown rule',
      yaml('rule: definition/evi', 'scope: { server: a }'),
      'no rule "definition/evi"',
    ],
    [
      'an unknown key',
      yaml('rule: definition/evil', 'scope: { server: a }', 'until: never'),
      'until',
    ],
    ['a key of the document that is unknown', 'exception: []\n', 'exception'],
    [
      'a key twice',
      `${yaml('rule: definition/evil', 'scope: { server: a }')}exceptions: []\n`,
      'twice',
    ],
    ['what is no YAML', 'exceptions: [', 'cannot use'],
  ])('%s is refused, with its line', (_, text, why) => {
    expect(() => read(text)).toThrow(WarderError);
    expect(() => read(text)).toThrow(why);
    expect(() => read(text)).toThrow(/line \d/);
  });

  test('an empty file decides nothing', () => {
    expect(read('')).toEqual([]);
  });

  test('holds until the end of its last day, and is told with what it would silence afterwards', () => {
    const until = (day: string): Silencer[] =>
      read(yaml('rule: definition/evil', 'scope: { server: notes }').replace('2027-01-31', day));
    expect(isSilenced(until('2026-11-20'), finding())).toBe(true);
    const { findings, suppressed, uses } = apply(until('2026-11-19'), [finding()]);
    expect([findings.length, suppressed.length]).toEqual([1, 0]);
    expect(uses).toMatchObject([{ silenced: 1, expires: '2026-11-19', today: TODAY }]);
  });
});

describe('what became of an exception', () => {
  const exceptions = read(yaml('rule: definition/evil', 'scope: { server: notes }'));

  test.each([
    ['its rule passed', [row({})], true],
    ['its rule did not run', [row({ rule: 'source/command' })], false],
    ['its rule could not look', [row({}), row({ outcome: 'unable' })], false],
    ['its server was not among those looked at', [row({ subject: 'other-99' })], false],
    ['its rule did not apply', [row({ outcome: 'not-applicable' })], false],
  ])('%s: known to be unused is %o', (_, coverage, expected) => {
    expect(apply(exceptions, [], coverage).uses[0]?.isLooked).toBe(expected);
  });

  test('of two for one finding, the first is named and both are used', () => {
    const two = [...exceptions, ...read(yaml('rule: definition/evil', 'scope: { tool: "*" }'))];
    const { suppressed, uses } = apply(two, [finding()]);
    expect(suppressed).toHaveLength(1);
    expect(uses.map(({ silenced }) => silenced)).toEqual([1, 1]);
  });
});

/** A module with the given lines, whose comments are what stands behind `//`. */
function program(text: string, role: SourceModule['role'] = 'product'): Program {
  const lines = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const comments = [...text.matchAll(/\/\/.*/g)].map(
    ({ 0: said, index }): Comment => ({ at: index, end: index + said.length, text: said }),
  );
  const module = { path: 'a.ts', role, text, lines, comments } as unknown as SourceModule;
  return { modules: [module] } as unknown as Program;
}
const beside = (text: string, role?: SourceModule['role']): Silencer[] =>
  commentExceptions({ name: 'p', program: program(text, role), root: '/p' }, RULES);

describe('a comment beside the code', () => {
  const whole = '// warder-ignore source/command: The name is fixed.';

  test.each([
    ['on the line before', `${whole}\nrun(x)`, 2],
    ['on the same line', `run(x) ${whole}`, 1],
    ['above another one', `${whole}\n// warder-ignore definition/evil: So.\nrun(x)`, 3],
  ])('%s silences the finding', (_, text, line) => {
    expect(isSilenced(beside(text), inFile('/p/a.ts', line))).toBe(true);
  });

  test.each([
    ['two lines away', `${whole}\n\nrun(x)`, 3],
    ['behind other code, for the next line', `run(y) ${whole}\nrun(x)`, 2],
    ['about another rule', '// warder-ignore definition/evil: So.\nrun(x)', 2],
    ['that only mentions the word', '// See warder-ignore source/command: x\nrun(x)', 2],
    ['without a reason', '// warder-ignore source/command:\nrun(x)', 2],
    ['about a rule that does not exist', '// warder-ignore source/comand: So.\nrun(x)', 2],
  ])('%s does not', (_, text, line) => {
    expect(isSilenced(beside(text), inFile('/p/a.ts', line))).toBe(false);
  });

  test('that is not whole is told with what is missing', () => {
    const text = [
      '// warder-ignore source/command',
      '// warder-ignore source/x: So.',
      '// warder-ignore',
    ];
    expect(beside(text.join('\n')).map(({ problem }) => problem)).toEqual([
      'it gives no reason',
      'there is no rule of this id',
      'it names no rule',
    ]);
  });

  test('in a copy of foreign code decides nothing', () => {
    expect(beside(`${whole}\nrun(x)`, 'vendored')).toEqual([]);
  });
});

describe('a baseline', () => {
  const there = { ...inFile('/p/a.ts'), id: 'aaaaaaaaaaaaaaaa' };

  test('names what was found, and silences just that wherever its line is now', () => {
    const text = baselineText({ findings: [finding(), there] }, (path) => path.slice(1));
    const silencers = readBaseline(text, '/p/baseline.json');
    const moved = { ...finding(), shows: 'moved' };
    expect(isSilenced(silencers, moved)).toBe(true);
    expect(isSilenced(silencers, finding({ id: 'ffffffffffffffff' }))).toBe(false);
    expect(text).toContain('"where": "p/a.ts"');
    expect(text).not.toContain('zebra');
  });

  test('written again it keeps what it silences, and leaves other decisions to themselves', () => {
    const first = readBaseline(baselineText({ findings: [finding()] }, String), '/b');
    const left = apply(first, [finding()]).suppressed;
    expect(baselineText({ findings: [], suppressed: left }, String)).toContain(finding().id);
    const settings = read(yaml('rule: definition/evil', 'scope: { server: notes }'));
    const decided = apply(settings, [finding()]).suppressed;
    expect(baselineText({ findings: [], suppressed: decided }, String)).not.toContain(finding().id);
  });

  test.each([
    ['another format', '{"format":"warder-audit/1","reason":"x","findings":[]}'],
    ['no reason', '{"format":"warder-baseline/1","findings":[]}'],
    [
      'an id that is none',
      '{"format":"warder-baseline/1","reason":"x","findings":[{"id":"*","rule":"r","where":"w"}]}',
    ],
  ])('%s is refused', (_, text) => {
    expect(() => readBaseline(text, '/b')).toThrow(WarderError);
  });
});

const vex = (...statements: readonly object[]): string =>
  JSON.stringify({
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'urn:x',
    author: 'Ada',
    timestamp: '2026-11-01T00:00:00Z',
    version: 1,
    statements,
  });
const about = (status: string, more: object = {}): object => ({
  vulnerability: { name: 'WARDER-0123456789abcdef' },
  status,
  ...(status === 'not_affected' && { justification: 'vulnerable_code_not_present' }),
  ...more,
});
const product = [{ '@id': 'urn:warder:server:notes-1234' }];

describe('an OpenVEX document', () => {
  test.each([
    ['not affected', [about('not_affected')]],
    ['fixed', [about('fixed')]],
    ['of the finding’s product', [about('fixed', { products: product })]],
    [
      'by its rule and product',
      [about('fixed', { vulnerability: { name: 'definition/evil' }, products: product })],
    ],
    [
      'of its package',
      [
        about('fixed', {
          vulnerability: { name: 'definition/evil' },
          products: ['pkg:npm/%40made/notes'],
        }),
      ],
    ],
    [
      'of its package in that version',
      [about('fixed', { products: [{ identifiers: { purl: 'pkg:npm/%40made/notes@1.2.3' } }] })],
    ],
    [
      'by an alias',
      [about('fixed', { vulnerability: { name: 'X', aliases: ['WARDER-0123456789abcdef'] } })],
    ],
    [
      'in the older form',
      [
        about('fixed', {
          vulnerability: 'WARDER-0123456789abcdef',
          products: ['urn:warder:server:notes-1234'],
        }),
      ],
    ],
    ['corrected later', [about('affected'), about('fixed', { timestamp: '2026-11-02T00:00:00Z' })]],
  ])('silences what it says is %s', (_, statements) => {
    expect(isSilenced(readVex(vex(...statements), '/v'), finding())).toBe(true);
  });

  test.each([
    ['affected', [about('affected')]],
    ['still looked into', [about('under_investigation')]],
    [
      'of another version',
      [about('fixed', { products: [{ identifiers: { purl: 'pkg:npm/%40made/notes@1.2.4' } }] })],
    ],
    ['another product', [about('fixed', { products: [{ '@id': 'urn:warder:server:x' }] })]],
    ['a rule without a product', [about('fixed', { vulnerability: { name: 'definition/evil' } })]],
    ['corrected later', [about('fixed'), about('affected', { timestamp: '2026-11-02T00:00:00Z' })]],
  ])('does not silence what it says is %s', (_, statements) => {
    expect(isSilenced(readVex(vex(...statements), '/v'), finding())).toBe(false);
  });

  test('its justification and author stand beside the finding', () => {
    const { suppressed } = apply(readVex(vex(about('not_affected')), '/v'), [finding()]);
    expect(suppressed[0]?.by).toMatchObject({
      from: 'vex',
      owner: 'Ada',
      justification: 'vulnerable_code_not_present',
    });
  });

  test.each([
    ['no reason why it is not affected', vex(about('not_affected', { justification: undefined }))],
    ['an unknown status', vex(about('harmless'))],
    ['a time that is none', vex(about('fixed', { timestamp: 'soon' }))],
    ['another context', vex().replace('openvex.dev', 'example.com')],
  ])('%s is refused', (_, text) => {
    expect(() => readVex(text, '/v')).toThrow(WarderError);
  });
});
