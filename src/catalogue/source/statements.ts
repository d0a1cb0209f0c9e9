import type { Statement } from '../../domain/source.ts';

/** The statements of a body and those inside them, functions and classes left out. In the order of the text. */
export function* statementsIn(body: readonly Statement[]): Generator<Statement> {
  for (const one of body) {
    yield one;
    for (const part of partsOf(one)) yield* statementsIn(part);
  }
}

function partsOf(one: Statement): readonly (readonly Statement[])[] {
  if (one.kind === 'if') return [one.then, one.otherwise];
  if (one.kind === 'loop') return [one.before, one.body, one.update, one.otherwise];
  if (one.kind === 'try') {
    return [one.body, ...one.handlers.map(({ body }) => body), one.otherwise, one.finally];
  }
  if (one.kind === 'switch') return one.cases.map(({ body }) => body);
  return one.kind === 'block' ? [one.body] : [];
}
