import type { LogRecord } from './records.js';

export type Predicate = (record: LogRecord) => boolean;

const FIELDS = ['time', 'level', 'service', 'message'] as const;
const TERM = /^\s*(time|level|service|message)\s*(==|!=|<|>)\s*"([^"]{0,200})"\s*$/;

const OPERATORS: Record<string, (a: string, b: string) => boolean> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '<': (a, b) => a < b,
  '>': (a, b) => a > b,
};

/** Compiles a condition such as `level == "error" && service == "api"`. */
export function compile(condition: string): Predicate {
  const terms = condition.split('&&').map((term) => {
    const found = TERM.exec(term);
    if (found === null) throw new Error(`a term compares ${FIELDS.join(', ')} with a text`);
    const [, field, operator, value] = found as unknown as [string, (typeof FIELDS)[number], string, string];
    return (record: LogRecord) => OPERATORS[operator]!(record[field], value);
  });
  return (record) => terms.every((term) => term(record));
}
