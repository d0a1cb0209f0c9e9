import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode, SourceModule } from '../../../domain/source.ts';
import { codeOf, partOf, products } from '../../source/program.ts';
import { codeAround } from '../../source/routes.ts';

/** What a list of tools is filtered by: words for rights, modes and switches. */
const CONDITION =
  /\b(\w{0,40}(?:read_?only|allow(?:ed|list)?|deny|denied|disabled?|enabled?|permission|permitted|role|scope|admin|visible|hidden|blocked|authori[sz]ed|write|destructive|safe_?mode|toolset|feature)\w{0,40})\b/gi;
/** A place where the list is cut: a filter, a comprehension with a condition, a tool that is left out or added. */
const CUTS =
  /\.filter\(\s*([^\n]{1,300}(?:\n[^\n]{0,200}){0,2})|\bfor\s+\w{1,40}(?:\s*,\s*\w{1,40})?\s+in\s+[^\n]{1,120}?\s+if\s+([^\n\]]{1,200})|\bif\s*\(?([^\n:{]{1,200})\)?\s*[:{]?\s*(?:\n\s*)?(?:continue\b|[\w.]{1,60}\.(?:push|append|extend)\()/g;
const LISTS = /list_?tools/i;
const CALLS = /call_?tools?|execute_?tool|invoke_?tool/i;
const REFUSES = /\b(?:raise|throw|panic|isError|NewToolResultError)\b/;
const KNOWS_TOOL = /tool_?name|\bname\b/i;
const DEEP = 3;

interface Handler {
  readonly module: SourceModule;
  readonly node: FunctionNode;
}

/** The handlers of a kind of request, by what registers them: a call, a decorator, or a method's own name. */
function* handlersOf(
  program: Program,
  kind: RegExp,
  calls: readonly CallSite[],
): Generator<Handler> {
  for (const module of products(program)) {
    const code = codeOf(module);
    for (const node of module.functions) {
      const isDecorated = node.decorators.some((one) => kind.test(code.slice(one.at, one.end)));
      if (isDecorated) yield { module, node };
    }
  }
  const modules = new Map(products(program).map((module) => [module.path, module]));
  for (const call of calls) {
    const module = modules.get(call.path);
    if (module === undefined || !kind.test(call.argument(0)?.text ?? '')) continue;
    const written = call.argument(1)?.text ?? '';
    const name = /^(?:this\.|self\.)?(\w{1,80})(?:\.bind\(this\))?$/.exec(written.trim())?.[1];
    const node = module.functions.find((one) =>
      name === undefined ? one.at > call.at && one.end <= call.end : one.name === name,
    );
    if (node !== undefined) yield { module, node };
  }
}

interface Cut {
  readonly at: number;
  readonly end: number;
  readonly words: readonly string[];
}

function* cutsIn({ module, node }: Handler): Generator<Cut> {
  const code = codeOf(module).slice(node.at, node.end);
  for (const match of code.matchAll(CUTS)) {
    const condition = match[1] ?? match[2] ?? match[3] ?? '';
    const words = [...condition.matchAll(CONDITION)].map(([word]) => word);
    const at = node.at + match.index;
    if (words.length > 0) yield { at, end: at + match[0].length, words };
  }
}

/** Cuts in functions that the list's handler calls, such as the one that gathers what may be seen. */
function* cutsAround(
  program: Program,
  list: Handler,
): Generator<{ readonly cut: Cut; readonly module: SourceModule }> {
  for (const node of [list.node, ...program.callees(list.node)]) {
    const module = program.moduleOf(node);
    for (const cut of cutsIn({ module, node })) yield { cut, module };
  }
}

const plain = (text: string): string => text.toLowerCase().replaceAll('_', '');

function asks(code: string, { words }: Cut): boolean {
  const text = plain(code);
  return words.some((word) => text.includes(plain(word)));
}

/** A function of the same server that knows the tool's name and refuses by the same words. */
function refusesElsewhere(program: Program, list: Handler, cut: Cut): boolean {
  const own = new Set([list.node, ...program.callees(list.node)]);
  return products(program)
    .filter(({ path }) => partOf(path) === partOf(list.module.path))
    .flatMap((module) => module.functions)
    .some((node) => {
      if (own.has(node) || [...own].some((one) => node.at < one.at && one.end < node.end))
        return false;
      const code = codeOf(program.moduleOf(node)).slice(node.at, node.end);
      return REFUSES.test(code) && KNOWS_TOOL.test(code) && asks(code, cut);
    });
}

function* detect(program: Program): Generator<SourceMatch> {
  const registering = program.calls.filter(
    ({ name, role }) => role === 'product' && name.endsWith('.setRequestHandler'),
  );
  const callers = [...handlersOf(program, CALLS, registering)];
  if (callers.length === 0) return;
  for (const list of handlersOf(program, LISTS, registering)) {
    const answering = callers
      .filter(({ module }) => partOf(module.path) === partOf(list.module.path))
      .map(({ node }) => codeAround(program, node, DEEP));
    if (answering.length === 0) continue;
    for (const { cut, module } of cutsAround(program, list)) {
      if (answering.some((code) => asks(code, cut))) continue;
      if (refusesElsewhere(program, list, cut)) continue;
      yield {
        path: module.path,
        at: cut.at,
        end: cut.end,
        because: `The list is cut by \`${cut.words[0] ?? ''}\`, and what answers a call does not ask for it.`,
      };
    }
  }
}

const typescript = (check: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { config, tools } from './tools.js';
const server = new Server({ name: 'store', version: '1.0.0' });
server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: tools.filter((tool) => !config.readOnly || tool.isReadOnly),
}));
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const tool = tools.find((one) => one.name === request.params.name);
  if (tool === undefined) throw new Error('no such tool');
  ${check}
  return tool.run(request.params.arguments);
});
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'server.py': `from mcp.server.lowlevel import Server
from tools import TOOLS, current_role

server = Server('store')


@server.list_tools()
async def list_tools():
    return [tool.definition for tool in TOOLS.values() if current_role() in tool.roles]


@server.call_tool()
async def call_tool(name: str, arguments: dict):
    tool = TOOLS[name]
    ${check}
    return await tool.run(arguments)
`,
});

export const rule: Rule<'source'> = {
  id: 'source/hidden-tool',
  severity: 'medium',
  confidence: 'medium',
  title: 'Tools are left out of the list and answer all the same',
  why: 'A client need not ask for the list: whoever knows or guesses the name calls the tool that a role, a mode or an allow-list was to keep from them.',
  fix: 'Ask the same question where a call is answered, best by taking the tool from the list as that caller may see it.',
  controls: ['POL-02', 'INT-16'],
  techniques: ['authorization-bypass'],
  cwe: [862, 863, 424],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [typescript(''), python('pass')],
    good: [
      typescript(
        "if (config.readOnly && !tool.isReadOnly) throw new Error('the server may only read');",
      ),
      python('if current_role() not in tool.roles:\n        raise PermissionError(name)'),
    ],
    nearMiss: [
      {
        'server.py': `from mcp.server.lowlevel import Server
from tools import TOOLS

server = Server('store')


@server.list_tools()
async def list_tools():
    return [tool.definition for tool in TOOLS.values() if tool.definition]


@server.call_tool()
async def call_tool(name: str, arguments: dict):
    return await TOOLS[name].run(arguments)
`,
      },
    ],
  },
  detect,
};
