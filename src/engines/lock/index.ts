export { approve, pinNew, select } from './approve.ts';
export type { Selection } from './approve.ts';
export { compareLists } from './known.ts';
export type { ListedFate } from './known.ts';
export { compareWithLock } from './drift.ts';
export type { Comparing, Comparison, Seen } from './drift.ts';
export { lockText, readLock } from './file.ts';
