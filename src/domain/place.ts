import type { DefinitionKind } from './definition.ts';
import type { JsonPointer } from './json.ts';

/** A place in a file: 1-based line and column, counted in UTF-16 code units as editors do. */
export interface FilePlace {
  readonly in: 'file';
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** The place within the parsed document, where the file has one. */
  readonly pointer?: JsonPointer;
  /** Id of the commit in which it stood there, where that is not what the file holds today. */
  readonly commit?: string;
}

/** A place in what a server said of itself. */
export interface DefinitionPlace {
  readonly in: 'definition';
  readonly server: string;
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly pointer: JsonPointer;
  /** Offset into the string that the pointer names, in UTF-16 code units. */
  readonly offset?: number;
}

export type Place = FilePlace | DefinitionPlace;

/** A place as one line of text, stable across runs: `path:line:column`, `commit:path:line:column` or `server tool name /pointer`. */
export function placeText(place: Place): string {
  if (place.in === 'file') {
    const commit = place.commit === undefined ? '' : `${place.commit}:`;
    return `${commit}${place.path}:${place.line}:${place.column}`;
  }
  const at = place.pointer === '' ? '' : ` ${place.pointer}`;
  return `${place.server} ${place.kind} ${JSON.stringify(place.name)}${at}`;
}
