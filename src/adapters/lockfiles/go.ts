import type { Lockfile } from '../../domain/dependency.ts';
import { Graph } from './graph.ts';

const MOST_LINES = 200_000;
const REQUIRE = /^([^\s/"`]\S{0,400})\s+(v\d\S{0,200})(?:\s*\/\/\s*(.*))?$/;
const REPLACE = /^(\S+)(?:\s+(v\S+))?\s+=>\s+(\S+)(?:\s+(v\S+))?/;

/**
 * `go.mod`: since Go 1.17 it names all modules that are built, those that others bring in with the
 * comment `// indirect`. A toolchain that it asks for is a version of the standard library; the `go` line is
 * only the oldest that will do.
 */
export function readGoModules(text: string): Lockfile {
  const graph = new Graph('go');
  const replaced = new Map<
    string,
    { readonly name: string; readonly version: string | undefined }
  >();
  const required: { name: string; version: string; isIndirect: boolean; line: number }[] = [];
  let block = '';
  for (const [at, raw] of text.split(/\r?\n/, MOST_LINES).entries()) {
    const line = raw.slice(0, 2000).trim();
    if (line === '' || line.startsWith('//')) continue;
    if (block !== '' && line === ')') {
      block = '';
      continue;
    }
    const [, opened] = /^(require|replace|exclude|retract)\s*\(/.exec(line) ?? [];
    if (opened !== undefined) {
      block = opened;
      continue;
    }
    const [, word = block, rest = line] = block === '' ? (/^(\w+)\s+(.*)$/.exec(line) ?? []) : [];
    if (word === 'require') {
      const [, name, version, comment = ''] = REQUIRE.exec(rest) ?? [];
      if (name === undefined || version === undefined) {
        graph.problem(at + 1, 'it cannot be read');
        continue;
      }
      required.push({ name, version, isIndirect: comment.startsWith('indirect'), line: at + 1 });
    } else if (word === 'replace') {
      const [, from, version, to, toVersion] = REPLACE.exec(rest) ?? [];
      if (from !== undefined && to !== undefined) {
        replaced.set(version === undefined ? from : `${from}@${version}`, {
          name: to,
          version: toVersion,
        });
      }
    } else if (word === 'toolchain') {
      const version = /^go(\d[\d.a-z]*)/.exec(rest)?.[1];
      if (version !== undefined) {
        graph.add(
          {
            ecosystem: 'Go',
            name: 'stdlib',
            version,
            origin: 'registry',
            isDevelopment: false,
            line: at + 1,
            asks: [],
          },
          'stdlib',
        );
        graph.root('stdlib');
      }
    }
  }
  for (const { isIndirect, line, name, version } of required) {
    const other = replaced.get(`${name}@${version}`) ?? replaced.get(name);
    const isLocal = other !== undefined && other.version === undefined;
    const to = other?.name ?? name;
    graph.add(
      {
        ecosystem: 'Go',
        name: to,
        version: (other?.version ?? version).replace(/^v/, ''),
        origin: isLocal ? 'path' : 'registry',
        isDevelopment: false,
        line,
        asks: [],
      },
      name,
    );
    if (!isIndirect) graph.root(name);
  }
  return graph.done();
}
