import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { AuditReport } from '../../domain/report.ts';
import { fail } from './failure.ts';
import { sinks, writeWhole } from './output.ts';
import { runProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-cli-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ran {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command line as `main.ts` does, on streams that a test can read. */
async function warder(...args: readonly string[]): Promise<Ran> {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const terminal: Terminal = {
    stdin,
    stdout,
    stderr,
    isInteractive: { stdin: false, stdout: false, stderr: false },
    width: 80,
    statusWidth: () => 80,
    environment: { PATH: process.env['PATH'], WARDER_STORE: join(folder, 'store.db') },
    cwd: folder,
    platform: 'linux',
    interrupt: new AbortController().signal,
  };
  const exit = await runProgram(args, terminal).catch((thrown: unknown) => fail(thrown, terminal));
  stdout.end();
  stderr.end();
  const read = async (stream: PassThrough): Promise<string> => String(await buffer(stream));
  return { exit, out: await read(stdout), err: await read(stderr) };
}

/** A saved list: one tool with a hidden message, or with none. */
function savedList(isBad: boolean): string {
  const hidden = isBad ? '\u{E0072}\u{E0065}\u{E0061}\u{E0064}' : '';
  const schema = { type: 'object', properties: {}, additionalProperties: false };
  const tool = { name: 'add', description: `Adds two numbers.${hidden}`, inputSchema: schema };
  writeFileSync(join(folder, 'list.json'), JSON.stringify({ tools: [tool] }));
  return 'list.json';
}

test('a message about a file escapes its name', async () => {
  const { err, exit } = await warder('audit', '--config', '\u009B31m\u202Egpj.mcp');
  expect(exit).toBe(2);
  expect(err).toContain('\\u009b31m\\u202egpj.mcp');
  expect(err).not.toMatch(/[\u009B\u202E]/);
});

test('a saved list with a hidden message exits 1 and names the rule, its twin exits 0', async () => {
  const bad = await warder('audit', savedList(true));
  expect(bad).toMatchObject({ exit: 1, err: '' });
  expect(bad.out).toContain('definition/tag-characters');
  expect(await warder('audit', savedList(false))).toMatchObject({ exit: 0, err: '' });
});

test('the second audit says what was fixed, and history lists both', async () => {
  await warder('audit', savedList(true));
  const again = await warder('audit', savedList(false), '--json');
  const { run } = JSON.parse(again.out) as AuditReport;
  expect(run.since?.fixed.map(({ rule }) => rule)).toEqual(['definition/tag-characters']);
  const listed = JSON.parse((await warder('history', '--json')).out) as { runs: { id: string }[] };
  expect(listed.runs).toHaveLength(2);
  const shown = await warder('history', listed.runs[1]?.id.slice(0, 8) ?? '');
  expect(shown.out).toContain('definition/tag-characters');
});

test('a run that cannot be kept is reported all the same, and says why it was not kept', async () => {
  await warder('audit', savedList(true));
  const store = new DatabaseSync(join(folder, 'store.db'));
  // What SQLite does when the disk is full.
  store.exec(`create trigger full before insert on run
    begin select raise(rollback, 'database or disk is full'); end`);
  store.close();
  const ran = await warder('audit', savedList(true));
  expect(ran.exit).toBe(2);
  expect(ran.out).toContain('definition/tag-characters');
  expect(ran.err).toMatch(/cannot use the store .*: database or disk is full\n {2}name another/);
  const { out } = await warder('history', '--json');
  expect((JSON.parse(out) as { runs: unknown[] }).runs).toHaveLength(1);
});

test('a package that cannot be had is a gap beside other targets, and an error alone', async () => {
  const absent = 'npm:warder-has-no-such-package@1.0.0';
  const ran = await warder('audit', savedList(false), absent, '--offline');
  expect(ran).toMatchObject({ exit: 3, err: '' });
  expect(ran.out).toMatch(/Not looked at\n {2}npm:warder-has-no-such-package@1\.0\.0: [^]*cache/);
  expect(await warder('audit', absent, '--offline')).toMatchObject({ exit: 3, out: '' });
});

test('--no-store leaves nothing behind', async () => {
  await warder('audit', savedList(true), '--no-store');
  expect(readdirSync(folder)).toEqual(['list.json']);
});

test('one run writes several reports, and the text to standard output', async () => {
  const files = ['a.json', 'a.sarif', 'a.html', 'a.md'];
  const ran = await warder(
    'audit',
    savedList(true),
    ...files.flatMap((file) => ['--output', file]),
  );
  expect(ran.exit).toBe(1);
  expect(ran.out).toContain('definition/tag-characters');
  for (const file of files) {
    expect(readFileSync(join(folder, file), 'utf8')).toContain('definition/tag-characters');
  }
});

test('an output may stand in a folder that only the caller has', async () => {
  mkdirSync(join(folder, 'reports'));
  const ran = await warder('audit', savedList(false), '--output', 'reports/a.json');
  expect(ran).toMatchObject({ exit: 0, err: '' });
  expect(readdirSync(join(folder, 'reports'))).toEqual(['a.json']);
});

test('an output that cannot be written is an error that says so', async () => {
  const ran = await warder('audit', savedList(true), '--output', 'absent/a.json');
  expect(ran.exit).toBe(2);
  expect(ran.err).toMatch(/cannot write .*absent/);
});

test.each([
  ['a command that is not there', ['destroy'], /unknown command/],
  ['an option that is not there', ['audit', '--quick'], /unknown option/],
  ['a severity that is not one', ['audit', '--fail-on', 'awful'], /Allowed choices/],
  ['a format that is not one', ['audit', '--format', 'pdf'], /text, json, sarif/],
  ['a time that is no number', ['audit', '--timeout', 'soon'], /whole number/],
  ['a target that is not there', ['audit', 'nowhere'], /no target "nowhere"[^]*a target is/],
  ['a target with escapes', ['audit', 'no\u001B[31mwhere'], /no\\u\{1b\}\[31mwhere/],
  ['a package that is none', ['audit', 'npm:../x'], /names no package of npm/],
  ['an address that is none', ['audit', 'https://'], /no valid URL/],
  ['a configuration that is not there', ['audit', '--config', 'absent.json'], /absent\.json/],
  ['two formats for one stream', ['audit', '--format', 'json', '--format', 'sarif'], /one format/],
  ['a list of sanctioned servers that is none', ['audit', '--sanctioned', 'list.json'], /no list/],
  ['a rule that is not there', ['explain', 'tag-character-x'], /did you mean/],
  ['a run that is not there', ['history', 'zzz'], /no one run/],
])('%s is a usage error with a way out', async (_, args, words) => {
  savedList(false);
  const ran = await warder(...args);
  expect(ran).toMatchObject({ exit: 2, out: '' });
  expect(ran.err).toMatch(words);
});

test('help goes to standard output and exits 0', async () => {
  expect(await warder('--help')).toMatchObject({ exit: 0, err: '' });
  expect((await warder('help', 'audit')).out).toContain('Exit codes');
});

test.each(['bash', 'zsh', 'fish'])('completion for %s knows every command', async (shell) => {
  const { exit, out } = await warder('completion', shell);
  expect(exit).toBe(0);
  for (const name of ['audit', 'discover', 'history', 'explain', 'doctor', 'start']) {
    expect(out).toContain(name);
  }
  expect(out).toContain('fail-on');
});

const hasBash = spawnSync('bash', ['--version']).status === 0;
if (!hasBash) console.warn('bash is not installed: what its completion offers is not tested');

test.runIf(hasBash).each([
  ['warder lo', 'lock'],
  ['warder lock ', 'write check diff approve'],
  ['warder lock ch', 'check'],
  ['warder lock check --fail', '--fail-on'],
  ['warder lock approve --rea', '--reason'],
  ['warder lock check x', ''],
  ['warder audit --fail', '--fail-on'],
  ['warder audit x', ''],
])('bash completes %j to %j', async (line, expected) => {
  const { out } = await warder('completion', 'bash');
  const words = line.split(' ').map((word) => `'${word}'`);
  const ask = `COMP_WORDS=(${words.join(' ')}); COMP_CWORD=${words.length - 1}; _warder`;
  const script = `${out}\n${ask}; echo "\${COMPREPLY[*]}"`;
  const { stdout } = spawnSync('bash', ['-c', script], { encoding: 'utf8' });
  expect(stdout.trim()).toBe(expected);
});

test('an outcome of --format and --output is paired in order, and by the ending else', () => {
  expect(sinks([], [])).toEqual([{ format: 'text' }]);
  expect(sinks(['json'], [])).toEqual([{ format: 'json' }]);
  expect(sinks(['json'], ['x.txt'])).toEqual([
    { format: 'text' },
    { format: 'json', file: 'x.txt' },
  ]);
  expect(sinks([], ['x.sarif.json'])).toEqual([
    { format: 'text' },
    { format: 'sarif', file: 'x.sarif.json' },
  ]);
  expect(sinks(['json', 'html'], ['x'])).toEqual([
    { format: 'html' },
    { format: 'json', file: 'x' },
  ]);
});

test('a report replaces a file whole, and never a device', () => {
  const file = join(folder, 'r.json');
  writeWhole(file, 'one');
  writeWhole(file, 'two');
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(readdirSync(folder)).toEqual(['r.json']);
  writeWhole('/dev/null', 'gone');
  expect(readFileSync('/dev/null', 'utf8')).toBe('');
});

test('decisions to leave findings: a file beside the user, a baseline, a VEX document', async () => {
  const list = savedList(true);
  const audit = (...args: readonly string[]): Promise<Ran> =>
    warder('audit', list, '--no-store', ...args);
  const before = await audit('--json');
  const report = JSON.parse(before.out) as AuditReport;
  const [finding] = report.findings;
  expect(before.exit).toBe(1);

  expect((await audit('--write-baseline', 'base.json')).exit).toBe(1);
  const based = await audit('--baseline', 'base.json');
  expect(based.exit).toBe(0);
  expect(based.out).toContain('left by decision (base.json)');

  expect((await audit('--output', 'found.vex.json')).exit).toBe(1);
  const vex = JSON.parse(readFileSync(join(folder, 'found.vex.json'), 'utf8')) as {
    statements: { status: string }[];
  };
  for (const statement of vex.statements) statement.status = 'fixed';
  writeFileSync(join(folder, 'known.json'), JSON.stringify(vex));
  expect((await audit('--vex', 'known.json')).exit).toBe(0);

  const exception = [
    `  - rule: ${finding?.rule}`,
    '    scope: { server: list.json }',
    '    reason: The list is a test.',
    '    owner: Ada',
    '    expires: 2999-12-31',
  ];
  writeFileSync(join(folder, 'warder.yaml'), `exceptions:\n${exception.join('\n')}\n`);
  const excepted = JSON.parse((await audit('--json')).out) as AuditReport;
  expect(excepted.suppressed?.map((one) => one.finding.id)).toEqual(
    report.findings.filter(({ rule }) => rule === finding?.rule).map(({ id }) => id),
  );
  expect((await audit('--no-exceptions')).exit).toBe(1);

  writeFileSync(join(folder, 'warder.yaml'), `exceptions:\n${exception.slice(0, 2).join('\n')}\n`);
  const refused = await audit();
  expect(refused.exit).toBe(2);
  expect(refused.err).toContain('line 2');
  expect((await audit('--baseline', 'none.json')).exit).toBe(2);
});

test('comments beside the code count in programs below the working folder, not in others', async () => {
  const code = [
    'import os',
    'from mcp.server.fastmcp import FastMCP',
    'mcp = FastMCP("clock")',
    '@mcp.tool()',
    'def show(zone: str) -> int:',
    '    # warder-ignore source/command-injection: It runs for us alone.',
    '    return os.system("date --date=" + zone)',
  ].join('\n');
  const found = async (root: string): Promise<readonly string[]> => {
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, 'pyproject.toml'), '[project]\nname = "clock"\nversion = "1.0.0"\n');
    writeFileSync(join(root, 'server.py'), code);
    const { out } = await warder('audit', root, '--no-store', '--json');
    const { findings } = JSON.parse(out) as AuditReport;
    return findings.map(({ rule }) => rule).filter((rule) => rule === 'source/command-injection');
  };
  expect(await found(join(folder, 'own'))).toEqual([]);
  expect(await found(join(folder, 'own', 'node_modules', 'clock'))).toHaveLength(1);
  const foreign = mkdtempSync(join(tmpdir(), 'warder-foreign-'));
  try {
    expect(await found(foreign)).toHaveLength(1);
  } finally {
    rmSync(foreign, { recursive: true });
  }
});

test('a baseline of one checkout holds for another', async () => {
  const servers = { notes: { command: 'npx', args: ['-y', '@made/notes'] } };
  for (const name of ['here', 'there']) {
    mkdirSync(join(folder, name));
    writeFileSync(join(folder, name, '.mcp.json'), JSON.stringify({ mcpServers: servers }));
  }
  const audit = async (name: string, ...args: readonly string[]): Promise<AuditReport> => {
    const { out } = await warder('audit', name, '--no-store', '--offline', '--json', ...args);
    return JSON.parse(out) as AuditReport;
  };
  const first = await audit('here', '--write-baseline', 'base.json');
  const second = await audit('there', '--baseline', 'base.json');
  expect(first.findings.length).toBeGreaterThan(0);
  expect(second.suppressed).toHaveLength(first.findings.length);
  expect(second.findings).toEqual([]);
});
