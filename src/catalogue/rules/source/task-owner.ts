import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { codeOf, functionAt, products } from '../../source/program.ts';

/** A task or job that is taken from a store by the id alone that came with a request. */
const LOOKUP =
  /\b(?:[\w.]{1,60}\.)?(?:\w{0,20}[sS]tore|\w{0,20}_?tasks|\w{0,20}_?jobs|\w{0,20}[mM]anager)\.(?:get|cancel|delete|remove|fetch|load)(?:_?[tT]ask|_?[jJ]ob)?(?:_?[rR]esult|_?[pP]ayload)?\(\s*(?:[\w.]{1,60}\.)?(?:task|job)_?[iI]d\s*\)/g;
/** The id came with a request of a client. */
const CAME =
  /\bparams\??\.(?:task|job)_?[iI]d|GetTask\w{0,20}Request|CancelTask\w{0,20}Request|tasks\/(?:get|cancel|result)|\bparams\[['"](?:task|job)_?[iI]d/;
/** Somebody asks whose it is, with the id or the task in hand. */
const OWNER =
  /(?:scope|owner|session_?id|principal|belongs|requestor|visible|tenant|subject|client_?id|user_?id)\w{0,40}(?:\(|\s*(?:!==?|===?|\bin\b|\bnot in\b))|(?:!==?|===?)\s*[\w.]{0,60}(?:owner|session_?id|principal|tenant|client_?id|user_?id)/i;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    if (!CAME.test(code)) continue;
    const seen = new Set<unknown>();
    for (const match of code.matchAll(LOOKUP)) {
      const end = match.index + match[0].length;
      const node = functionAt(module, match.index, end);
      if (node === undefined || seen.has(node)) continue;
      const text = code.slice(node.at, node.end);
      if (!CAME.test(text) || OWNER.test(text)) continue;
      seen.add(node);
      yield {
        path: module.path,
        at: match.index,
        end,
        because: `\`${match[0].slice(0, 100)}\` finds the task of whichever client, by its id alone.`,
      };
    }
  }
}

const typescript = (lookup: string): Readonly<Record<string, string>> => ({
  'src/tasks.ts': `export function register(server, store) {
  server.setRequestHandler(GetTaskRequestSchema, async (request, extra) => {
    const task = await ${lookup};
    if (task === undefined) throw new Error('no such task');
    return task;
  });
}
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'tasks.py': `class Handlers:
    def register(self, support):
        async def get_task(request: GetTaskRequest):
            ${check}
            return await support.store.get_task(request.params.taskId)

        self.handlers[GetTaskRequest] = get_task
`,
});

export const rule: Rule<'source'> = {
  id: 'source/task-owner',
  severity: 'medium',
  confidence: 'medium',
  title: 'Task is found by its id alone',
  why: 'A client that learns or guesses the id of another’s task reads its result or stops it.',
  fix: 'Keep with each task the session or the user that started it, and answer as if there were none when another asks.',
  controls: ['TRF-22', 'TRF-10'],
  techniques: ['cross-context-access'],
  cwe: [639, 862, 863],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [typescript('store.getTask(request.params.taskId)'), python('pass')],
    good: [
      typescript('store.getTask(request.params.taskId, extra.sessionId)'),
      python('self.require_in_scope(request.params.taskId)'),
    ],
    nearMiss: [
      // A client asks for a task that it started itself.
      {
        'src/client.ts': `export async function wait(store, taskId) {
  return store.getTask(taskId);
}
`,
      },
    ],
  },
  detect,
};
