import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { packageServer } from './index.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-package-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const manifest = (value: object): void =>
  writeFileSync(join(folder, 'package.json'), JSON.stringify(value));
const dependencies = { '@modelcontextprotocol/sdk': '^1.0.0' };

test('a built package that uses an MCP library is the server that its program starts', async () => {
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/index.js'), '');
  manifest({ name: 'a-server', bin: { a: 'dist/index.js' }, dependencies });
  const { servers, unread } = await packageServer(folder);
  expect(unread).toEqual([]);
  expect(servers).toMatchObject([
    { name: 'a-server', launch: { command: 'node', args: ['dist/index.js'], cwd: folder } },
  ]);
});

test('a package that is not built says so', async () => {
  manifest({ name: 'a-server', bin: 'dist/index.js', dependencies });
  expect(await packageServer(folder)).toMatchObject({
    servers: [],
    unread: [{ path: join(folder, 'package.json'), why: expect.stringContaining('not built') }],
  });
});

test.each([
  ['no manifest', undefined],
  ['another kind of package', { name: 'x', bin: 'x.js', dependencies: { react: '1' } }],
  ['a program outside the package', { name: 'x', bin: '../x.js', dependencies }],
  ['an absolute program', { name: 'x', bin: '/bin/sh', dependencies }],
  ['a manifest of nonsense', { name: 1, bin: [2], dependencies: 'all' }],
])('%s is no server', async (_, value) => {
  if (value !== undefined) manifest(value);
  expect(await packageServer(folder)).toMatchObject({ servers: [], unread: [] });
});
