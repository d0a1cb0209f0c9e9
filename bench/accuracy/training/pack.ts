import type { Weights } from '../../../src/catalogue/text/model.ts';

/** One step of a stored weight. */
const STEP = 0.02;

/** The weights as a module: runs of features left out, and weights in steps, in base 36. */
export function packed({ bias, values }: Weights, texts: number): string {
  const parts: string[] = [];
  let last = -1;
  for (const [feature, value] of values.entries()) {
    const steps = Math.round(value / STEP);
    if (steps === 0) continue;
    parts.push(`${(feature - last).toString(36)},${steps.toString(36)}`);
    last = feature;
  }
  return [
    `// Written by \`npm run train\` from ${texts} texts. Do not edit.`,
    `export const bias: number = ${bias.toFixed(4)};`,
    `export const step: number = ${STEP};`,
    '/** Per feature that counts: its distance from the one before, and its weight in steps, in base 36. */',
    `export const steps: string =\n  '${parts.join(' ')}';`,
    '',
  ].join('\n');
}
