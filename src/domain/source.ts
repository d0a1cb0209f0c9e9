// What a source file means, in one small form for every language. Language front ends lower syntax
// trees into it, the analysis reads it; neither knows the other. Offsets are UTF-16 code units.

import type { SourceRole } from './role.ts';

/** TypeScript and JavaScript are one language here: types are read where they help and trusted nowhere. */
export type SourceLanguage = 'javascript' | 'python' | 'go';

export interface Span {
  /** Offset of the first character. */
  readonly at: number;
  /** Offset after the last. */
  readonly end: number;
}

export interface SourceModule {
  /** Relative to the program's root, with forward slashes. */
  readonly path: string;
  readonly language: SourceLanguage;
  readonly role: SourceRole;
  readonly text: string;
  readonly body: readonly Statement[];
  /** Every function and class in the file, nested ones too, in the order of their start. */
  readonly functions: readonly FunctionNode[];
  readonly comments: readonly Comment[];
  /** Go: the package clause's name. */
  readonly packageName?: string;
  /** Offsets at which lines start; the first is 0. */
  readonly lines: readonly number[];
  /** Whether the parser had to guess somewhere. */
  readonly isBroken: boolean;
}

export interface Comment extends Span {
  readonly text: string;
}

export type Statement =
  | LetStatement
  | (Span & { readonly kind: 'do'; readonly value: Expression })
  | (Span & {
      readonly kind: 'if';
      readonly test: Expression;
      readonly then: readonly Statement[];
      readonly otherwise: readonly Statement[];
    })
  | LoopStatement
  | (Span & { readonly kind: 'return' | 'throw'; readonly value?: Expression })
  | (Span & { readonly kind: 'break' | 'continue' })
  | TryStatement
  | SwitchStatement
  | (Span & { readonly kind: 'block'; readonly body: readonly Statement[] })
  /** A named function, hoisted to the start of its block. Go methods have a `receiver`. */
  | (Span & { readonly kind: 'define'; readonly function: FunctionNode })
  | (Span & { readonly kind: 'class'; readonly class: ClassNode })
  | ImportStatement
  | ExportStatement;

/**
 * A declaration, or an assignment where `isDeclared` is false. Several targets share one value. Python
 * declares each name that it assigns, but for those that `global` or `nonlocal` name.
 */
export interface LetStatement extends Span {
  readonly kind: 'let';
  readonly target: Target;
  readonly value?: Expression;
  /** The annotation, where it names something. */
  readonly type?: Expression;
  readonly isDeclared: boolean;
}

/** `for`, `while`, `for … of`, `range`. The test is looked at before each turn, `update` after it. */
export interface LoopStatement extends Span {
  readonly kind: 'loop';
  /** Run once before (the first clause of a C-like `for`). */
  readonly before: readonly Statement[];
  readonly test?: Expression;
  readonly each?: {
    readonly target: Target;
    readonly of: Expression;
    /** `values` (`for of`, Python), `keys` (`for in`), `entries` (Go's range: a list of index and value). */
    readonly over: 'values' | 'keys' | 'entries';
  };
  readonly body: readonly Statement[];
  readonly update: readonly Statement[];
  /** Python's `else` of a loop. */
  readonly otherwise: readonly Statement[];
}

export interface TryStatement extends Span {
  readonly kind: 'try';
  readonly body: readonly Statement[];
  readonly handlers: readonly (Span & {
    readonly target?: Target;
    /** Python: the exception types; empty catches everything. */
    readonly types: readonly Expression[];
    readonly body: readonly Statement[];
  })[];
  readonly otherwise: readonly Statement[];
  readonly finally: readonly Statement[];
}

/**
 * `switch`, `match`, Go's `switch`, and an `if` of very many arms. Without a subject the tests are
 * conditions; a test that is `other` looks at the shape or the type of the subject, not at its value.
 */
export interface SwitchStatement extends Span {
  readonly kind: 'switch';
  readonly subject?: Expression;
  readonly cases: readonly (Span & {
    /** Any of these; empty for the default. */
    readonly tests: readonly Expression[];
    /** Names that the case binds from the subject (Python patterns, Go type switches). */
    readonly binds?: Target;
    readonly guard?: Expression;
    readonly body: readonly Statement[];
    /** Runs on into the next case when it does not jump. */
    readonly falls: boolean;
  })[];
}

/** `imported` is `*` for the module itself and `default` for JavaScript's default export. */
export interface ImportStatement extends Span {
  readonly kind: 'import';
  /** As written: `./tools.js`, `..core.paths`, `node:fs`, `os/exec`. */
  readonly from: string;
  /**
   * Python's `import a.b` binds `a` to `a`, and Go's `import "a/b"` binds `b` to the package. Python's
   * `from a import *` and Go's dot import have a local name of `*`.
   */
  readonly names: readonly { readonly imported: string; readonly local: string }[];
}

/**
 * What a JavaScript module offers: `export { local as exported }`, `export { imported as exported } from`,
 * `export * from` (exported `*`), `export default`, and CommonJS (`module.exports` is `default`).
 * CommonJS's `exports.a` is also a variable of that name, which compiled modules read.
 * Exported declarations appear as the declaration, followed by this.
 */
export interface ExportStatement extends Span {
  readonly kind: 'export';
  readonly exported: string;
  readonly value?: Expression;
  readonly from?: string;
  /** With `from`: the name there, or `*`. */
  readonly imported?: string;
}

/** Where a value goes. */
export type Target =
  | (Span & { readonly kind: 'name'; readonly name: string })
  /** `a.b = …`, `a[i] = …`: a member or index expression. */
  | (Span & { readonly kind: 'place'; readonly place: Expression })
  /** Object destructuring, Python class and mapping patterns. */
  | (Span & {
      readonly kind: 'fields';
      readonly fields: readonly { readonly key: string; readonly target: Target }[];
      readonly rest?: Target;
    })
  /** Array destructuring, tuples, Go's several results. A hole is undefined. */
  | (Span & {
      readonly kind: 'items';
      readonly items: readonly (Target | undefined)[];
      readonly rest?: Target;
      /** What stands after the rest: the last items. */
      readonly last?: readonly Target[];
    })
  /** A target with a value for when there is none. */
  | (Span & { readonly kind: 'fallback'; readonly target: Target; readonly fallback: Expression });

export type Expression =
  | (Span & { readonly kind: 'name'; readonly name: string })
  | LiteralExpression
  | (Span & { readonly kind: 'pattern'; readonly source: string; readonly flags: string })
  /** Text put together: template strings, f-strings, `+` of anything, in order. */
  | (Span & { readonly kind: 'text'; readonly parts: readonly Expression[] })
  | (Span & { readonly kind: 'member'; readonly object: Expression; readonly name: string })
  | (Span & { readonly kind: 'index'; readonly object: Expression; readonly index: Expression })
  /** `a[i:j]`, Go and Python. */
  | (Span & {
      readonly kind: 'slice';
      readonly object: Expression;
      readonly from?: Expression;
      readonly to?: Expression;
    })
  | CallExpression
  /** Object, dict, and Go struct or map literals. */
  | (Span & {
      readonly kind: 'record';
      readonly entries: readonly RecordEntry[];
      /** Go: the type that is made; Python: none. */
      readonly type?: Expression;
    })
  /** Array, list, tuple, set; Go slices. */
  | (Span & {
      readonly kind: 'list';
      readonly items: readonly Argument[];
      readonly of: 'list' | 'tuple' | 'set';
    })
  | (Span & { readonly kind: 'function'; readonly function: FunctionNode })
  | (Span & { readonly kind: 'class'; readonly class: ClassNode })
  | (Span & {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Expression;
      readonly right: Expression;
    })
  /** Gives a number: what operators do to paths, lists, sets and texts is lowered as that. */
  | (Span & { readonly kind: 'arithmetic'; readonly operands: readonly Expression[] })
  | (Span & { readonly kind: 'not'; readonly operand: Expression })
  | (Span & {
      readonly kind: 'logic';
      readonly operator: 'and' | 'or' | 'nullish';
      readonly left: Expression;
      readonly right: Expression;
    })
  | (Span & {
      readonly kind: 'choice';
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    })
  /** An assignment as a value. `+=` on text has the value `text [target, operand]`. */
  | (Span & { readonly kind: 'assign'; readonly target: Target; readonly value: Expression })
  /** Python's comprehensions; `any(f(x) for x in xs)` has one as its argument. */
  | (Span & {
      readonly kind: 'comprehension';
      readonly clauses: readonly {
        readonly target: Target;
        readonly of: Expression;
        readonly tests: readonly Expression[];
      }[];
      /** Two for a dict: key and value. */
      readonly element: readonly Expression[];
      readonly of: 'list' | 'set' | 'dict' | 'generator';
    })
  | (Span & { readonly kind: 'typeof'; readonly operand: Expression })
  /** `yield x`, and `yield* xs` or `yield from xs` where `isAll`: what a generator hands out. */
  | (Span & { readonly kind: 'yield'; readonly operand?: Expression; readonly isAll: boolean })
  /** Anything else that is made of these. */
  | (Span & { readonly kind: 'other'; readonly operands: readonly Expression[] });

/** `equal` is `==` and `===`, `is`; `in` is Python's and JavaScript's; `instance` is `instanceof`. */
export type Comparison = 'equal' | 'unequal' | 'less' | 'greater' | 'in' | 'not-in' | 'instance';

export interface LiteralExpression extends Span {
  readonly kind: 'literal';
  /** None, nil and undefined are null. Escapes in strings are resolved. */
  readonly value: string | number | boolean | null;
}

export interface CallExpression extends Span {
  readonly kind: 'call';
  readonly callee: Expression;
  readonly arguments: readonly Argument[];
  /** `new C()`. */
  readonly isNew: boolean;
}

export interface Argument {
  readonly value: Expression;
  /** Python's `name=value`. */
  readonly name?: string;
  /** `...list`, `*list`; `fields` for Python's `**dict`. */
  readonly spread?: 'items' | 'fields';
}

export interface RecordEntry {
  /** Undefined where the key is computed or this is a spread. An accessor's value is the call of it. */
  readonly key?: string;
  readonly computed?: Expression;
  readonly value: Expression;
  readonly isSpread: boolean;
}

export interface FunctionNode extends Span {
  readonly kind: 'function';
  /** Empty where there is none; methods have the bare name. */
  readonly name: string;
  readonly parameters: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly decorators: readonly Expression[];
  readonly isAsync: boolean;
  readonly isGenerator: boolean;
  /** How it is reached in its class; undefined outside one. */
  readonly member?: 'method' | 'static' | 'getter' | 'setter' | 'constructor' | 'classmethod';
  /** Go: `func (r *Type) …`. */
  readonly receiver?: { readonly name: string; readonly type: string };
  /** Python: `self` and the like are `parameters[0]`; JavaScript has `this`. */
  readonly returns?: Expression;
  /** Python and JavaScript: the doc comment or docstring. */
  readonly documentation?: string;
}

export interface Parameter extends Span {
  readonly target: Target;
  readonly type?: Expression;
  readonly fallback?: Expression;
  /** `...rest` or `*args`; `**fields`. */
  readonly rest?: 'items' | 'fields';
  readonly decorators: readonly Expression[];
}

export interface ClassNode extends Span {
  readonly kind: 'class';
  readonly name: string;
  readonly bases: readonly Expression[];
  readonly decorators: readonly Expression[];
  readonly methods: readonly FunctionNode[];
  /** Fields, class attributes, struct fields, enum members (value undefined where none is written). */
  readonly fields: readonly (Span & {
    readonly name: string;
    readonly type?: Expression;
    readonly value?: Expression;
    readonly isStatic: boolean;
  })[];
  /** Other statements of the class body. */
  readonly body: readonly Statement[];
  /** A TypeScript `enum`, or a Python class that is one by its bases is found by the analysis. */
  readonly isEnum: boolean;
}

/** 1-based line and column of an offset. */
export function lineAndColumn(
  lines: readonly number[],
  offset: number,
): { readonly line: number; readonly column: number } {
  let low = 0;
  let high = lines.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (lines[low] ?? 0) + 1 };
}
