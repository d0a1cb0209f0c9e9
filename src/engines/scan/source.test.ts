import { expect, test } from 'vitest';
import { entries } from '../../catalogue/entries/registry.gen.ts';
import { models } from '../../catalogue/models/registry.gen.ts';
import { rule as malformed } from '../../catalogue/rules/exception/malformed.ts';
import { rule as command } from '../../catalogue/rules/source/command-injection.ts';
import { openAnalyser } from '../analyse/index.ts';
import { audit } from './index.ts';

const analyser = await openAnalyser();

const program = (line: string, above = ''): string => `${above}
import { exec } from 'node:child_process';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
const server = new McpServer({ name: 'files', version: '1.0.0' });
server.registerTool('size', { inputSchema: { path: z.string() } }, async ({ path }) => {
  ${line}
  return { content: [] };
});
`;
const sink = "exec('du -s ' + path);";

/** Audits programs of one file each, by their roots. */
async function run(
  programs: Readonly<Record<string, string>>,
  isOwn: (root: string) => boolean = () => true,
) {
  const rules = [command, malformed];
  const analysed = Object.entries(programs).map(([root, text]) => {
    const files = [{ path: 'src/server.ts', text }];
    const { program, unable } = analyser.analyse({ files, rules: [command], models, entries });
    return { name: root, root, program, unable };
  });
  const { report } = await audit({
    target: 'test',
    version: '0.0.0',
    servers: [],
    files: [],
    unread: [],
    rules,
    analysed,
    roots: Object.keys(programs),
    sanctioned: undefined,
    isOwn,
    env: () => undefined,
    look: () => Promise.reject(new Error('there is no server')),
    clock: { now: () => 0 },
    progress: { begin: () => () => undefined },
    parallel: 1,
  });
  return report;
}
const idsOf = async (...of: Parameters<typeof run>): Promise<string[]> =>
  (await run(...of)).findings.map(({ id }) => id);

test('a finding in source stays itself when lines above it move, and in another checkout', async () => {
  const [id = ''] = await idsOf({ '/home/ada/files': program(sink) });
  expect(id).not.toBe('');
  expect(await idsOf({ '/home/ada/files': program(sink, '\n// more\n\n') })).toEqual([id]);
  expect(await idsOf({ '/ci/build/files': program(sink) })).toEqual([id]);
});

test('what changes is another finding, and so is the same in another program', async () => {
  const ids = await idsOf({ '/p/files': program(sink) });
  expect(await idsOf({ '/p/files': program("exec('du -sh ' + path);") })).not.toEqual(ids);
  const twice = await idsOf({ '/p/one/files': program(sink), '/p/two/files': program(sink) });
  expect(new Set(twice).size).toBe(2);
});

const comment = '// warder-ignore source/command-injection: It runs for us alone.\n';

test('a comment beside the code silences in the user’s own programs only', async () => {
  const own = await run({ '/p/files': program(comment + sink) });
  expect(own.findings).toEqual([]);
  expect(own.suppressed).toMatchObject([
    { by: { from: 'comment', reason: 'It runs for us alone.', place: { line: 7 } } },
  ]);
  const foreign = await run({ '/p/files': program(comment + sink) }, () => false);
  expect(foreign.findings).toMatchObject([{ rule: command.id }]);
});

test('a comment that is not whole silences nothing and is told', async () => {
  const report = await run({ '/p/files': program(`// warder-ignore\n${sink}`) });
  expect(report.findings.map(({ rule }) => rule)).toEqual([command.id, malformed.id]);
});
