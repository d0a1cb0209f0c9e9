export { applyExceptions } from './apply.ts';
export { baselineText, readBaseline } from './baseline.ts';
export { commentExceptions } from './comments.ts';
export { readSettings } from './settings.ts';
export { readVex } from './vex.ts';
