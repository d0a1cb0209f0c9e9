import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openParsers } from '../../src/adapters/syntax/index.ts';
import type { SyntaxTree } from '../../src/adapters/syntax/index.ts';

/** A regular expression as it is written in the product. */
export interface Written {
  readonly source: string;
  readonly flags: string;
  /** The files that it stands in. */
  readonly paths: readonly string[];
}

/** `/source/flags`, by which an expression is known. */
export const keyOf = ({ flags, source }: Pick<Written, 'source' | 'flags'>): string =>
  `/${source}/${flags}`;

/**
 * Every regular expression that is written out below `src`: literals, and constant texts that are given to
 * `RegExp`. Those that are put together are not seen; tests and what is generated are left out.
 *
 * @param root folder of the repository
 */
export async function collect(root: string): Promise<readonly Written[]> {
  const parsers = await openParsers();
  const all = new Map<string, { source: string; flags: string; paths: string[] }>();
  for (const path of globSync('src/**/*.ts', { cwd: root }).sort()) {
    if (/\.(?:test|gen)\.ts$/.test(path)) continue;
    const parsed = parsers.parse(readFileSync(join(root, path), 'utf8'), 'typescript');
    if (!parsed.ok) throw new Error(`${path}: ${parsed.why}`);
    for (const one of writtenIn(parsed.tree)) {
      const key = keyOf(one);
      const known = all.get(key);
      if (known === undefined) all.set(key, { ...one, paths: [path] });
      else if (known.paths.at(-1) !== path) known.paths.push(path);
    }
  }
  return [...all.values()];
}

function* writtenIn(tree: SyntaxTree): Generator<{ source: string; flags: string }> {
  for (let node = 0; node < tree.size; node++) {
    const kind = tree.kind(node);
    const text = tree.textOf(node);
    if (kind === 'regex') {
      const end = text.lastIndexOf('/');
      yield { source: text.slice(1, end), flags: text.slice(end + 1) };
    } else if (kind === 'new_expression' || kind === 'call_expression') {
      const given =
        /^(?:new )?RegExp\(\s*(?:String\.raw)?(['"`])([^'"`$]+)\1\s*(?:,\s*'([a-z]*)'\s*)?\)$/.exec(
          text,
        );
      if (given === null) continue;
      const [all, , written = '', flags = ''] = given;
      const isRaw = all.includes('String.raw');
      yield { source: isRaw ? written : written.replaceAll('\\\\', '\\'), flags };
    }
  }
}
