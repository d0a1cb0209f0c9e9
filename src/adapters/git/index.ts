export { createHistory } from './history.ts';
export type { Added, History, HistoryLimits, ReadHistory } from './history.ts';
