import { readFileSync } from 'node:fs';
import { definition, subjectOf } from '../../src/domain/example.ts';
import { isObject, isString } from '../../src/domain/json.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { DefinitionSubject } from '../../src/domain/rule.ts';
import type { Unable } from './pair.ts';

/**
 * What a row counts for. Capability names, which say nothing of an attack in a text, are kept apart, and
 * so are attacks that the text alone does not show.
 */
export type Group =
  | 'attack'
  | 'undetectable'
  | 'capability'
  | 'description'
  | 'hard-negative'
  | 'document';

/** A labelled text, as the rules see it. */
export interface Row {
  readonly id: string;
  readonly group: Group;
  readonly category: string;
  readonly isCore: boolean;
  /** Cluster of near-duplicates, for the macro average. */
  readonly cluster: string;
  readonly carrier: string;
  readonly subject: DefinitionSubject;
}

/** The rows that can be judged, and the lines that cannot, by their place in the file. */
export interface Corpus {
  readonly rows: readonly Row[];
  readonly unable: readonly Unable[];
}

/** Reads a corpus of one JSON object per line. A line that is no labelled text is told among the unable. */
export function readCorpus(file: string): Corpus {
  const rows: Row[] = [];
  const unable: Unable[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const row = parsed(line);
    if (isObject(row) && isString(row['id']) && isString(row['description']) && isLabelled(row)) {
      rows.push(rowOf(row, row['id']));
    } else unable.push({ id: `${file}:${index + 1}`, why: 'not a labelled text' });
  }
  return { rows, unable };
}

function parsed(line: string): Json | undefined {
  try {
    return JSON.parse(line) as Json;
  } catch {
    return undefined;
  }
}

function isLabelled({ label }: JsonObject): boolean {
  return label === 'malicious' || label === 'benign';
}

function rowOf(row: JsonObject, id: string): Row {
  const category = String(row['category'] ?? 'none');
  const carrier = String(row['carrier'] ?? 'description');
  return {
    id,
    group: groupOf(row, category, carrier),
    category,
    isCore: row['core'] === true,
    cluster: String(row['group'] ?? id),
    carrier,
    subject: subjectFrom(row, carrier),
  };
}

function groupOf(row: JsonObject, category: string, carrier: string): Group {
  if (row['label'] === 'malicious') {
    if (category === 'overtly-malicious-capability') return 'capability';
    return (row['text_detectable'] ?? true) === true ? 'attack' : 'undetectable';
  }
  if (carrier !== 'description' && carrier !== 'prompt') return 'document';
  return row['hard_negative'] === true ? 'hard-negative' : 'description';
}

/** The text stands in `description` whatever carried it; outputs are judged as a text on its own. */
function subjectFrom(row: JsonObject, carrier: string): DefinitionSubject {
  const { name = null, description = null, inputSchema } = row;
  if (carrier === 'output') {
    return subjectOf(definition('instructions', { instructions: description }));
  }
  const raw = { name, description, ...(inputSchema === undefined ? {} : { inputSchema }) };
  return subjectOf(definition(carrier === 'prompt' ? 'prompt' : 'tool', raw));
}
