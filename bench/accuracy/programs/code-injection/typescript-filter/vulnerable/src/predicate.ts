import type { LogRecord } from './records.js';

export type Predicate = (record: LogRecord) => boolean;

const WORDS = /\b(process|require|import|global|globalThis)\b/;

/** Compiles a condition such as `level == "error" && service == "api"`. */
export function compile(condition: string): Predicate {
  if (WORDS.test(condition)) throw new Error('the condition has a word that is not allowed');
  const body = `const { time, level, service, message } = record; return (${condition});`;
  return new Function('record', body) as Predicate;
}
