import type { JsonObject, JsonPointer } from '../../domain/json.ts';
import { readJson } from './json.ts';
import { Refusal, documentOf, positionOf } from './tree.ts';
import { readToml } from './toml.ts';
import { readYaml } from './yaml.ts';

export { decodeText } from './text.ts';

export type DocumentFormat = 'json' | 'toml' | 'yaml';

/** A configuration document, whatever it was written in. */
export interface ParsedDocument {
  /** Foreign keys are own properties, `__proto__` too. Where a key stands twice, the last one counts. */
  readonly value: JsonObject;
  /** Members whose key stood before in the same object; at most a thousand. */
  readonly duplicateKeys: readonly JsonPointer[];
  /**
   * 1-based line and column (UTF-16 code units) of the key of a member, or of an item of a list; of
   * the nearest parent where the pointer names nothing.
   */
  readonly locate: (at: JsonPointer) => Position;
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Why a text is no document we take. One sentence without a full stop, in our own words. */
export interface ParseProblem {
  readonly why: string;
  readonly at?: Position;
  readonly hint?: string;
}

export type Parsed =
  | { readonly ok: true; readonly document: ParsedDocument }
  | { readonly ok: false; readonly problem: ParseProblem };

/** Characters. The YAML and TOML parsers are slower, and their configurations smaller. */
const LONGEST: Readonly<Record<DocumentFormat, number>> = {
  json: 8_000_000,
  toml: 1_000_000,
  yaml: 1_000_000,
};

const READERS = { json: readJson, toml: readToml, yaml: readYaml };

/**
 * Reads a configuration document: JSON with comments and trailing commas, TOML 1.1, or YAML 1.2
 * without tags. A blank text is an empty document. Depth (128), number of values and length are
 * bounded before anything recursive runs; never throws for what the text holds.
 *
 * @param longest characters, where the bound for configurations is not the one
 */
export function parseDocument(
  text: string,
  format: DocumentFormat,
  longest: number = LONGEST[format],
): Parsed {
  if (text.length > longest) {
    return refuse({
      why: `the file has ${text.length} characters; the limit for ${format.toUpperCase()} is ${longest}`,
    });
  }
  try {
    const read = READERS[format](text);
    return 'why' in read ? refuse(read) : { ok: true, document: documentOf(read, text) };
  } catch (thrown) {
    if (!(thrown instanceof Refusal)) throw thrown;
    const { message: why, offset } = thrown;
    return refuse({ why, ...(offset !== undefined && { at: positionOf(text, offset) }) });
  }
}

function refuse(problem: ParseProblem): Parsed {
  return { ok: false, problem };
}
