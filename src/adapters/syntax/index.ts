import { openGrammars } from './grammars.ts';
import { mend } from './mend.ts';
import { SyntaxTree } from './tree.ts';

export { type SyntaxNode, SyntaxTree } from './tree.ts';

/** Which grammar reads a file: the TypeScript ones read JavaScript too. */
export type Grammar = 'typescript' | 'tsx' | 'python' | 'go';

export type ParseResult =
  | { readonly ok: true; readonly tree: SyntaxTree }
  /** `why` is a sentence without a full stop, in our own words. */
  | { readonly ok: false; readonly why: string };

export interface Parsers {
  /** Parses a whole file. Never throws for what stands in it. */
  parse(text: string, grammar: Grammar): ParseResult;
}

/** UTF-16 code units. Larger files are made by machines. */
const MAX_LENGTH = 4_000_000;
/** Syntax nodes of one file. */
const MAX_NODES = 3_000_000;
/**
 * Steps of the parser for one file, of about a hundred operations each. Steps are counted, not time, so
 * that a file is read or not whatever else the machine does. Programs take 2 to 13 for 1000 characters;
 * what is made to be slow takes 80, and some five seconds for all of these.
 */
const MAX_STEPS = 80_000;

/** Loads the parsers: four grammars of tree-sitter in WebAssembly, no native code. */
export async function openParsers(): Promise<Parsers> {
  const grammars = await openGrammars();
  return {
    parse(text, grammar) {
      if (text.length > MAX_LENGTH) {
        return {
          ok: false,
          why: `it has ${text.length} characters; at most ${MAX_LENGTH} are read`,
        };
      }
      let steps = 0;
      const parser = grammars.parser(grammar);
      const tree = parser.parse(mend(text, grammar), null, {
        progressCallback: () => ++steps > MAX_STEPS,
      });
      if (tree === null) {
        parser.reset();
        return { ok: false, why: `parsing it takes more than ${MAX_STEPS} steps` };
      }
      try {
        const flat = SyntaxTree.from(tree, text, grammars.language(grammar), MAX_NODES);
        if (flat === undefined)
          return { ok: false, why: `it has more than ${MAX_NODES} syntax nodes` };
        return { ok: true, tree: flat };
      } finally {
        tree.delete();
      }
    },
  };
}
