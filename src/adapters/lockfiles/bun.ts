import type { Lockfile } from '../../domain/dependency.ts';
import { isArray, isObject, isString } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { Graph } from './graph.ts';
import { originOf } from './npm.ts';
import { objectAt, tables } from './values.ts';

const NEEDS = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;

/** `bun.lock`: JSON with comments. Keys are places, `parent/name` where a parent has its own version. */
export function readBun(document: JsonObject): Lockfile {
  const graph = new Graph('bun');
  const packages = objectAt(document, 'packages');
  for (const [, workspace] of tables(objectAt(document, 'workspaces'))) {
    for (const group of [...NEEDS, 'devDependencies']) {
      for (const name of Object.keys(objectAt(workspace, group))) graph.root(name);
    }
  }
  for (const [place, entry] of Object.entries(packages)) {
    const [identity, ...rest] = isArray(entry) ? entry : [];
    const [, name, version = ''] = isString(identity)
      ? (/^(@?[^@]+)@(.+)$/.exec(identity) ?? [])
      : [];
    if (name === undefined) {
      graph.problem(place, 'its name and version cannot be told');
      continue;
    }
    if (version.startsWith('workspace:')) continue;
    const info = rest.find(isObject) ?? {};
    const texts = rest.filter(isString);
    const integrity = texts.find((one) => /^sha\d{3}-/.test(one));
    const resolved = texts.find((one) => /^https?:/.test(one));
    const origin = /^\d/.test(version) ? originOf(resolved) : originOf(version);
    graph.add(
      {
        ecosystem: 'npm',
        name,
        version,
        origin,
        ...(resolved !== undefined && { resolved }),
        ...(integrity !== undefined && { integrity }),
        isDevelopment: false,
        asks: NEEDS.flatMap((group) => Object.keys(objectAt(info, group))).map((one) =>
          Object.hasOwn(packages, `${place}/${one}`) ? `${place}/${one}` : one,
        ),
      },
      place,
    );
  }
  return graph.done();
}
