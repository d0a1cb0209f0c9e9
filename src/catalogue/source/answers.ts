import type { Program, SourceMatch } from '../../domain/program.ts';
import type { FunctionNode, SourceModule, Span } from '../../domain/source.ts';
import { codeOf, functionAt, has } from './program.ts';
import { statementsIn } from './statements.ts';

// What leaves a server as an answer: what the handlers of tools, resources and routes return, and what is
// given to the calls that answer a request.

/** Calls that write an answer, whatever the object is called that they are methods of. */
const ANSWERS =
  /(?:(?:^|[.?])(?:res|response|reply|resp|ctx|context|c|w)\??(?:\.(?:status|code|type|set|header)\(\))*\.(?:json|send|end|write|text|html|body)|^\?\.(?:json|send|end)|^\?(?:\.(?:status|code)\(\))\.(?:json|send|end)|^net\/http\.Error|\.NewToolResult\w*|(?:^|\.)(?:HTTPException|JSONResponse|PlainTextResponse|HTMLResponse|ORJSONResponse|TextContent|ToolError|McpError|ErrorData|CallToolResult|jsonify|make_response|abort|HttpResponse|json_response))$/;
/** Functions that put an answer together for a handler. */
const MAKES = /err|fail|result|respon|format|answer|reply|content|report|handle/i;
const LONGEST = 4000;

/** A part of the program whose value is sent to whoever asked. */
export interface Answer extends Span {
  readonly module: SourceModule;
  readonly within: FunctionNode | undefined;
  readonly text: string;
}

/** The answers of a program's own handlers, once each. */
export function* answersOf(program: Program): Generator<Answer> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  const handlers = new Set<FunctionNode>();
  for (const { function: node } of program.entries) {
    if (program.moduleOf(node).role !== 'product') continue;
    handlers.add(node);
    for (const one of program.callees(node)) if (MAKES.test(one.name)) handlers.add(one);
  }
  for (const node of handlers) {
    const module = program.moduleOf(node);
    for (const one of statementsIn(node.body)) {
      if (one.kind !== 'return' || one.value === undefined) continue;
      yield answer(module, node, one.value);
    }
  }
  for (const call of program.calls) {
    const module = call.role === 'product' ? modules.get(call.path) : undefined;
    if (module === undefined || !ANSWERS.test(call.name)) continue;
    yield answer(module, functionAt(module, call.at, call.end), call);
  }
}

function answer(module: SourceModule, within: FunctionNode | undefined, { at, end }: Span): Answer {
  return { module, within, at, end, text: codeOf(module).slice(at, Math.min(end, at + LONGEST)) };
}

/**
 * Where an answer holds what a pattern describes: in its own text, or in a variable of its function that
 * was set from it. The pattern has no flags.
 */
export function holds(one: Answer, pattern: RegExp): Span | undefined {
  const found = pattern.exec(one.text);
  if (found !== null) {
    const at = one.at + found.index;
    return { at, end: at + found[0].length };
  }
  const { module, within } = one;
  if (within === undefined) return undefined;
  for (const each of statementsIn(within.body)) {
    if (each.kind !== 'let' || each.target.kind !== 'name' || each.value === undefined) continue;
    const written = codeOf(module).slice(each.value.at, Math.min(each.value.end, each.at + 600));
    if (pattern.test(written) && hasWord(one.text, each.target.name)) {
      return { at: one.at, end: Math.min(one.end, one.at + 200) };
    }
  }
  return undefined;
}

function hasWord(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
    if (!/[\w$]/.test(around)) return true;
  }
  return false;
}

/**
 * Each place where an answer of the program holds what a pattern describes, once. Whatever the pattern
 * matches has `words` in it: code without them is not looked at.
 */
export function* answersThatHold(
  program: Program,
  pattern: RegExp,
  words: RegExp,
  because: (text: string) => string,
): Generator<SourceMatch> {
  const seen = new Set<string>();
  for (const one of answersOf(program)) {
    if (!has(one.module, words)) continue;
    const span = holds(one, pattern);
    if (span === undefined) continue;
    const { module, within } = one;
    const key = `${module.path}:${within?.at ?? span.at}`;
    if (seen.has(key)) continue;
    seen.add(key);
    yield { path: module.path, ...span, because: because(codeOf(module).slice(span.at, span.end)) };
  }
}
