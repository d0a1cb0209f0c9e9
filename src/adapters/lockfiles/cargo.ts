import type { Lockfile } from '../../domain/dependency.ts';
import { isString } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { Graph } from './graph.ts';
import { listAt, objectsAt, textAt } from './values.ts';

/** `Cargo.lock`. What has no source is the project's own. */
export function readCargo(document: JsonObject): Lockfile {
  const graph = new Graph('cargo');
  for (const value of objectsAt(document, 'package')) {
    const [name, version] = [textAt(value, 'name'), textAt(value, 'version')];
    if (name === undefined || version === undefined) {
      graph.problem(name ?? '', 'it has no name or no version');
      continue;
    }
    // `name`, or with the version and the source where there are several.
    const asks = listAt(value, 'dependencies')
      .filter(isString)
      .map((one) => one.split(' ').slice(0, 2).join(' '));
    const source = textAt(value, 'source');
    const integrity = textAt(value, 'checksum');
    if (source === undefined) {
      for (const key of asks) graph.root(key);
      continue;
    }
    graph.add(
      {
        ecosystem: 'crates.io',
        name,
        version,
        origin: source.startsWith('git+') ? 'git' : 'registry',
        resolved: source,
        ...(integrity !== undefined && { integrity }),
        isDevelopment: false,
        asks,
      },
      `${name} ${version}`,
      name,
    );
  }
  return graph.done();
}
