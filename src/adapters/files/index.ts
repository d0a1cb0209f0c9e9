export { findPaths, isMatch, listNames } from './find.ts';
export { readBounded } from './read.ts';
export type { FileContent } from './read.ts';
export { walk } from './walk.ts';
export type { Walked, WalkedFile } from './walk.ts';
