// Numbers of any length as text: versions hold dates, commits' counts and worse, and no one bounds them.

/** Whether a text is decimal digits alone. */
function isNumber(text: string): boolean {
  return /^\d+$/.test(text);
}

/** Compares two texts of decimal digits by the numbers that they write. */
export function compareNumbers(a: string, b: string): number {
  if (a.length < 16 && b.length < 16) return Math.sign(Number(a) - Number(b));
  const left = a.replace(/^0+/, '');
  const right = b.replace(/^0+/, '');
  return left.length === right.length
    ? compareTexts(left, right)
    : Math.sign(left.length - right.length);
}

/** Compares by code units, as ASCII order is for the characters that versions are made of. */
export function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Compares lists of numbers; what is missing at an end counts as zero. */
export function compareReleases(a: readonly string[], b: readonly string[]): number {
  const length = Math.max(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const difference = compareNumbers(a[at] ?? '0', b[at] ?? '0');
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Compares lists of numbers and words; where one is the start of the other, the shorter stands first. */
export function compareIdentifiers(
  a: readonly string[],
  b: readonly string[],
  order: 'numbers first' | 'words first',
): number {
  const length = Math.min(a.length, b.length);
  for (let at = 0; at < length; at++) {
    const left = a[at] ?? '';
    const right = b[at] ?? '';
    const isLeftNumber = isNumber(left);
    if (isLeftNumber !== isNumber(right))
      return isLeftNumber === (order === 'numbers first') ? -1 : 1;
    const difference = isLeftNumber ? compareNumbers(left, right) : compareTexts(left, right);
    if (difference !== 0) return difference;
  }
  return Math.sign(a.length - b.length);
}
