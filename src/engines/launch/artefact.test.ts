import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCommand } from '../../domain/command.ts';
import { artefactOf } from './artefact.ts';
import type { PackagePlan } from './plan.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'warder-artefact-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function put(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function plan(kind: 'npm' | 'python', command: string, ...args: string[]): PackagePlan {
  const { packages } = readCommand(command, args);
  const rest = { executable: undefined, script: undefined, registry: undefined };
  return { kind, packages, args: [], env: {}, wantsBun: false, ...rest };
}

const npm = plan('npm', 'npx', '-y', '@x/notes@^1');
const python = plan('python', 'uvx', 'My.Notes');

test('a package of npm is known by the version and integrity that npm installed', async () => {
  const packages = { 'node_modules/@x/notes': { version: '1.2.3', integrity: 'sha512-a' } };
  put('node_modules/.package-lock.json', JSON.stringify({ packages }));
  expect(await artefactOf(npm, folder)).toEqual({
    ecosystem: 'npm',
    name: '@x/notes',
    version: '1.2.3',
    integrity: 'sha512-a',
  });
});

test.each([
  ['is not there', undefined],
  ['is no JSON', '{'],
  ['names another package', '{"packages":{"node_modules/other":{"version":"1.0.0"}}}'],
  ['says nothing', '{"packages":{"node_modules/@x/notes":true}}'],
])('it is not known where the record %s', async (_what, text) => {
  if (text !== undefined) put('node_modules/.package-lock.json', text);
  expect(await artefactOf(npm, folder)).toBeUndefined();
});

const site = 'environment/lib/python3.11/site-packages';
function install(record: string): void {
  put(`${site}/my_notes-1.2.3.dist-info/RECORD`, record);
  put(`${site}/my_notes-1.2.3.dist-info/WHEEL`, 'Wheel-Version: 1.0\nTag: py3-none-any\n');
  put(`${site}/my_notes-1.2.3.dist-info/INSTALLER`, 'uv');
  put(`${site}/my_notes/__init__.py`, 'print(1)');
  put(`${site}/my_notes/__pycache__/__init__.pyc`, 'bytes');
}
const RECORD =
  'my_notes/__init__.py,sha256=x,8\r\nmy_notes/__pycache__/__init__.pyc,,\nmy_notes-1.2.3.dist-info/INSTALLER,sha256=y,2\n../../../bin/notes,sha256=z,9\n';

test('a package of PyPI is known by its files, whatever installed them, and not by what their record claims', async () => {
  install(RECORD);
  const first = await artefactOf(python, folder);
  expect(first).toMatchObject({
    ecosystem: 'pypi',
    name: 'my-notes',
    version: '1.2.3',
    build: 'py3-none-any',
    integrity: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
  });
  put(`${site}/my_notes-1.2.3.dist-info/INSTALLER`, 'pip');
  put(`${site}/my_notes/__pycache__/__init__.pyc`, 'other bytes');
  expect(await artefactOf(python, folder)).toEqual(first);
  put(`${site}/my_notes/__init__.py`, 'print(2)');
  expect((await artefactOf(python, folder))?.integrity).not.toBe(first?.integrity);
});

test.each([
  ['is missing', 'my_notes/gone.py,sha256=x,1\n'],
  ['lies outside', 'x/../../../../../../etc/hostname,sha256=x,1\n'],
])('its integrity is not known where a file %s', async (_what, record) => {
  install(record);
  const found = await artefactOf(python, folder);
  expect(found).toMatchObject({ version: '1.2.3' });
  expect(found).not.toHaveProperty('integrity');
});
