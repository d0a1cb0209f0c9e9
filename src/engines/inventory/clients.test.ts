import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { clients } from '../../catalogue/clients/registry.gen.ts';
import type { ConfigSource, KeyPath, Platform } from '../../domain/client.ts';
import { discover, discoverFolder } from './index.ts';

// Every source of every client, on every platform: a tree is made from the catalogue itself, with one
// server under each place for servers, and all of them have to be found.

const roots: string[] = [];
afterAll(() => {
  for (const root of roots) rmSync(root, { recursive: true, force: true });
});

interface Planted {
  readonly client: string;
  readonly scope: string;
  readonly path: string;
  readonly name: string;
}

/** Text of a document with one server under a key path. JSON is also YAML. */
function documentWith(name: string, keys: KeyPath, { describes, format }: ConfigSource): string {
  const entry = { command: 'run', args: [name] };
  if (describes !== undefined) {
    return JSON.stringify({
      name,
      [describes.entry[0] ?? '']: { [describes.entry[1] ?? '']: entry },
    });
  }
  const steps = keys.map((key, index) => (key.startsWith('*') ? `/folder/${index}` : key));
  if (format === 'toml') {
    const table = [...steps, name].map((step) => JSON.stringify(step)).join('.');
    return `[${table}]\ncommand = "run"\nargs = [${JSON.stringify(name)}]\n`;
  }
  return JSON.stringify(
    [...steps].reduceRight<object>((inner, step) => ({ [step]: inner }), { [name]: entry }),
  );
}

/** Where a template leads in the tree; wildcards become names that tell the servers apart. */
function placeOf(template: string, folders: ReadonlyMap<string, string>, mark: string): string {
  const [first = '', ...steps] = template.split('/');
  const base =
    first === ''
      ? folders.get('systemRoot')
      : folders.get(first.slice(1, -1).split(':').at(-1) ?? '');
  const filled = steps.map((step) => (step === '**' ? `deep/${mark}` : step.replaceAll('*', mark)));
  return join(base ?? 'unknown', ...filled);
}

function plant(platform: Platform): {
  planted: Planted[];
  folders: Map<string, string>;
  variables: Map<string, string>;
} {
  const root = mkdtempSync(join(tmpdir(), `inventory-${platform}-`));
  roots.push(root);
  const home = join(root, 'home');
  const appSupport = {
    linux: '.config',
    darwin: 'Library/Application Support',
    win32: 'AppData/Roaming',
  }[platform];
  const folders = new Map([
    ['systemRoot', join(root, 'system')],
    ['home', home],
    ['config', join(home, '.config')],
    ['appSupport', join(home, appSupport)],
    ['localAppData', join(home, 'AppData/Local')],
    ['programData', join(root, 'ProgramData')],
    ['programFiles', join(root, 'Program Files')],
    ['project', join(root, 'work', 'project')],
  ]);
  const variables = new Map([
    ['PROGRAMDATA', join(root, 'ProgramData')],
    ['PROGRAMFILES', join(root, 'Program Files')],
  ]);
  const planted: Planted[] = [];
  const taken = new Set<string>();
  for (const { id, sources } of clients) {
    for (const [number, source] of sources.entries()) {
      if (source.on !== undefined && !source.on.includes(platform)) continue;
      if (source.isBorrowed === true) continue;
      const variable = /^\{env:([A-Z_]+)\}/.exec(source.path)?.[1];
      if (variable !== undefined) {
        // A variable that names a file, or a folder.
        const value = join(root, source.path.includes('/') ? variable : `${variable}.json`);
        folders.set(variable, value);
        variables.set(variable, value);
      }
      const places = source.describes === undefined ? source.servers : [source.describes.entry];
      for (const [place, keys] of places.entries()) {
        const name = `${id}-${number}-${place}`;
        const path = placeOf(source.path, folders, name);
        // A path without wildcards holds one document; its other places have their own test.
        if (taken.has(path)) continue;
        taken.add(path);
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, documentWith(name, keys, source));
        planted.push({ client: id, scope: source.scope, path, name });
      }
    }
  }
  return { planted, folders, variables };
}

describe.each<Platform>(['linux', 'darwin', 'win32'])('on %s', (platform) => {
  const { folders, planted, variables } = plant(platform);
  const machine = {
    platform,
    home: folders.get('home') ?? '',
    env: (name: string) => variables.get(name),
    projects: [folders.get('project') ?? ''],
    systemRoot: folders.get('systemRoot') ?? '',
  };

  test('each source of each client is found, under its client and scope', async () => {
    const { files, servers, unread } = await discover(machine);
    const found = servers.flatMap(({ entries }) =>
      entries.map(({ client, file, name, scope }) => ({ client, scope, path: file.path, name })),
    );
    const byPath = (a: Planted, b: Planted): number => (a.path < b.path ? -1 : 1);
    expect(unread).toEqual([]);
    expect(found.sort(byPath)).toEqual([...planted].sort(byPath));
    expect(new Set(found.map(({ client }) => client)).size).toBe(clients.length);
    expect(files.length).toBe(planted.length);
  });

  test('the inventory is the same whatever the order on the disk', async () => {
    const plain = (inventory: Awaited<ReturnType<typeof discover>>): unknown =>
      inventory.servers.map(({ entries, id }) => [
        id,
        entries.map(({ at, file }) => [file.path, at]),
      ]);
    const [first, second] = [await discover(machine), await discover(machine)];
    expect(plain(first)).toEqual(plain(second));
    expect(new Set(first.servers.map(({ id }) => id)).size).toBe(first.servers.length);
  });

  test('a source directory gives the project configurations and no others', async () => {
    const { servers } = await discoverFolder(dirname(dirname(folders.get('project') ?? '')));
    const expected = planted.filter(({ path }) => path.startsWith(folders.get('project') ?? ''));
    const names = new Set(servers.flatMap(({ entries }) => entries.map(({ name }) => name)));
    for (const { name } of expected) expect(names).toContain(name);
  });
});

test('every place for servers within a file is read', async () => {
  const root = mkdtempSync(join(tmpdir(), 'inventory-places-'));
  roots.push(root);
  for (const { id, sources } of clients) {
    for (const source of sources.filter(
      ({ path, servers }) => /^\{home\}|^\{project\}/.test(path) && servers.length > 1,
    )) {
      for (const [place, keys] of source.servers.entries()) {
        const home = join(root, `${id}-${sources.indexOf(source)}-${place}`);
        const folders = new Map([
          ['home', home],
          ['project', join(home, 'p')],
        ]);
        const path = placeOf(source.path, folders, 'x');
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, documentWith('planted', keys, source));
        const { servers } = await discover({
          platform: source.on?.[0] ?? 'linux',
          home,
          env: () => undefined,
          projects: [join(home, 'p')],
          systemRoot: home,
        });
        expect(
          servers.map(({ name }) => name),
          `${path} ${keys.join('.')}`,
        ).toEqual(['planted']);
      }
    }
  }
});
