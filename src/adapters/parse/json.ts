import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import type { ParseProblem } from './index.ts';
import { DEEPEST, emptyTable, positionOf, tooDeep, valueBudget } from './tree.ts';
import type { Member, Table, Tree } from './tree.ts';

// Kinds of the scanner's tokens (`SyntaxKind`, a const enum that cannot be imported).
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const COMMA = 5;
const END = 17;

const PROBLEMS: Readonly<Record<string, readonly [why: string, hint?: string]>> = {
  InvalidSymbol: ['a word stands where a value should', 'put text in double quotes'],
  InvalidNumberFormat: ['a number is malformed'],
  PropertyNameExpected: ['a key should stand here', 'put keys in double quotes'],
  ValueExpected: ['a value is missing'],
  ColonExpected: ['a colon is missing after a key'],
  CommaExpected: ['a comma is missing'],
  CloseBraceExpected: ['a closing brace is missing'],
  CloseBracketExpected: ['a closing bracket is missing'],
  EndOfFileExpected: ['there is more text after the end of the document'],
  InvalidCommentToken: ['a comment is malformed'],
  UnexpectedEndOfComment: ['a comment is not closed'],
  UnexpectedEndOfString: ['a string is not closed'],
  UnexpectedEndOfNumber: ['a number is cut off'],
  InvalidUnicode: ['a \\u escape is malformed'],
  InvalidEscapeCharacter: ['an escape is malformed', 'write a backslash in a path as \\\\'],
  InvalidCharacter: ['a control character stands inside a string'],
};

/** Reads JSON with comments and trailing commas. */
export function readJson(text: string): Table | ParseProblem {
  boundNesting(text);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true, allowEmptyContent: true });
  const [first] = errors;
  if (first !== undefined) {
    const [why, hint] = PROBLEMS[printParseErrorCode(first.error)] ?? [
      'the file is not valid JSON',
    ];
    return { why, at: positionOf(text, first.offset), ...(hint !== undefined && { hint }) };
  }
  if (root === undefined) return emptyTable;
  const tree = treeOf(root);
  if (tree.kind === 'table') return tree;
  return { why: `the document is a ${tree.kind === 'list' ? 'list' : root.type}, not an object` };
}

/** The parser recurses, so depth and count are bounded by a scan that does not. */
function boundNesting(text: string): void {
  const spend = valueBudget();
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token = scanner.scan() as number; token !== END; token = scanner.scan() as number) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    else if (token === COMMA) spend();
    if (depth > DEEPEST) throw tooDeep();
  }
}

function treeOf(node: Node): Tree {
  const at = node.offset;
  const children = node.children ?? [];
  if (node.type === 'array') return { kind: 'list', at, items: children.map(treeOf) };
  if (node.type === 'object') return { kind: 'table', at, members: children.flatMap(memberOf) };
  return { kind: 'leaf', at, value: node.value as null | boolean | number | string };
}

function memberOf({ children: [key, value] = [] }: Node): Member[] {
  if (key === undefined || value === undefined) return [];
  return [{ key: String(key.value), at: key.offset, value: treeOf(value) }];
}
