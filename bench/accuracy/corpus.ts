import { readFileSync } from 'node:fs';
import { definition, subjectOf } from '../../src/domain/example.ts';
import { isObject, isString } from '../../src/domain/json.ts';
import type { Json, JsonObject } from '../../src/domain/json.ts';
import type { DefinitionSubject } from '../../src/domain/rule.ts';

/** What a row counts for. Capability names, which say nothing of an attack in a text, are kept apart. */
export type Group = 'attack' | 'capability' | 'description' | 'hard-negative' | 'document';

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

/** Reads a corpus of one JSON object per line; a line that is not a labelled text is an error. */
export function readCorpus(file: string): Row[] {
  const rows: Row[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const row: Json = JSON.parse(line) as Json;
    if (!isObject(row) || !isString(row['id']) || !isString(row['description'])) {
      throw new Error(`${file}:${index + 1}: not a labelled text`);
    }
    rows.push(rowOf(row, row['id']));
  }
  return rows;
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
    return category === 'overtly-malicious-capability' ? 'capability' : 'attack';
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
