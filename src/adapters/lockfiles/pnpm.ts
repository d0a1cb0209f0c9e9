import type { Lockfile, PackageOrigin } from '../../domain/dependency.ts';
import { isString } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { Graph } from './graph.ts';
import { objectAt, tables, textAt } from './values.ts';

const GROUPS = ['dependencies', 'optionalDependencies', 'devDependencies'] as const;

/** `pnpm-lock.yaml`, versions 5 to 9. */
export function readPnpm(document: JsonObject): Lockfile {
  const graph = new Graph('pnpm');
  const snapshots = snapshotsOf(document);
  const packages = tables(objectAt(document, 'packages'));
  for (const [place, value] of packages) {
    const { name, version } = identityOf(place, value);
    if (name === undefined || version === undefined) {
      graph.problem(place, 'its name and version cannot be told');
      continue;
    }
    const resolution = objectAt(value, 'resolution');
    const resolved =
      textAt(resolution, 'tarball') ??
      textAt(resolution, 'repo') ??
      textAt(resolution, 'directory');
    const integrity = textAt(resolution, 'integrity');
    graph.add(
      {
        ecosystem: 'npm',
        name,
        version,
        origin: originOf(resolution),
        ...(resolved !== undefined && { resolved }),
        ...(integrity !== undefined && { integrity }),
        isDevelopment: value['dev'] === true,
        asks: [value, ...(snapshots.get(keyOf(place)) ?? [])].flatMap((one) => [
          ...asked(one, 'dependencies'),
          ...asked(one, 'optionalDependencies'),
        ]),
      },
      keyOf(place),
    );
  }
  const importers = tables(objectAt(document, 'importers'));
  for (const [, importer] of importers.length > 0 ? importers : [['.', document] as const]) {
    for (const group of GROUPS) for (const key of asked(importer, group)) graph.root(key);
  }
  return graph.done();
}

/** Since version 9 what a package needs stands apart, once for each set of its peers. */
function snapshotsOf(document: JsonObject): ReadonlyMap<string, readonly JsonObject[]> {
  const found = new Map<string, JsonObject[]>();
  for (const [place, value] of tables(objectAt(document, 'snapshots'))) {
    const key = keyOf(place);
    const known = found.get(key);
    if (known === undefined) found.set(key, [value]);
    else known.push(value);
  }
  return found;
}

/** Keys of what a package asks for: `name@version`. */
function asked(holder: JsonObject, group: string): string[] {
  return Object.entries(objectAt(holder, group)).flatMap(([name, value]) => {
    const version = isString(value) ? value : textAt(value as JsonObject, 'version');
    if (version === undefined || /^(?:link|file|workspace):/.test(version)) return [];
    // An alias names another package; so does what stands whole.
    return keyOf(
      /^(?:@[^/]+\/)?[^\d@/(][^@/(]*@|^\//.test(version) ? version : `${name}@${version}`,
    );
  });
}

/** Without peers, and without the slash that older versions put ahead. */
function keyOf(place: string): string {
  const bare = place.replace(/^\//, '').split('(')[0] ?? '';
  // Version 5: `/name/1.0.0_peer@2.0.0`.
  const [, name, version] = /^((?:@[^/]+\/)?[^@/]+)\/(\d[^_]*)/.exec(bare) ?? [];
  return name === undefined ? bare.replace(/(@\d[^_]{0,200})_.*$/, '$1') : `${name}@${version}`;
}

function identityOf(
  place: string,
  value: JsonObject,
): { readonly name: string | undefined; readonly version: string | undefined } {
  const at = /^((?:@[^/]+\/)?[^@/]+)@(.+)$/.exec(keyOf(place));
  const version = textAt(value, 'version') ?? at?.[2];
  return { name: textAt(value, 'name') ?? at?.[1], version: version?.replace(/^npm:/, '') };
}

function originOf(resolution: JsonObject): PackageOrigin {
  if (textAt(resolution, 'type') === 'git' || textAt(resolution, 'repo') !== undefined)
    return 'git';
  if (textAt(resolution, 'directory') !== undefined) return 'path';
  const tarball = textAt(resolution, 'tarball');
  if (tarball === undefined) return 'registry';
  if (tarball.startsWith('file:')) return 'path';
  return tarball.includes('/-/') ? 'registry' : 'url';
}
