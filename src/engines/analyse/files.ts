import { grammarOf } from './lower/languages.ts';

/** A file of the program, or what it would be if it could be read. */
export interface SourceFile {
  /** Relative to the program's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

/** Whether a file is one that the analysis reads: source in a language that it knows, or a manifest. */
export function isRead(path: string): boolean {
  return grammarOf(path) !== undefined || /(?:^|\/)(?:package\.json|go\.mod)$/.test(path);
}

/** Whether a file is source that a person wrote, and no configuration of tools. */
export function isSource(path: string): boolean {
  return grammarOf(path) !== undefined && !/\.config\.[cm]?[jt]s$/.test(path);
}
