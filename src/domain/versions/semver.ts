import { compareIdentifiers, compareReleases } from './numbers.ts';

const CORE = 3;

/**
 * Orders versions as Semantic Versioning 2.0.0 does in its section 11, and those that are none as well as
 * they let themselves be read: a `v` ahead is passed by, missing numbers are zero, and what follows the
 * third number is read as a pre-release. This is how databases of advisories order npm, Go and Rust.
 *
 * @returns below zero where `a` is the older one
 */
export function compareSemver(a: string, b: string): number {
  const left = read(a);
  const right = read(b);
  const difference = compareReleases(left.numbers, right.numbers);
  if (difference !== 0) return difference;
  if (left.rest === right.rest) return 0;
  if (left.rest === '') return 1;
  if (right.rest === '') return -1;
  return compareIdentifiers(left.rest.split('.'), right.rest.split('.'), 'numbers first');
}

function read(version: string): { readonly numbers: readonly string[]; readonly rest: string } {
  const bare = version.replace(/^v/, '');
  const numbers: string[] = [];
  let at = 0;
  while (numbers.length < CORE) {
    const digits = /^\d+/.exec(bare.slice(at))?.[0];
    if (digits === undefined) break;
    numbers.push(digits);
    at += digits.length;
    if (bare[at] !== '.' || !/^\.\d/.test(bare.slice(at, at + 2))) break;
    if (numbers.length < CORE) at += 1;
  }
  // Build metadata says nothing of the order.
  const rest = bare.slice(at).split('+')[0] ?? '';
  return { numbers, rest: rest.replace(/^-/, '') };
}
