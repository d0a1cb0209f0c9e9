import type { Definition } from '../../domain/definition.ts';
import { isArray, isObject } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Asking, Session } from './session.ts';

/** Tools that are called, and how often each. */
const MOST_TOOLS = 5;
const ROUNDS = 2;
/** Milliseconds for one call. */
const CALL = 3_000;

export function toolsOf(definitions: readonly Definition[]): Definition[] {
  return definitions.filter(({ kind }) => kind === 'tool');
}

/**
 * Whether a tool may be called without anybody's word: it says that it only reads, and needs no argument
 * that one would have to invent. Its word is not trusted, so the caller sees to it that the server is
 * contained and reaches no network.
 */
function isHarmless({ raw }: Definition): boolean {
  const { annotations, inputSchema } = raw;
  const required = isObject(inputSchema) ? inputSchema['required'] : undefined;
  const needsNothing = required === undefined || (isArray(required) && required.length === 0);
  return isObject(annotations) && annotations['readOnlyHint'] === true && needsNothing;
}

/** Calls a few harmless tools, and gives the number of calls. What they answer is of no interest. */
export async function callHarmless(
  session: Session,
  definitions: readonly Definition[],
  { signal }: Asking,
): Promise<number> {
  const tools = toolsOf(definitions).filter(isHarmless).slice(0, MOST_TOOLS);
  let calls = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { name } of tools) {
      if (signal.aborted) return calls;
      await call(session, name);
      calls += 1;
    }
  }
  return calls;
}

/** Whether a harmless tool that the list leaves out can be called by its name all the same. */
export async function isHidden(
  session: Session,
  tool: Definition,
  { signal }: Asking,
): Promise<boolean> {
  if (signal.aborted || !isHarmless(tool)) return false;
  const result = await call(session, tool.name);
  return result !== undefined && result['isError'] !== true && isArray(result['content']);
}

async function call(session: Session, name: string): Promise<JsonObject | undefined> {
  const answer = await session.ask('tools/call', { name, arguments: {} }, CALL);
  return answer.kind === 'result' && isObject(answer.result) ? answer.result : undefined;
}
