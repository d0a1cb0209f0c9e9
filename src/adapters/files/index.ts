export { MOST_NAMES, findPaths, isMatch, listNames } from './find.ts';
export { readBounded } from './read.ts';
export { walk } from './walk.ts';
