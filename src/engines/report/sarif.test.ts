import standard from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with {
  type: 'json',
};
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import type { Log, Run } from 'sarif';
import { describe, expect, test } from 'vitest';
import { rules } from '../../catalogue/rules/registry.gen.ts';
import { clean, crowded, empty, rich, servers, withStrings } from '../../../test/samples/report.ts';
import { render } from './index.ts';
import type { RenderOptions } from './index.ts';

// The package ships the standard's schema; nothing else of it is used. It is draft 4, which differs from
// what ajv reads in the name of `id` alone, as far as this schema goes.
const { id: _id, $schema: _draft, ...schema } = standard;
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function errorsOf(report: typeof rich, options: RenderOptions = {}): unknown {
  validate(JSON.parse(render(report, 'sarif', options)));
  return validate.errors ?? [];
}

function runOf(report: typeof rich, options: RenderOptions = {}): Run {
  return (JSON.parse(render(report, 'sarif', options)) as Log).runs[0]!;
}

describe('the SARIF report', () => {
  test('the schema refuses what is not SARIF', () => {
    expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false);
  });

  test.each([
    ['a usual report', rich],
    ['a clean one', clean],
    ['an empty one', empty],
    ['a crowded one', crowded(300, 23)],
  ])('is valid: %s', (_what, report) => {
    expect(errorsOf(report, { cwd: '/home/ada', exitCode: 1 })).toEqual([]);
  });

  test('is valid whatever the report holds', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (texts) => {
        const report = withStrings(rich, (_old, index) => texts[index % texts.length] ?? '');
        expect(errorsOf(report, { cwd: '/home/ada' })).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('lists every rule with its help, also when nothing was found', () => {
    const { driver } = runOf(empty).tool;
    expect(driver.rules?.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    for (const rule of driver.rules ?? []) {
      expect(rule.help?.text).toMatch(/Fix: .+Controls: /s);
      expect(rule.help?.markdown).toContain('**Fix:**');
      expect(rule.properties?.['security-severity']).toMatch(/^\d\.\d$/);
    }
  });

  test('each result points at its rule, and each weakness at the taxonomy', () => {
    const run = runOf(rich);
    const listed = new Set(run.taxonomies?.[0]?.taxa?.map(({ id }) => id));
    expect(run.results?.map(({ ruleId }) => ruleId)).toEqual(rich.findings.map(({ rule }) => rule));
    for (const { ruleId, ruleIndex } of run.results ?? []) {
      expect(run.tool.driver.rules?.[ruleIndex ?? -1]?.id).toBe(ruleId);
    }
    for (const rule of run.tool.driver.rules ?? []) {
      for (const { target } of rule.relationships ?? []) expect(listed).toContain(target.id);
    }
  });

  test('a file below the working folder is relative, another one absolute', () => {
    const at = (cwd: string) => runOf(rich, { cwd }).results?.[2]?.locations?.[0]?.physicalLocation;
    expect(at('/home/ada')).toEqual({
      artifactLocation: {
        uri: '.config/Claude/claude_desktop_config.json',
        uriBaseId: 'SRCROOT',
      },
      region: { startLine: 28, startColumn: 14 },
    });
    expect(at('/srv')?.artifactLocation).toEqual({
      uri: 'file:///home/ada/.config/Claude/claude_desktop_config.json',
    });
    expect(runOf(rich, { cwd: '/srv' }).originalUriBaseIds).toEqual({
      SRCROOT: { uri: 'file:///srv/' },
    });
  });

  test.each([
    ['C:\\Users\\Ada L\\mcp.json', 'file:///C:/Users/Ada%20L/mcp.json'],
    ['\\\\wsl$\\home\\mcp.json', 'file://wsl%24/home/mcp.json'],
    ['/tmp/a b#c?d%.json', 'file:///tmp/a%20b%23c%3Fd%25.json'],
  ])('%s has the address %s', (path, uri) => {
    const place = { in: 'file', path, line: 1, column: 1 } as const;
    const report = { ...rich, findings: [{ ...rich.findings[2]!, place }] };
    const location = runOf(report).results?.[0]?.locations?.[0];
    expect(location?.physicalLocation?.artifactLocation?.uri).toBe(uri);
  });

  test('a definition is a logical place, and physically the entry of its server', () => {
    const location = runOf(rich).results?.[0]?.locations?.[0];
    expect(location?.logicalLocations?.[0]).toMatchObject({
      name: 'add_note',
      fullyQualifiedName: 'notes-1a2b3c4d/tool/add_note#/description',
      kind: 'tool',
    });
    expect(location?.physicalLocation?.region?.startLine).toBe(4);
  });

  test('a server that stands in no file stands for itself', () => {
    const [notes] = rich.servers;
    const given = { ...notes!, found: [{ ...notes!.found[0]!, path: 'command line' }] };
    const location = runOf({ ...rich, servers: [given] }).results?.[0]?.locations?.[0];
    expect(location?.physicalLocation?.artifactLocation?.uri).toBe('notes-1a2b3c4d');
  });

  test('what stood in a file once is no line of the file of today', () => {
    const commit = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
    const place = { in: 'file', path: '/srv/a.ts', line: 7, column: 3, commit } as const;
    const report = { ...rich, findings: [{ ...rich.findings[2]!, place }] };
    const location = runOf(report).results?.[0]?.locations?.[0];
    expect(location?.physicalLocation?.region?.startLine).toBe(1);
    expect(location?.logicalLocations?.[0]).toMatchObject({
      name: 'commit 0a1b2c3d4e5f',
      fullyQualifiedName: `${commit}:/srv/a.ts:7:3`,
    });
  });

  test('a finding keeps its identity, and says whether it is new', () => {
    const results = runOf(rich).results ?? [];
    expect(results.map((one) => one.partialFingerprints?.['warderFinding/v1'])).toEqual(
      rich.findings.map(({ id }) => id),
    );
    expect(results.map((one) => one.baselineState)).toEqual(
      rich.findings.map((_one, index) => (index === 0 ? 'new' : 'unchanged')),
    );
    expect(runOf(crowded(1, 1)).results?.[0]).not.toHaveProperty('baselineState');
  });

  test('what was not looked at is told, and is no success', () => {
    const [invocation] = runOf(rich, { exitCode: 1 }).invocations ?? [];
    expect(invocation).toMatchObject({ executionSuccessful: false, exitCode: 1 });
    const said = [
      ...(invocation?.toolConfigurationNotifications ?? []),
      ...(invocation?.toolExecutionNotifications ?? []),
    ].map(({ message }) => message.text);
    for (const word of ['weather: The server', 'archive: ', 'mcp.json: not valid', 'old: ']) {
      expect(said.some((text) => text?.includes(word))).toBe(true);
    }
    expect(runOf(clean).invocations?.[0]?.executionSuccessful).toBe(true);
  });

  test('a server that is turned off is told and is no failure', () => {
    const report = { ...clean, servers: [servers.everything, servers.old] };
    expect(runOf(report).invocations?.[0]).toMatchObject({
      executionSuccessful: true,
      toolConfigurationNotifications: [{ level: 'note' }],
    });
  });

  test('a time that no calendar has is left out', () => {
    const report = { ...rich, run: { started: 'never', milliseconds: Number.MAX_SAFE_INTEGER } };
    expect(errorsOf(report)).toEqual([]);
    expect(runOf(report).invocations?.[0]).not.toHaveProperty('startTimeUtc');
  });

  test('evidence makes no link', () => {
    const [first] = rich.findings;
    const report = { ...rich, findings: [{ ...first!, shows: '[press](https://evil.example)' }] };
    expect(runOf(report).results?.[0]?.message.text).not.toMatch(/\]\(/);
  });
});
