export { openAdvisoryStore } from './store.ts';
export { recordSources } from './records.ts';
export { download } from './download.ts';
