import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Expression, SourceModule, Span } from '../../../domain/source.ts';
import { codeOf, hasBeside, partOf, products } from '../../source/program.ts';

/** Switches that protect where they are on, and those that open where they are on. */
const PROTECTS = /^_?(?:is_?)?read_?only(?:_?mode)?$/i;
const OPENS =
  /^_?(?:allow|enable)_?(?:writes?|write_?access|destructive|dangerous|mutations?|shell|unsafe)\w{0,20}$/i;
/** Something depends on the switch. */
const CONSULTED =
  /\b(?:if|unless)\b[^\n]{0,80}?(?:read_?only|(?:allow|enable)_?(?:write|destructive|dangerous|mutation|shell|unsafe))/i;
/** A tool that gives rights away: what it changes outlives the conversation. */
const GRANTS =
  /(?:attach|put|create|add|grant)_?\w{0,20}_?(?:polic|role|user|permission|access_?key|grant|member)/i;
/** The command line opens what the default of a class leaves open: the default is not what a user gets. */
const OPT_IN = /--allow-write|--enable-write|--write\b|allow_write\s*=\s*args|not\s+args\.allow/;

interface Default extends Span {
  readonly name: string;
  readonly value: Expression;
}

/** Fields of classes and variables of modules with the value that they start with. */
function* defaults({ body }: SourceModule): Generator<Default> {
  for (const one of body) {
    if (one.kind === 'class') {
      for (const { at, end, name, value } of one.class.fields) {
        if (value !== undefined) yield { at, end, name, value };
      }
    }
    if (one.kind === 'let' && one.target.kind === 'name' && one.value !== undefined) {
      yield { at: one.at, end: one.end, name: one.target.name, value: one.value };
    }
  }
}

function isOpen({ name, value }: Default): boolean {
  if (value.kind !== 'literal') return false;
  return (
    (value.value === false && PROTECTS.test(name)) || (value.value === true && OPENS.test(name))
  );
}

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    for (const one of defaults(module)) {
      if (!isOpen(one)) continue;
      const { path } = module;
      if (hasBeside(program, path, OPT_IN) || !hasBeside(program, path, CONSULTED)) continue;
      const tools = program.entries.filter(
        (entry) => entry.origin === 'argument' && partOf(entry.path) === partOf(path),
      );
      const grants = tools
        .map((tool) => tool.name ?? tool.function.name)
        .filter((name) => GRANTS.test(name));
      if (tools.length === 0) continue;
      const most = grants.length > 0 ? `; \`${grants[0] ?? ''}\` gives rights away` : '';
      yield {
        path,
        at: one.at,
        end: one.end,
        because: `\`${codeOf(module).slice(one.at, one.end).slice(0, 80)}\`: who sets nothing gets every tool that writes${most}.`,
        severity: grants.length > 1 ? 'medium' : 'low',
      };
    }
  }
}

const server = (value: string, tools: string): Readonly<Record<string, string>> => ({
  'server.py': `from mcp.server.fastmcp import FastMCP

mcp = FastMCP('accounts')


class Settings:
    readonly: bool = ${value}


${tools}
`,
});

const tool = (name: string, guard = true): string => `@mcp.tool()
async def ${name}(name: str) -> str:
${guard ? "    if Settings.readonly:\n        raise PermissionError('the server may only read')\n" : ''}    return client.perform('${name}', name)
`;

export const rule: Rule<'source'> = {
  id: 'source/insecure-default',
  severity: 'medium',
  confidence: 'medium',
  title: 'Tools that write are on unless somebody switches them off',
  why: 'Most users keep the defaults, so a model that was talked into it changes things that its user never meant to hand over.',
  fix: 'Start read-only, and let the user open what is needed with a flag that says so.',
  controls: ['POL-02'],
  techniques: ['excessive-tool-permissions'],
  cwe: [1188, 276, 250],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [
      server('False', `${tool('create_user')}\n\n${tool('attach_user_policy')}`),
      {
        'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const allowDestructive = true;
const server = new McpServer({ name: 'store', version: '1.0.0' });
server.registerTool('remove', { inputSchema: {} }, async ({ name }) => {
  if (!allowDestructive) throw new Error('switched off');
  return store.remove(name);
});
`,
      },
    ],
    good: [
      server('True', `${tool('create_user')}\n\n${tool('attach_user_policy')}`),
      {
        'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
const allowDestructive = process.env.ALLOW_DESTRUCTIVE === 'true';
const server = new McpServer({ name: 'store', version: '1.0.0' });
server.registerTool('remove', { inputSchema: {} }, async ({ name }) => {
  if (!allowDestructive) throw new Error('switched off');
  return store.remove(name);
});
`,
      },
    ],
    // A word that no tool consults is no switch.
    nearMiss: [server('False', tool('create_user', false))],
  },
  detect,
};
