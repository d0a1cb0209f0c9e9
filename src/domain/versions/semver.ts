import { compareNumbers, compareReleases, compareTexts, isNumber } from './numbers.ts';

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
  return comparePreReleases(left.rest.split('.'), right.rest.split('.'));
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

function comparePreReleases(a: readonly string[], b: readonly string[]): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a[at] ?? '';
    const right = b[at] ?? '';
    const isLeftNumber = isNumber(left);
    if (isLeftNumber !== isNumber(right)) return isLeftNumber ? -1 : 1;
    const difference = isLeftNumber ? compareNumbers(left, right) : compareTexts(left, right);
    if (difference !== 0) return difference;
  }
  return Math.sign(a.length - b.length);
}
