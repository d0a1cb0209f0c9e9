import type { Clock } from '../../domain/ports.ts';
import type { Program } from '../../domain/program.ts';
import type { Rule } from '../../domain/rule.ts';

/** A file of the program, or what it would be if it could be read. */
export interface SourceFile {
  /** Relative to the program's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface AnalyseOptions {
  readonly files: Iterable<SourceFile>;
  /** Their sinks are what flows are looked for. */
  readonly rules: readonly Rule<'source'>[];
  readonly clock: Clock;
}

export interface Analysis {
  readonly program: Program;
  /** Files that were not analysed, or only in part: a sentence without a full stop. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
  /** UTF-16 code units of source that were read. */
  readonly size: number;
}

/** Analyses programs. Opening loads the parsers, which takes a tenth of a second. */
export interface Analyser {
  analyse(options: AnalyseOptions): Analysis;
}
