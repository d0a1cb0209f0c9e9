import type { EntryPoint, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Expression, FunctionNode } from '../../../domain/source.ts';
import { partOf, products } from '../../source/program.ts';

/** Switches by which a server says that its tools may not write. */
const SWITCH =
  /read_?only|allow_?write|write_?(?:enabled|access|allowed)|enable_?write|disable_?write|allow_?(?:mutat|destructive)/i;
/** A condition on such a switch: what a tool may do hangs on it. */
const CONDITION = new RegExp(
  `(?:\\b(?:if|elif|assert)\\b|&&|\\|\\|)[^\\n;]{0,80}(?:${SWITCH.source})(?!_?hint)`,
  'i',
);
/** What a tool does to what it works on, by its name. */
const WRITES =
  /^(?:[a-z0-9]+[_-])??(?:add|apply|attach|cancel|create|delete|deploy|detach|disable|drop|enable|execute|import|insert|modify|patch|put|reboot|remove|rename|replace|reset|restore|revoke|set|start|stop|terminate|update|upload|write)(?:[_-]|$|(?=[A-Z]))/;
/** So many tools of the same server have to consult the switch before it is a habit. */
const HABIT = 2;
const DEEP = 1;

/** Whether a function, or one that it calls, has the switch in its text, as a word or in a condition. */
function consults(
  program: Program,
  node: FunctionNode,
  looked: RegExp = SWITCH,
  deep = DEEP,
  seen = new Set<FunctionNode>(),
): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  const module = program.moduleOf(node);
  const from = Math.min(node.at, ...node.decorators.map(({ at }) => at));
  if (looked.test(module.text.slice(from, node.end))) return true;
  if (decoratorsOf(program, node).some((one) => looked.test(textOf(program, one)))) return true;
  if (deep === 0) return false;
  return program.callees(node).some((callee) => consults(program, callee, looked, deep - 1, seen));
}

/** The program's own functions that decorate a function, by their names. */
function decoratorsOf(program: Program, { decorators }: FunctionNode): FunctionNode[] {
  const names = new Set(
    decorators.map((one) => lastNameOf(one.kind === 'call' ? one.callee : one)),
  );
  names.delete('');
  if (names.size === 0) return [];
  return products(program).flatMap(({ functions }) =>
    functions.filter(({ name }) => names.has(name)),
  );
}

function lastNameOf(expression: Expression): string {
  return expression.kind === 'name' || expression.kind === 'member' ? expression.name : '';
}

function textOf(program: Program, node: FunctionNode): string {
  return program.moduleOf(node).text.slice(node.at, node.end);
}

/** A registration that stands under a condition on the switch, near enough to be read with it. */
function isRegisteredUnderSwitch(program: Program, { at, function: node }: EntryPoint): boolean {
  const module = program.moduleOf(node);
  const [line = '', above = ''] = module.text
    .slice(Math.max(0, at - 300), at)
    .split('\n')
    .toReversed();
  return [line, above].some((one) => /^\s*(?:if|elif|else if)\b/.test(one) && SWITCH.test(one));
}

function* detect(program: Program): Generator<SourceMatch> {
  const parts = Map.groupBy(
    program.entries.filter(
      ({ function: node, origin }) =>
        origin === 'argument' && program.moduleOf(node).role === 'product',
    ),
    ({ path }) => partOf(path),
  );
  for (const tools of parts.values()) {
    const writing = tools.filter((one) => WRITES.test(one.name ?? one.function.name));
    if (writing.length === 0) continue;
    // Whatever it is called, a tool that may do less where the switch is set shows the habit.
    const guarded = tools.filter(
      (one) =>
        consults(program, one.function, writing.includes(one) ? SWITCH : CONDITION) ||
        isRegisteredUnderSwitch(program, one),
    );
    const open = writing.filter((one) => !guarded.includes(one));
    if (guarded.length < HABIT || open.length === 0 || open.length > guarded.length / 2) continue;
    for (const { function: node, name, path } of open) {
      yield {
        path,
        at: node.at,
        end: Math.min(node.end, node.at + 120),
        because: `\`${name ?? node.name}\` consults no switch, while ${guarded.length} tools of the same server that write do.`,
      };
    }
  }
}

const python = (body: string): Readonly<Record<string, string>> => ({
  'server.py': `from mcp.server.fastmcp import FastMCP
from settings import settings

mcp = FastMCP('store')


@mcp.tool()
def create_item(name: str) -> str:
    if settings.read_only:
        raise PermissionError('the server may only read')
    return store.create(name)


@mcp.tool()
def update_item(name: str) -> str:
    if settings.read_only:
        raise PermissionError('the server may only read')
    return store.update(name)


@mcp.tool()
def delete_item(name: str) -> str:
    ${body}
    return store.delete(name)
`,
});

const typescript = (body: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { config } from './config.js';
const server = new McpServer({ name: 'store', version: '1.0.0' });
const mayWrite = () => { if (config.readOnly) throw new Error('the server may only read'); };
server.registerTool('create_item', { inputSchema: {} }, async ({ name }) => { mayWrite(); return store.create(name); });
server.registerTool('update_item', { inputSchema: {} }, async ({ name }) => { mayWrite(); return store.update(name); });
server.registerTool('delete_item', { inputSchema: {} }, async ({ name }) => { ${body} return store.remove(name); });
`,
});

export const rule: Rule<'source'> = {
  id: 'source/unguarded-tool',
  severity: 'medium',
  confidence: 'medium',
  title: 'Tool that writes leaves out the check that its siblings make',
  why: 'Whoever switched the server to read-only trusts that nothing is changed, and this tool changes things all the same.',
  fix: 'Consult the switch here too, best in one place that every writing tool passes, such as the function that registers them.',
  controls: ['POL-02'],
  techniques: ['authorization-bypass'],
  cwe: [862, 863, 424],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [python('pass'), typescript('')],
    good: [
      python("if settings.read_only:\n        raise PermissionError('the server may only read')"),
      typescript('mayWrite();'),
    ],
    nearMiss: [
      {
        'server.py': `from mcp.server.fastmcp import FastMCP

mcp = FastMCP('store')


@mcp.tool()
def create_item(name: str) -> str:
    return store.create(name)


@mcp.tool()
def delete_item(name: str) -> str:
    return store.delete(name)
`,
      },
    ],
  },
  detect,
};
