export { loadAdvisories } from './load.ts';
export type { Loaded } from './load.ts';
export { matchPackages } from './match.ts';
export type { Match, PackageAt } from './match.ts';
