export { PackageCache } from './cache.ts';
export { fetchPackage } from './npm.ts';
export type { Exchange, FetchOptions, FetchedPackage } from './npm.ts';
export { npmRegistry, pythonIndex } from './registry.ts';
export type { Registry } from './registry.ts';
