import type { Grammar, SyntaxTree } from '../../../adapters/syntax/index.ts';
import type { SourceLanguage, SourceModule } from '../../../domain/source.ts';
import type { SourceRole } from '../../../domain/role.ts';

/** What a language brings: how its trees become modules. */
export interface FrontEnd {
  readonly language: SourceLanguage;
  /** File name endings, with the grammar that reads them. */
  readonly grammars: Readonly<Record<string, Grammar>>;
  /** Never throws for what stands in the tree, and never recurses deeper than `MAX_DEPTH`. */
  readonly lower: (tree: SyntaxTree, file: FileFacts) => SourceModule;
}

export interface FileFacts {
  /** Relative to the program's root, with forward slashes. */
  readonly path: string;
  readonly role: SourceRole;
}

/** Expressions and statements nested deeper than this are lowered as `other`, without what is in them. */
export const MAX_DEPTH = 400;
