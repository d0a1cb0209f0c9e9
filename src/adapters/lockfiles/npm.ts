import type { LockedPackage, Lockfile, PackageOrigin } from '../../domain/dependency.ts';
import { isObject } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import { Graph } from './graph.ts';
import { objectAt, tables, textAt } from './values.ts';

const NEEDS = ['dependencies', 'optionalDependencies', 'peerDependencies'] as const;
const MODULES = 'node_modules/';
const DEEPEST = 64;

/** `package-lock.json` and `npm-shrinkwrap.json`: versions 2 and 3 by place, version 1 as a tree. */
export function readNpm(document: JsonObject): Lockfile {
  const graph = new Graph('npm');
  const packages = objectAt(document, 'packages');
  if (Object.keys(packages).length > 0) byPlace(packages, graph);
  else tree(document, '', graph, 0);
  return graph.done();
}

function byPlace(packages: JsonObject, graph: Graph): void {
  for (const [place, value] of tables(packages)) {
    const start = place.lastIndexOf(MODULES);
    const isOwn = start < 0;
    if (value['link'] === true) continue;
    const asks = NEEDS.flatMap((kind) => Object.keys(objectAt(value, kind))).flatMap((name) =>
      placesOf(place, name),
    );
    if (isOwn) {
      const own = [
        ...asks,
        ...Object.keys(objectAt(value, 'devDependencies')).flatMap((name) => placesOf(place, name)),
      ];
      for (const key of firstOf(own, packages)) graph.root(key);
      continue;
    }
    const name = textAt(value, 'name') ?? place.slice(start + MODULES.length);
    const version = textAt(value, 'version');
    if (version === undefined) {
      graph.problem(place, 'it has no version');
      continue;
    }
    graph.add(
      {
        ...facts(name, version, value, textAt(value, 'resolved')),
        isDevelopment: value['dev'] === true || value['devOptional'] === true,
        asks: firstOf(asks, packages),
      },
      place,
    );
  }
}

/** Where Node looks for a module from a place: beside it, then further and further up. */
function placesOf(place: string, name: string): string[] {
  const places: string[] = [];
  for (let base = place; places.length < DEEPEST; ) {
    places.push(base === '' ? MODULES + name : `${base}/${MODULES}${name}`);
    if (base === '') break;
    const up = base.lastIndexOf(`/${MODULES}`);
    base = up < 0 ? '' : base.slice(0, up);
  }
  return [`\n${name}`, ...places];
}

/** Of the places of each module the first that there is; a mark parts one module from the next. */
function firstOf(places: readonly string[], packages: JsonObject): string[] {
  const found: string[] = [];
  let isFound = false;
  for (const place of places) {
    if (place.startsWith('\n')) isFound = false;
    else if (!isFound && Object.hasOwn(packages, place)) {
      isFound = true;
      found.push(place);
    }
  }
  return found;
}

function tree(document: JsonObject, base: string, graph: Graph, depth: number): void {
  if (depth > DEEPEST) {
    graph.problem(base, 'it is nested too deeply');
    return;
  }
  for (const [name, value] of tables(objectAt(document, 'dependencies'))) {
    const place = base === '' ? MODULES + name : `${base}/${MODULES}${name}`;
    const version = textAt(value, 'version');
    if (version === undefined) {
      graph.problem(place, 'it has no version');
      continue;
    }
    const alias = /^npm:((?:@[^/]+\/)?[^@]+)@(.+)$/.exec(version);
    const requires = isObject(value['requires']) ? Object.keys(value['requires']) : [];
    graph.add(
      {
        ...facts(
          alias?.[1] ?? name,
          alias?.[2] ?? version,
          value,
          textAt(value, 'resolved') ?? version,
        ),
        isDevelopment: value['dev'] === true,
        // The nearest is not known before all are read: the first that was added under a key is found.
        asks: requires.flatMap((one) =>
          placesOf(place, one).filter((key) => !key.startsWith('\n')),
        ),
      },
      place,
    );
    if (base === '') graph.root(place);
    tree(value, place, graph, depth + 1);
  }
}

function facts(
  name: string,
  version: string,
  value: JsonObject,
  resolved: string | undefined,
): Omit<LockedPackage, 'needs' | 'isDevelopment'> {
  const integrity = textAt(value, 'integrity');
  return {
    ecosystem: 'npm',
    name,
    version,
    origin: originOf(resolved),
    ...(resolved !== undefined && resolved !== version && { resolved }),
    ...(integrity !== undefined && { integrity }),
  };
}

/** What an address says of where a JavaScript package comes from. Registries alone serve archives below `/-/`. */
export function originOf(resolved: string | undefined): PackageOrigin {
  if (resolved === undefined) return 'registry';
  if (/^(?:git\b|git\+|github:|gitlab:|bitbucket:|ssh:)|\.git(?:#|$)/.test(resolved)) return 'git';
  if (/^(?:file|link|portal|workspace):|^\.{0,2}\//.test(resolved)) return 'path';
  if (/^https?:/.test(resolved)) return /\/-\/|\.tgz(?:[?#]|$)/.test(resolved) ? 'registry' : 'url';
  return 'registry';
}
