import type { FrontEnd } from './index.ts';
import { commentsOf, inOrder, linesOf } from './build.ts';
import { contextOf, statementsIn } from './context.ts';
import { lowerExpression } from './python/expressions.ts';
import { lowerStatement } from './python/statements.ts';

/**
 * Python 3, and what of Python 2 the grammar still reads.
 *
 * `a / b` of what is not plainly a number is the call `a.joinpath(b)`, for that is what it does to paths;
 * `"…" % x` is text. `Annotated[T, x]`, `Literal[a]`, `list[T]` and `A | B` in types are calls of those names
 * (`Union` for the last). `with f() as x` assigns `f()` to `x`.
 */
export const python: FrontEnd = {
  language: 'python',
  grammars: { '.py': 'python' },
  lower(tree, { path, role }) {
    const context = contextOf(tree, { expression: lowerExpression, statement: lowerStatement });
    const body = statementsIn(context, 0);
    return {
      path,
      language: 'python',
      role,
      text: tree.text,
      body,
      functions: inOrder(context.functions),
      comments: commentsOf(tree),
      lines: linesOf(tree.text),
      isBroken: tree.hasError,
    };
  },
};
