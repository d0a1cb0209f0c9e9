import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { AuditReport } from '../../src/domain/report.ts';
import { isAtLeast, severities } from '../../src/domain/severity.ts';
import { audit, configOf, labs } from './harness.ts';

// Every bad lab has its finding, and no good twin has one at medium or above.

interface Pair {
  readonly theme: string;
  readonly language: 'javascript' | 'python';
  readonly transport: 'stdio' | 'http';
  readonly bad: readonly string[];
  readonly good: readonly string[];
  readonly beside?: readonly string[];
  /** Whether it takes more than a usual audit to find it. */
  readonly differential?: true;
  readonly finds: readonly string[];
}

interface ConfigPair {
  readonly theme: string;
  readonly bad: string;
  readonly good: string;
  readonly finds: readonly string[];
}

type Twin = 'bad' | 'good';
type Finding = AuditReport['findings'][number];

const manifest = JSON.parse(readFileSync(join(labs, 'labs.json'), 'utf8')) as {
  readonly servers: readonly Pair[];
  readonly configs: readonly ConfigPair[];
};
const hasPython = spawnSync('python3', ['--version']).status === 0;
if (!hasPython) console.warn('python3 is not installed: the Python labs are not audited');
const runnable = manifest.servers.filter(({ language }) => language !== 'python' || hasPython);
const pairs = runnable.filter(({ differential }) => differential !== true);

const running: ChildProcess[] = [];
afterAll(() => running.forEach((child) => child.kill()));

/** Starts a lab on HTTP; gives its address. */
async function addressOf([program = '', ...args]: readonly string[]): Promise<string> {
  const run = program === 'node' ? process.execPath : program;
  const child = spawn(run, args, { cwd: labs, stdio: ['ignore', 'ignore', 'pipe'] });
  running.push(child);
  return new Promise((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (line.startsWith('listening on ')) resolve(line.slice('listening on '.length));
    });
  });
}

function entryOf([command, ...args]: readonly string[]): unknown {
  return { command, args: args.map((arg) => (/\.(mjs|py)$/.test(arg) ? join(labs, arg) : arg)) };
}

/** Audits one twin of every pair at once, as a machine with all of them would. */
async function auditAll(twin: Twin): Promise<AuditReport> {
  const entries = await Promise.all(
    pairs.map(async (pair) => [
      pair.theme,
      pair.transport === 'http'
        ? { type: 'http', url: await addressOf(pair[twin]) }
        : entryOf(pair[twin]),
    ]),
  );
  const beside = pairs.flatMap((pair) => (pair.beside ? [['mail', entryOf(pair.beside)]] : []));
  return (await audit(['--config', configOf(Object.fromEntries([...entries, ...beside]))])).report;
}

// What the labs could do together is no fault of one of them.
const ABOUT_ONE = /^(?:definition\/|drift\/|inventory\/(?:shadowed|lookalike))/;

const of = (report: AuditReport, theme: string): Finding[] => {
  const id = report.servers.find(({ name }) => name === theme)?.id;
  return report.findings.filter(({ server, rule }) => server === id && ABOUT_ONE.test(rule));
};
const alerts = (findings: readonly Finding[]): string[] =>
  findings
    .filter(({ severity }) => isAtLeast(severity, 'medium'))
    .map(({ rule, severity, shows }) => `${rule} ${severity} ${shows}`);

/** How bad the worst finding of these rules is; -1 where there is none. */
const worst = (findings: readonly Finding[], rules: readonly string[]): number =>
  Math.max(
    -1,
    ...findings
      .filter(({ rule }) => rules.includes(rule))
      .map(({ severity }) => -severities.indexOf(severity) + severities.length - 1),
  );

describe('the servers', () => {
  let bad: AuditReport;
  let good: AuditReport;
  beforeAll(async () => {
    bad = await auditAll('bad');
    good = await auditAll('good');
  });

  test('are all seen, and contained where they run here', () => {
    for (const { servers } of [bad, good]) {
      expect(servers.filter(({ look }) => !look.seen)).toEqual([]);
    }
  });

  test.each(pairs.map((pair) => [pair.theme, pair] as const))(
    '%s: the bad twin has its finding, the good twin none',
    (theme, { finds }) => {
      const found = of(bad, theme);
      expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...finds]));
      expect(alerts(of(good, theme))).toEqual([]);
      expect(worst(found, finds)).toBeGreaterThan(worst(of(good, theme), finds));
    },
  );

  test('the honest neighbour has no finding beside good servers', () => {
    expect(of(good, 'mail')).toEqual([]);
  });
});

test.each(
  runnable.filter(({ differential }) => differential).map((pair) => [pair.theme, pair] as const),
)('%s: found where the server is asked again in every way', async (theme, { bad, finds, good }) => {
  const config = configOf({ [theme]: entryOf(bad), twin: entryOf(good) });
  const { report } = await audit(['--differential', '--config', config]);
  expect(of(report, theme).map(({ rule }) => rule)).toEqual(expect.arrayContaining([...finds]));
  expect(alerts(of(report, 'twin'))).toEqual([]);
  const usual = await audit(['--config', config]);
  expect(of(usual.report, theme)).toEqual([]);
});

test.each([
  ['Streamable HTTP', '--http'],
  ['HTTP+SSE', '--sse'],
])('a lab is seen the same at an address, over %s', async (_transport, flag) => {
  const url = await addressOf(['node', 'servers/false-annotation/bad.mjs', flag, '0']);
  const { code, report } = await audit([url]);
  expect(report.servers.map(({ look }) => look.seen && look.counts.tools)).toEqual([1]);
  expect(report.findings.map(({ rule }) => rule)).toContain('definition/annotation-contradicted');
  expect(code).toBe(1);
});

describe.concurrent('the configurations', () => {
  const findings = async (file: string): Promise<Finding[]> => {
    // A project's own configuration is found in its folder; any other file is given by name.
    const path = join(labs, file);
    const target = file.endsWith('/.mcp.json') ? [dirname(path)] : ['--config', path];
    const { report } = await audit(['--offline', ...target]);
    expect(report.servers).toHaveLength(1);
    return report.findings.filter(({ rule }) => rule.startsWith('config'));
  };

  test.each(manifest.configs.map((pair) => [pair.theme, pair] as const))(
    '%s: the bad twin has its finding, the good twin none',
    async (_theme, { bad, finds, good }) => {
      const found = await findings(bad);
      expect(found.map(({ rule }) => rule)).toEqual(expect.arrayContaining([...finds]));
      expect(alerts(await findings(good))).toEqual([]);
    },
  );
});
