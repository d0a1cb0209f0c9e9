import type { SyntaxNode, SyntaxTree } from '../../../adapters/syntax/index.ts';
import type {
  Comment,
  Expression,
  FunctionNode,
  Statement,
  Target,
} from '../../../domain/source.ts';
import { commentsOf, inOrder, linesOf } from './build.ts';
import type { FileFacts, FrontEnd } from './index.ts';
import { MAX_DEPTH } from './index.ts';
import type { Lowering } from './javascript/context.ts';
import { nothing, spanOf, statements } from './javascript/context.ts';
import { expression } from './javascript/expressions.ts';
import { target } from './javascript/patterns.ts';
import { statement } from './javascript/statements.ts';
import { type } from './javascript/types.ts';

/** TypeScript and JavaScript, with JSX, decorators and both module systems. */
export const javascript: FrontEnd = {
  language: 'javascript',
  grammars: {
    '.ts': 'typescript',
    '.mts': 'typescript',
    '.cts': 'typescript',
    '.tsx': 'tsx',
    '.jsx': 'tsx',
    '.js': 'tsx',
    '.mjs': 'tsx',
    '.cjs': 'tsx',
  },
  lower(tree, { path, role }: FileFacts) {
    const lowering = new File(tree);
    const body: Statement[] = [];
    if (tree.kind(0) === 'program') statements(lowering, 0, body);
    else lowering.statement(0, body);
    return {
      path,
      language: 'javascript',
      role,
      text: tree.text,
      body,
      functions: inOrder(lowering.functions),
      comments: lowering.comments,
      lines: linesOf(tree.text),
      isBroken: tree.hasError,
    };
  },
};

/** The parts of the language, put together, with a bound on how deep they go. */
class File implements Lowering {
  readonly tree: SyntaxTree;
  readonly functions: FunctionNode[] = [];
  readonly comments: readonly Comment[];
  depth = 0;
  namespace: string | undefined;
  updates = 0;
  self = '';
  isAwaiting = false;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.comments = commentsOf(tree);
  }

  expression(node: SyntaxNode, name = ''): Expression {
    if (this.depth >= MAX_DEPTH) return nothing(this.tree.start(node), this.tree.end(node));
    this.depth++;
    const made = expression(this, node, name);
    this.depth--;
    return made;
  }

  statement(node: SyntaxNode, into: Statement[]): void {
    if (this.depth >= MAX_DEPTH) {
      const { at, end } = spanOf(this, node);
      into.push({ kind: 'do', at, end, value: nothing(at, end) });
      return;
    }
    this.depth++;
    statement(this, node, into);
    this.depth--;
  }

  target(node: SyntaxNode): Target {
    if (this.depth >= MAX_DEPTH) {
      const { at, end } = spanOf(this, node);
      return { kind: 'place', at, end, place: nothing(at, end) };
    }
    this.depth++;
    const made = target(this, node);
    this.depth--;
    return made;
  }

  type(node: SyntaxNode): Expression | undefined {
    if (this.depth >= MAX_DEPTH) return undefined;
    this.depth++;
    const made = type(this, node);
    this.depth--;
    return made;
  }
}
