import type { EntryPoint, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode, SourceModule, Statement } from '../../../domain/source.ts';
import { codeOf, hasBeside } from '../../source/program.ts';
import { statementsIn } from '../../source/statements.ts';

/** The server answers several clients at once. */
const SERVES =
  /StreamableHTTP|StreamableHttp|SSEServerTransport|SseServerTransport|streamable[-_]http|streamable_http_app|sse_app|http_app\(|NewSSEServer|NewStreamableHTTP|mcp-session-id|transport\s*=\s*['"](?:http|sse|streamable-http)['"]/;
/** What belongs to one client, by its name. */
const PERSONAL =
  /user|token|session|account|credential|auth|tenant|customer|client|e?mail|identity|profile|cart|conversation|history|secret|password|api_?key|cookie|login|owner|current|last|active|selected/i;

/** Names that a module's top declares. */
function topNames({ body }: SourceModule): Set<string> {
  const names = new Set<string>();
  for (const one of body) {
    if (one.kind === 'let' && one.target.kind === 'name') names.add(one.target.name);
  }
  return names;
}

interface Written {
  readonly name: string;
  readonly at: number;
  readonly end: number;
}

/** Names outside a function that its statements set, from what it was given. */
function* setBy(node: FunctionNode, code: string): Generator<Written> {
  const given = node.parameters
    .flatMap(({ target }) => namesOf(target))
    .filter((name) => name !== 'self' && name !== 'ctx' && name !== 'this');
  if (given.length === 0) return;
  for (const one of statementsIn(node.body)) {
    const set = assignmentOf(one);
    if (set === undefined) continue;
    const value = code.slice(set.at, Math.min(set.end, set.at + 500));
    const from = value.slice(value.indexOf('=') + 1);
    if (given.some((name) => new RegExp(`\\b${name}\\b`).test(from))) yield set;
  }
}

function assignmentOf(one: Statement): Written | undefined {
  if (one.kind === 'let' && !one.isDeclared && one.target.kind === 'name')
    return { name: one.target.name, at: one.at, end: one.end };
  if (one.kind === 'do' && one.value.kind === 'assign' && one.value.target.kind === 'name')
    return { name: one.value.target.name, at: one.at, end: one.end };
  return undefined;
}

function namesOf(target: FunctionNode['parameters'][number]['target']): string[] {
  if (target.kind === 'name') return /^\w+$/.test(target.name) ? [target.name] : [];
  if (target.kind === 'fallback') return namesOf(target.target);
  if (target.kind === 'fields') return target.fields.flatMap((field) => namesOf(field.target));
  return [];
}

function* detect(program: Program): Generator<SourceMatch> {
  const handlers = program.entries.filter(
    (one) => one.origin === 'argument' && program.moduleOf(one.function).role === 'product',
  );
  for (const [path, group] of Map.groupBy(handlers, (one) => program.moduleOf(one.function).path)) {
    if (!hasBeside(program, path, SERVES)) continue;
    const [first] = group;
    if (first === undefined) continue;
    const module = program.moduleOf(first.function);
    yield* sharedIn(module, group);
  }
}

function* sharedIn(module: SourceModule, group: readonly EntryPoint[]): Generator<SourceMatch> {
  const code = codeOf(module);
  const names = topNames(module);
  const seen = new Set<string>();
  for (const { function: node } of group) {
    for (const { at, end, name } of setBy(node, code)) {
      if (!names.has(name) || seen.has(name) || !PERSONAL.test(name)) continue;
      const reader = group.find(
        (one) =>
          one.function !== node &&
          new RegExp(`(?<![\\w.])${name}\\b(?!\\s*=[^=])`).test(
            code.slice(one.function.at, one.function.end),
          ),
      );
      if (reader === undefined) continue;
      seen.add(name);
      yield {
        path: module.path,
        at,
        end,
        because: `One client sets \`${name}\` for all: \`${reader.name ?? reader.function.name}\` reads it for whoever calls.`,
      };
    }
  }
}

const typescript = (
  declared: string,
  set: string,
  get: string,
): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
${declared}
const server = new McpServer({ name: 'mail', version: '1.0.0' });
server.registerTool('login', { inputSchema: { token: z.string() } }, async ({ token }, extra) => {
  ${set}
  return { content: [] };
});
server.registerTool('inbox', { inputSchema: {} }, async (args, extra) => {
  return { content: [{ type: 'text', text: await read(${get}) }] };
});
`,
});

const python = (set: string, get: string, transport: string): Readonly<Record<string, string>> => ({
  'server.py': `from mcp.server.fastmcp import Context, FastMCP

mcp = FastMCP('mail')
current_user = None


@mcp.tool()
async def login(name: str, ctx: Context) -> str:
    ${set}
    return 'ok'


@mcp.tool()
async def inbox(ctx: Context) -> str:
    return await read(${get})


mcp.run(transport='${transport}')
`,
});

export const rule: Rule<'source'> = {
  id: 'source/shared-state',
  severity: 'medium',
  confidence: 'medium',
  title: 'What one client set is used for all of them',
  why: 'Over HTTP many clients talk to the same process, so the next one to call works with the account, the folder or the choice of another.',
  fix: 'Keep it by the session or the user that the request belongs to, or make a server for each session.',
  controls: ['TRF-22', 'TRF-10'],
  techniques: ['cross-context-access', 'session-management-issues'],
  cwe: [488, 362, 567, 639],
  top10: { csa: ['MCP-05'], owasp: ['MCP10'] },
  examples: {
    bad: [
      typescript('let currentToken;', 'currentToken = token;', 'currentToken'),
      python('global current_user\n    current_user = name', 'current_user', 'streamable-http'),
    ],
    good: [
      typescript(
        'const tokens = new Map();',
        'tokens.set(extra.sessionId, token);',
        'tokens.get(extra.sessionId)',
      ),
      python('users[ctx.session] = name', 'users[ctx.session]', 'streamable-http'),
    ],
    // One process for each client.
    nearMiss: [python('global current_user\n    current_user = name', 'current_user', 'stdio')],
  },
  detect,
};
