import { globSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { clients } from './registry.gen.ts';

const FIRST_STEPS =
  /^(?:|\{(?:home|config|appSupport|localAppData|programData|programFiles|project|env:[A-Z][A-Z0-9_]+)\})$/;

describe.each(clients.map((client) => [client.id, client] as const))('%s', (_id, client) => {
  const templates = [...client.sources, ...(client.workspaces ?? [])];

  test('starts each path at a known place, and only there', () => {
    for (const { path } of templates) {
      const [first = '', ...rest] = path.split('/');
      expect(first, path).toMatch(FIRST_STEPS);
      expect(rest.join('/'), path).not.toMatch(/[{}]|^\/|\/$/);
    }
  });

  test('says where on Windows what stands on Windows only', () => {
    for (const { on, path } of templates) {
      const isWindowsPlace = /^\{(?:localAppData|programData|programFiles)\}/.test(path);
      expect(isWindowsPlace && on?.join() !== 'win32', path).toBe(false);
      expect(path.startsWith('/') && on === undefined, path).toBe(false);
    }
  });

  test('gives each path once for a platform and scope', () => {
    const places = client.sources.flatMap(({ on = ['linux', 'darwin', 'win32'], path }) =>
      on.map((platform) => `${platform} ${path}`),
    );
    expect(places).toEqual([...new Set(places)]);
  });

  test('marks as of a project exactly what stands in a project, plugins apart', () => {
    for (const { path, scope } of client.sources) {
      expect(
        path.startsWith('{project}/') ? ['project', 'plugin'] : ['user', 'managed', 'plugin'],
      ).toContain(scope);
    }
  });
});

test('every file of the folder is a client of that id, and ids are unique', () => {
  const files = globSync('*.ts', { cwd: import.meta.dirname }).filter(
    (name) => !/\.(?:test|gen)\.ts$/.test(name),
  );
  expect(clients.map(({ id }) => `${id}.ts`).sort()).toEqual(files.sort());
});
