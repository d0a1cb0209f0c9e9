import type { Lockfile } from '../../domain/dependency.ts';
import type { JsonObject } from '../../domain/json.ts';
import { Graph } from './graph.ts';
import { originOf } from './npm.ts';
import { objectAt, tables, textAt } from './values.ts';

interface Block {
  /** `name@range`, as others ask for it. */
  readonly keys: readonly string[];
  readonly line: number;
  readonly fields: ReadonlyMap<string, string>;
  readonly asks: readonly string[];
}

const MOST_LINES = 2_000_000;

/** `yarn.lock` of Yarn 1, which has a form of its own. It does not say what the project asks for. */
export function readYarnClassic(text: string): Lockfile {
  const graph = new Graph('yarn');
  const needed = new Set<string>();
  const blocks = blocksOf(text);
  for (const { asks } of blocks) for (const key of asks) needed.add(key);
  for (const { asks, fields, keys, line } of blocks) {
    const [first = ''] = keys;
    const version = fields.get('version');
    if (version === undefined) {
      graph.problem(line, 'it has no version');
      continue;
    }
    const resolved = fields.get('resolved');
    const integrity = fields.get('integrity');
    graph.add(
      {
        ecosystem: 'npm',
        name: nameOf(first),
        version,
        origin: originOf(resolved),
        ...(resolved !== undefined && { resolved }),
        ...(integrity !== undefined && { integrity }),
        isDevelopment: false,
        line,
        asks,
      },
      ...keys,
    );
    for (const key of keys) if (!needed.has(key)) graph.root(key);
  }
  return graph.done();
}

function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  let current:
    | { keys: string[]; line: number; fields: Map<string, string>; asks: string[] }
    | undefined;
  let isAsking = false;
  for (const [at, line] of text.split(/\r?\n/, MOST_LINES).entries()) {
    if (line === '' || line.startsWith('#')) continue;
    const indent = line.length - line.trimStart().length;
    if (indent === 0) {
      const keys = line.replace(/:$/, '').split(', ').map(unquoted);
      current = { keys, line: at + 1, fields: new Map(), asks: [] };
      blocks.push(current);
      continue;
    }
    const [, key = '', value = ''] = /^\s+("(?:[^"\\]|\\.)*"|[^\s"]+):?\s*(.*)$/.exec(line) ?? [];
    if (indent === 2) {
      isAsking = /^(?:optionalD|d)ependencies$/.test(unquoted(key).replace(/:$/, ''));
      if (value !== '') current?.fields.set(unquoted(key), unquoted(value));
    } else if (isAsking) current?.asks.push(`${unquoted(key)}@${unquoted(value)}`);
  }
  return blocks;
}

function unquoted(text: string): string {
  const bare = text.trim();
  return bare.startsWith('"') && bare.endsWith('"') ? bare.slice(1, -1) : bare;
}

/** `@scope/name@^1.0.0` and `alias@npm:name@^1.0.0`. */
function nameOf(key: string): string {
  const [, alias = key, range = ''] = /^(@?[^@]+)@(.*)$/.exec(key) ?? [];
  return /^npm:(@?[^@]+)@/.exec(range)?.[1] ?? alias;
}

/** `yarn.lock` of Yarn 2 and later: YAML. */
export function readYarnBerry(document: JsonObject): Lockfile {
  const graph = new Graph('yarn');
  for (const [place, value] of tables(document)) {
    if (place === '__metadata') continue;
    const resolution = textAt(value, 'resolution') ?? place;
    const version = textAt(value, 'version');
    const [, name = '', source = ''] = /^((?:@[^/]+\/)?[^@]+)@(.*)$/.exec(resolution) ?? [];
    const asks = Object.entries(objectAt(value, 'dependencies')).map(([one, range]) =>
      keyOf(one, String(range)),
    );
    if (/^(?:workspace|link|portal):/.test(source)) {
      if (source.startsWith('workspace:')) for (const key of asks) graph.root(key);
      continue;
    }
    if (version === undefined || name === '') {
      graph.problem(place, 'it has no version');
      continue;
    }
    const integrity = textAt(value, 'checksum');
    graph.add(
      {
        ecosystem: 'npm',
        name,
        version,
        origin: source.startsWith('npm:') ? 'registry' : originOf(source),
        ...(!source.startsWith('npm:') && { resolved: source }),
        ...(integrity !== undefined && { integrity }),
        isDevelopment: false,
        asks,
      },
      ...place.split(', '),
    );
  }
  return graph.done();
}

function keyOf(name: string, range: string): string {
  return /^[a-z+]+:/.test(range) ? `${name}@${range}` : `${name}@npm:${range}`;
}
