import { isArray, isObject, isString } from '../../src/domain/json.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { Range } from './lines.ts';
import type { Weakness } from './weakness.ts';

export const fixStyles = ['sink_replaced', 'guard_added', 'mixed'] as const;
export type FixStyle = (typeof fixStyles)[number];

/** A place where a flaw acts, in the vulnerable commit. */
export interface Sink {
  readonly path: string;
  readonly range: Range;
}

/** A flaw of a real program: the commit that has it, and the one that mended it. */
export interface Pair {
  readonly id: string;
  readonly repository: string;
  readonly weakness: Weakness;
  readonly language: string;
  readonly vulnerable: string;
  /** Undefined where no fix is known: such a row counts for recall only. */
  readonly fixed: string | undefined;
  readonly style: FixStyle | undefined;
  readonly sinks: readonly Sink[];
}

/** A row that cannot be measured, and why. */
export interface Unable {
  readonly id: string;
  readonly why: string;
}

const COMMIT = /^[0-9a-f]{40}$/;
const REPOSITORY = /^[A-Za-z0-9][\w-]{0,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/;

/** Whether it can be the name of a folder in a mirror. */
export function isRepository(value: Json | undefined): value is string {
  return isString(value) && REPOSITORY.test(value);
}

export function isCommit(value: Json | undefined): value is string {
  return isString(value) && COMMIT.test(value);
}

/** The rows of a document, which are either the document itself or one of its members. */
export function rowsOf(document: Json, member: string): readonly Json[] {
  const rows = isObject(document) ? document[member] : document;
  if (!isArray(rows)) throw new Error(`there is no list of ${member}`);
  return rows;
}

/** Reads one row of a file of pairs. */
export function pairOf(row: Json, at: number): Pair | Unable {
  if (!isObject(row) || !isString(row['id'])) return { id: `row ${at + 1}`, why: 'it has no id' };
  const { id, repo, vulnerable_commit: vulnerable } = row;
  const fixed = row['fixed_commit'] ?? undefined;
  if (!isRepository(repo)) return { id, why: 'repo is not owner/name' };
  if (!isCommit(vulnerable)) return { id, why: 'vulnerable_commit is not a full hash' };
  if (fixed !== undefined && !isCommit(fixed))
    return { id, why: 'fixed_commit is not a full hash' };
  const style = fixStyles.find((one) => one === row['fix_style']);
  if (fixed !== undefined && style === undefined) return { id, why: 'fix_style is not known' };
  const sinks = isArray(row['sinks']) ? row['sinks'].map(sinkOf) : [];
  const whole = sinks.filter((sink) => sink !== undefined);
  if (whole.length === 0 || whole.length < sinks.length)
    return { id, why: 'its sinks are not whole' };
  return {
    id,
    repository: repo,
    weakness: weaknessOf(row),
    language: isString(row['language']) ? row['language'] : 'unknown',
    vulnerable,
    fixed,
    style,
    sinks: whole,
  };
}

function sinkOf(sink: Json): Sink | undefined {
  if (!isObject(sink) || !isString(sink['file'])) return undefined;
  const start = Number(sink['start_line']);
  const end = Number(sink['end_line'] ?? start);
  if (!(Number.isSafeInteger(start) && Number.isSafeInteger(end) && start >= 1 && end >= start)) {
    return undefined;
  }
  return { path: sink['file'], range: { start, end } };
}

function weaknessOf(row: JsonObject): Weakness {
  const number = Number(/^(?:CWE-)?(\d{1,5})$/.exec(String(row['cwe'] ?? ''))?.[1]);
  return {
    class: isString(row['class']) ? row['class'] : 'unknown',
    cwe: Number.isNaN(number) ? undefined : number,
  };
}
