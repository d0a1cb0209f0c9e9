import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AuditReport } from '../../src/domain/report.ts';
import { isAtLeast } from '../../src/domain/severity.ts';
import {
  audit,
  canContain,
  configOf,
  root,
  temporaryFolder,
  temporaryHome,
  treeOf,
} from './harness.ts';
import { offered, serveModern } from './modern-server.ts';

// Servers that nobody here wrote: introspected completely, contained, and with no false alarm.
// What they offer is counted by the official client, or by the server object itself.

interface Counts {
  readonly tools: number;
  readonly prompts: number;
  readonly resources: number;
  readonly templates: number;
}

const packages = join(root, 'node_modules/@modelcontextprotocol');

/** What the official client of the server's own era sees, uncontained. */
async function countedByClient(command: string, args: readonly string[]): Promise<Counts> {
  const client = new Client({ name: 'count', version: '1.0.0' });
  await client.connect(new StdioClientTransport({ command, args: [...args], stderr: 'ignore' }));
  const has = client.getServerCapabilities() ?? {};
  const counts = {
    tools: has.tools ? (await client.listTools()).tools.length : 0,
    prompts: has.prompts ? (await client.listPrompts()).prompts.length : 0,
    resources: has.resources ? (await client.listResources()).resources.length : 0,
    templates: has.resources ? (await client.listResourceTemplates()).resourceTemplates.length : 0,
  };
  await client.close();
  return counts;
}

const seenIn = (report: AuditReport) => {
  const [server] = report.servers;
  if (!server?.look.seen) throw new Error(`not seen: ${JSON.stringify(server?.look)}`);
  return server.look;
};

/** Findings that would wake somebody, on what the server says of itself. */
const alarms = (report: AuditReport): string[] =>
  report.findings
    .filter(({ rule, severity }) => rule.startsWith('definition/') && isAtLeast(severity, 'high'))
    .map(({ place, rule, shows }) => `${rule} ${JSON.stringify(place)} ${shows}`);

function isReachable(program: string, args: readonly string[]): boolean {
  return spawnSync(program, args, { timeout: 30_000, stdio: 'ignore' }).status === 0;
}

describe('on stdio, from node_modules', () => {
  test.each([
    ['server-everything', []],
    // It is given a folder that exists, and must not see what stands in it.
    ['server-filesystem', [join(root, 'docs')]],
    ['server-memory', []],
  ] as const)('%s is seen as its own client sees it, contained', async (name, args) => {
    const start = [join(packages, name, 'dist/index.js'), ...args];
    const home = temporaryHome();
    const before = treeOf(home.path);
    const { report } = await audit(
      ['--config', configOf({ real: { command: 'node', args: start } })],
      {
        home,
      },
    );
    const look = seenIn(report);
    expect(look.counts).toEqual(await countedByClient(process.execPath, start));
    expect(look.counts.tools).toBeGreaterThan(0);
    expect(look.containment !== 'none').toBe(canContain);
    expect(alarms(report)).toEqual([]);
    const added = [...treeOf(home.path).keys()].filter((path) => !before.has(path));
    expect(added.filter((path) => !/^(state|cache)(\/warder(\/|$)|$)/.test(path))).toEqual([]);
  });
});

const npmWorks = isReachable('npm', ['view', '@modelcontextprotocol/server-memory', 'version']);
if (!npmWorks) console.warn('the npm registry cannot be reached: npx is not tested');

test.runIf(npmWorks && canContain)(
  'through npx: fetched in one phase, run without network in the next',
  async () => {
    const { version } = JSON.parse(
      readFileSync(join(packages, 'server-memory/package.json'), 'utf8'),
    ) as { readonly version: string };
    const spec = `@modelcontextprotocol/server-memory@${version}`;
    const { report } = await audit([
      '--config',
      configOf({ memory: { command: 'npx', args: ['-y', spec] } }),
    ]);
    const look = seenIn(report);
    const local = [join(packages, 'server-memory/dist/index.js')];
    expect(look.counts).toEqual(await countedByClient(process.execPath, local));
    expect(report.findings.filter(({ severity }) => isAtLeast(severity, 'medium'))).toEqual([]);
  },
);

const PYTHON_SERVER = 'mcp-server-git==2026.10.19';
const pythonWorks =
  isReachable('python3', ['-c', 'import venv, ensurepip']) &&
  isReachable('python3', ['-m', 'pip', 'index', 'versions', 'mcp-server-git']);
if (!pythonWorks) console.warn('python3 or its package registry is missing: uvx is not tested');

test.runIf(pythonWorks && canContain)(
  'through uvx: a Python server is seen as its own client sees it',
  async () => {
    const folder = temporaryFolder();
    execFileSync('python3', ['-m', 'venv', folder]);
    execFileSync(join(folder, 'bin/pip'), ['install', '--quiet', PYTHON_SERVER]);
    const { report } = await audit([
      '--config',
      configOf({ git: { command: 'uvx', args: [PYTHON_SERVER] } }),
    ]);
    expect(seenIn(report).counts).toEqual(
      await countedByClient(join(folder, 'bin/mcp-server-git'), []),
    );
    expect(alarms(report)).toEqual([]);
  },
  300_000,
);

describe('over HTTP, on the server package of the current revision', () => {
  test('every tool, prompt, resource and template is seen, in the modern era', async () => {
    const { close, url } = await serveModern();
    onTestFinished(close);
    const { code, report } = await audit([
      '--config',
      configOf({ library: { type: 'http', url } }),
    ]);
    const look = seenIn(report);
    expect([look.era, look.counts]).toEqual(['modern', offered]);
    expect(alarms(report)).toEqual([]);
    expect(code).toBe(0);
  });
});

test('a saved tools/list is judged like the server that sent it', async () => {
  const saved = join(temporaryFolder(), 'tools.json');
  mkdirSync(temporaryFolder(), { recursive: true });
  const tools = [
    { name: 'add', description: 'Adds.\u{E0053}\u{E0065}', inputSchema: { type: 'object' } },
  ];
  writeFileSync(saved, JSON.stringify({ tools }));
  const { code, report } = await audit([saved]);
  expect(code).toBe(1);
  expect(report.findings.map(({ rule }) => rule)).toContain('definition/tag-characters');
});
