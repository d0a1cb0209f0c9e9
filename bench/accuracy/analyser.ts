import type { Severity } from '../../src/domain/severity.ts';

// What the harness needs of the analysis engine, as narrow as it needs it; tests pass a small fake.

/** A source file by its path in the repository. */
export interface SourceText {
  readonly path: string;
  readonly text: string;
}

/** One finding, as far as it is scored. Lines are 1-based and inclusive. */
export interface Spotted {
  readonly rule: string;
  readonly severity: Severity;
  readonly cwe: readonly number[];
  readonly path: string;
  readonly line: number;
  readonly endLine: number;
}

/** A function of a file; the name is empty where it has none. */
export interface Span {
  readonly name: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** What one analysis of a set of files brought. */
export interface Analysed {
  readonly findings: readonly Spotted[];
  /** Files that could not be analysed, or not to the end. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
  functions(path: string): readonly Span[];
}

export type Analyse = (files: readonly SourceText[]) => Analysed;
