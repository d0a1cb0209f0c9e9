export { openZip } from './zip.ts';
export type { ZipArchive, ZipEntry, ZipLimits } from './zip.ts';
