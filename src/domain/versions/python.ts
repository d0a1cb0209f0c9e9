import { compareIdentifiers, compareNumbers, compareReleases, compareTexts } from './numbers.ts';

// The grammar of PEP 440's appendix B, which reads more than is normal form.
const VERSION =
  /^\s*v?(?:(\d+)!)?(\d+(?:\.\d+)*)(?:[-_.]?(a|b|c|rc|alpha|beta|pre|preview)[-_.]?(\d*))?(?:-(\d+)|[-_.]?(post|rev|r)[-_.]?(\d*))?(?:[-_.]?(dev)[-_.]?(\d*))?(?:\+([a-z0-9]+(?:[-_.][a-z0-9]+)*))?\s*$/;

interface Version {
  readonly epoch: string;
  readonly release: readonly string[];
  /** `a`, `b` or `rc` with its number. */
  readonly pre: readonly [phase: string, number: string] | undefined;
  readonly post: string | undefined;
  readonly dev: string | undefined;
  readonly local: readonly string[];
}

/**
 * Orders versions as PEP 440 does. What is none stands below all that are, in the order of its text:
 * so did the tools that once accepted it.
 *
 * @returns below zero where `a` is the older one
 */
export function comparePython(a: string, b: string): number {
  const left = read(a);
  const right = read(b);
  if (left === undefined || right === undefined) {
    if (left !== undefined) return 1;
    return right === undefined ? compareTexts(a.toLowerCase(), b.toLowerCase()) : -1;
  }
  return (
    compareNumbers(left.epoch, right.epoch) ||
    compareReleases(left.release, right.release) ||
    comparePhases(left, right) ||
    compareOptional(left.post, right.post, -1) ||
    compareOptional(left.dev, right.dev, 1) ||
    compareIdentifiers(left.local, right.local, 'words first')
  );
}

const PHASES: Readonly<Record<string, string>> = {
  alpha: 'a',
  beta: 'b',
  c: 'rc',
  pre: 'rc',
  preview: 'rc',
};

function read(text: string): Version | undefined {
  const match = VERSION.exec(text.slice(0, 500).toLowerCase());
  if (match === null) return undefined;
  const [, epoch, release = '', phase, phaseNumber, implicit, post, postNumber, dev, devNumber] =
    match;
  return {
    epoch: epoch ?? '0',
    release: release.split('.'),
    pre: phase === undefined ? undefined : [PHASES[phase] ?? phase, phaseNumber || '0'],
    post: implicit ?? (post === undefined ? undefined : postNumber || '0'),
    dev: dev === undefined ? undefined : devNumber || '0',
    local: match[10]?.split(/[-_.]/) ?? [],
  };
}

function comparePhases(a: Version, b: Version): number {
  const isEarly = (one: Version): boolean =>
    one.pre === undefined && one.post === undefined && one.dev !== undefined;
  // `1.0.dev1` stands before `1.0a1`, and `1.0` after it.
  const rank = (one: Version): number => (isEarly(one) ? 0 : one.pre === undefined ? 2 : 1);
  const difference = rank(a) - rank(b);
  if (difference !== 0 || a.pre === undefined || b.pre === undefined) return Math.sign(difference);
  return compareTexts(a.pre[0], b.pre[0]) || compareNumbers(a.pre[1], b.pre[1]);
}

/** @param absent how what is missing compares with what is there */
function compareOptional(a: string | undefined, b: string | undefined, absent: number): number {
  if (a === undefined || b === undefined) {
    return a === b ? 0 : a === undefined ? absent : -absent;
  }
  return compareNumbers(a, b);
}
