import { commentsOf, inOrder, linesOf } from './build.ts';
import { contextOf, firstMeaning, statementsIn, textAt } from './context.ts';
import { lowerExpression } from './go/expressions.ts';
import { lowerStatement } from './go/statements.ts';
import type { FrontEnd } from './index.ts';

/**
 * Go.
 *
 * Pointers are what they point at and channels what is received from them. `v, ok := m[k]` assigns the
 * tuple of `m[k]` and `k in m`; `x.(T)` is `x`, or a number where T is one. `string(x)` is `x`; sending to a channel is the
 * call of its `push`. Several results have the tuple
 * of their types. A type that is another type by name is an assignment of that name.
 */
export const go: FrontEnd = {
  language: 'go',
  grammars: { '.go': 'go' },
  lower(tree, { path, role }) {
    const context = contextOf(tree, { expression: lowerExpression, statement: lowerStatement });
    const body = statementsIn(context, 0);
    let clause = firstMeaning(tree, 0);
    while (clause >= 0 && tree.kind(clause) !== 'package_clause') clause = tree.next(clause);
    const packageName = textAt(tree, firstMeaning(tree, clause));
    return {
      path,
      language: 'go',
      role,
      text: tree.text,
      body,
      functions: inOrder(context.functions),
      comments: commentsOf(tree),
      ...(packageName !== '' && { packageName }),
      lines: linesOf(tree.text),
      isBroken: tree.hasError,
    };
  },
};
