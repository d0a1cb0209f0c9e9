import type { LockedPackage, Lockfile, PackageOrigin } from '../../domain/dependency.ts';
import { packageKey } from '../../domain/advisory.ts';
import { isArray, isObject, isString } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import { Graph } from './graph.ts';
import { listAt, objectAt, objectsAt, tables, textAt } from './values.ts';

const ECOSYSTEM = 'PyPI';
const key = (name: string): string => packageKey(ECOSYSTEM, name);

/** `uv.lock`. */
export function readUv(document: JsonObject): Lockfile {
  const graph = new Graph('uv');
  for (const value of objectsAt(document, 'package')) {
    const name = textAt(value, 'name');
    if (name === undefined) continue;
    const source = objectAt(value, 'source');
    const asks = objectsAt(value, 'dependencies').flatMap((one) => textAt(one, 'name') ?? []);
    const groups = [
      ...Object.entries(objectAt(value, 'optional-dependencies')),
      ...Object.entries(objectAt(value, 'dev-dependencies')),
    ];
    const more = groups
      .flatMap(([, list]) => (isArray(list) ? list : []))
      .filter(isObject)
      .flatMap((one) => textAt(one, 'name') ?? []);
    const isOwn = ['editable', 'virtual', 'directory'].some(
      (kind) => textAt(source, kind) !== undefined,
    );
    if (isOwn) {
      for (const one of [...asks, ...more]) graph.root(key(one));
      continue;
    }
    const version = textAt(value, 'version');
    if (version === undefined) {
      graph.problem(name, 'it has no version');
      continue;
    }
    const [origin, resolved] = sourceOf(source);
    const digest =
      textAt(objectAt(value, 'sdist'), 'hash') ??
      objectsAt(value, 'wheels').flatMap((one) => textAt(one, 'hash') ?? [])[0];
    graph.add(
      {
        ...facts(name, version, origin, resolved, digest),
        isDevelopment: false,
        asks: [...asks, ...more].map(key),
      },
      key(name),
    );
  }
  return graph.done();
}

function sourceOf(source: JsonObject): [PackageOrigin, string | undefined] {
  const git = textAt(source, 'git');
  if (git !== undefined) return ['git', git];
  const url = textAt(source, 'url');
  if (url !== undefined) return ['url', url];
  const path = textAt(source, 'path');
  return path === undefined ? ['registry', textAt(source, 'registry')] : ['path', path];
}

/** `poetry.lock`, versions 1 and 2. */
export function readPoetry(document: JsonObject): Lockfile {
  const graph = new Graph('poetry');
  const digests = objectAt(objectAt(document, 'metadata'), 'files');
  for (const value of objectsAt(document, 'package')) {
    const [name, version] = [textAt(value, 'name'), textAt(value, 'version')];
    if (name === undefined || version === undefined) {
      graph.problem(name ?? '', 'it has no name or no version');
      continue;
    }
    const source = objectAt(value, 'source');
    const url = textAt(source, 'url');
    const files = Object.hasOwn(value, 'files') ? listAt(value, 'files') : listAt(digests, name);
    const groups = listAt(value, 'groups');
    graph.add(
      {
        ...facts(
          name,
          version,
          POETRY_ORIGINS[textAt(source, 'type') ?? ''] ?? 'registry',
          url,
          hashOf(files),
        ),
        isDevelopment:
          textAt(value, 'category') === 'dev' || (groups.length > 0 && !groups.includes('main')),
        asks: Object.keys(objectAt(value, 'dependencies')).map(key),
      },
      key(name),
    );
    // The lockfile does not say what the project asks for: what nothing needs is taken for it.
    graph.root(key(name));
  }
  return withoutNeeded(graph.done());
}

const POETRY_ORIGINS: Readonly<Record<string, PackageOrigin>> = {
  git: 'git',
  url: 'url',
  file: 'path',
  directory: 'path',
};

/** `pdm.lock`. */
export function readPdm(document: JsonObject): Lockfile {
  const graph = new Graph('pdm');
  for (const value of objectsAt(document, 'package')) {
    const [name, version] = [textAt(value, 'name'), textAt(value, 'version')];
    if (name === undefined || version === undefined) {
      graph.problem(name ?? '', 'it has no name or no version');
      continue;
    }
    const git = textAt(value, 'git');
    const url = textAt(value, 'url');
    const path = textAt(value, 'path');
    const origin =
      git !== undefined
        ? 'git'
        : path !== undefined
          ? 'path'
          : url !== undefined
            ? 'url'
            : 'registry';
    const groups = listAt(value, 'groups');
    graph.add(
      {
        ...facts(name, version, origin, git ?? path ?? url, hashOf(listAt(value, 'files'))),
        isDevelopment: groups.length > 0 && !groups.includes('default'),
        asks: listAt(value, 'dependencies')
          .filter(isString)
          .map((one) => key(requirementName(one))),
      },
      key(name),
    );
    graph.root(key(name));
  }
  return withoutNeeded(graph.done());
}

/** `Pipfile.lock`: it knows no graph. */
export function readPipenv(document: JsonObject): Lockfile {
  const graph = new Graph('pipenv');
  for (const group of ['default', 'develop'] as const) {
    for (const [name, value] of tables(objectAt(document, group))) {
      const version = textAt(value, 'version')?.replace(/^==/, '');
      const git = textAt(value, 'git');
      const path = textAt(value, 'path') ?? textAt(value, 'file');
      if (version === undefined) {
        if (git === undefined && path === undefined) graph.problem(name, 'it has no version');
        continue;
      }
      const origin = git !== undefined ? 'git' : path === undefined ? 'registry' : 'path';
      const digest = listAt(value, 'hashes').find(isString);
      graph.add(
        {
          ...facts(name, version, origin, git ?? path, digest),
          isDevelopment: group === 'develop',
          asks: [],
        },
        key(name),
      );
      graph.root(key(name));
    }
  }
  return graph.done();
}

const PINNED =
  /^([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]{0,200}\])?\s*===?\s*([^\s;,#*]+)\s*(?:[;#]|--hash|$)/;
const MOST_LINES = 200_000;
const MOST_LINE = 20_000;

/** `requirements.txt` as pip-compile and `pip freeze` write it: what is not pinned by `==` is a problem. */
export function readRequirements(text: string): Lockfile {
  const graph = new Graph('requirements');
  let joined = '';
  let first = 1;
  for (const [at, line] of text.split(/\r?\n/, MOST_LINES).entries()) {
    if (joined === '') first = at + 1;
    if (line.endsWith('\\') && joined.length < MOST_LINE) {
      joined += `${line.slice(0, -1)} `;
      continue;
    }
    requirement(`${joined}${line}`.slice(0, MOST_LINE).trim(), first, graph);
    joined = '';
  }
  return graph.done();
}

function requirement(text: string, line: number, graph: Graph): void {
  const isOption = text.startsWith('-') && !/^(?:-e|--editable)\b/.test(text);
  if (text === '' || text.startsWith('#') || isOption) return;
  const [, name, version] = PINNED.exec(text) ?? [];
  if (name === undefined || version === undefined) {
    graph.problem(line, 'it is not pinned to one version');
    return;
  }
  const digest = /--hash[= ](\S{1,200})/.exec(text)?.[1];
  graph.add(
    {
      ...facts(name, version, 'registry', undefined, digest),
      isDevelopment: false,
      asks: [],
      line,
    },
    key(name),
  );
  graph.root(key(name));
}

function facts(
  name: string,
  version: string,
  origin: PackageOrigin,
  resolved: string | undefined,
  integrity: string | undefined,
): Omit<LockedPackage, 'needs' | 'isDevelopment'> {
  return {
    ecosystem: ECOSYSTEM,
    name: key(name),
    version,
    origin,
    ...(resolved !== undefined && { resolved }),
    ...(integrity !== undefined && { integrity }),
  };
}

function hashOf(files: readonly Json[]): string | undefined {
  return files.filter(isObject).flatMap((one) => textAt(one, 'hash') ?? [])[0];
}

function requirementName(requirement: string): string {
  return /^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement;
}

/** Roots are what nothing else needs; where all are needed, in a circle, all stay. */
function withoutNeeded(lockfile: Lockfile): Lockfile {
  const needed = new Set(lockfile.packages.flatMap(({ needs }) => needs));
  const roots = lockfile.roots.filter((at) => !needed.has(at));
  return roots.length === 0 ? lockfile : { ...lockfile, roots };
}
