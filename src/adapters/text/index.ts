import { createColors } from 'picocolors';

export { elideEnd, elideMiddle } from './elide.ts';
export { cellWidth } from './width.ts';

/** What a text stands for; how that looks is decided here alone. */
export type Tone = 'critical' | 'high' | 'medium' | 'low' | 'info' | 'strong' | 'quiet' | 'good';

/** Gives a text its tone: escape codes where `isColored`, nothing else. */
export function painter(isColored: boolean): (tone: Tone, text: string) => string {
  const { blue, bold, cyan, dim, green, red, yellow } = createColors(isColored);
  const paint: Readonly<Record<Tone, (text: string) => string>> = {
    critical: (text) => bold(red(text)),
    high: red,
    medium: yellow,
    low: blue,
    info: cyan,
    strong: bold,
    quiet: dim,
    good: green,
  };
  return (tone, text) => paint[tone](text);
}
