import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode, SourceModule } from '../../../domain/source.ts';
import { isTight } from '../../source/concrete/filters.ts';
import { codeOf, functionAt, hasBeside, products } from '../../source/program.ts';
import { LIMITS_SESSIONS, PARSES_STATEMENTS } from '../../source/protection.ts';

const LOOKS =
  /(?:^|\.)(?:test|match|search|fullmatch|findall|exec|startsWith|startswith|includes|some|MatchString|FindString|HasPrefix|Contains|EqualFold)$/;
/** Verbs of statements, as words in texts and patterns. */
const VERB =
  /(?<![A-Za-z_])(?:INSERT|UPDATE|DELETE|DROP|ALTER|CREATE|TRUNCATE|GRANT|REVOKE|MERGE|REPLACE|SELECT|WITH|SHOW|DESCRIBE|EXPLAIN|ATTACH|DETACH)(?![A-Za-z_])/gi;
const STATEMENT = /(?:^|[^a-z])(?:sql|query|statement|stmt|cypher)/i;
/** What is between quotes or slashes on a line. */
const QUOTED = /(['"`/])((?:\\.|(?!\1)[^\\\n]){2,300})\1/g;

const words = new WeakMap<SourceModule, number>();

/** How many different verbs stand in the quoted texts of a module. */
function verbsIn(module: SourceModule): number {
  let count = words.get(module);
  if (count === undefined) {
    const verbs = new Set<string>();
    for (const [, , text = ''] of codeOf(module).matchAll(QUOTED)) {
      // A statement that is run has more than its verb; a list of words or a pattern has little else.
      if (text.length > 80 && !/[|\\^]/.test(text)) continue;
      for (const [verb] of text.matchAll(VERB)) verbs.add(verb.toUpperCase());
    }
    count = verbs.size;
    words.set(module, count);
  }
  return count;
}

function constantOf(call: CallSite): string {
  const texts = [call.argument(0), call.argument('receiver')].map(
    (value) => value?.pattern ?? value?.constant,
  );
  return texts.find((text) => typeof text === 'string')?.toString() ?? '';
}

function judgesStatements(call: CallSite, module: SourceModule, within: FunctionNode): boolean {
  // What is looked for may well be the word `query`: what it is looked for in counts.
  const written = module.text
    .slice(call.at, Math.min(call.end, call.at + 300))
    .replaceAll(QUOTED, "''");
  const head = module.text.slice(within.at, Math.min(within.end, within.at + 400));
  if (!STATEMENT.test(written) && !STATEMENT.test(head.slice(0, head.indexOf('\n') + 200)))
    return false;
  if (VERB.test(constantOf(call))) {
    VERB.lastIndex = 0;
    return true;
  }
  VERB.lastIndex = 0;
  return verbsIn(module) >= 4 && STATEMENT.test(written);
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(products(program).map((module) => [module.path, module]));
  const seen = new Set<FunctionNode>();
  for (const call of program.calls) {
    const module = modules.get(call.path);
    if (module === undefined || !LOOKS.test(call.name)) continue;
    const within = functionAt(module, call.at, call.end);
    if (within === undefined || seen.has(within) || !judgesStatements(call, module, within))
      continue;
    seen.add(within);
    // A filter that was run, and refused whatever was tried, is no mere list of words.
    if (isTight(program, within)) continue;
    if (PARSES_STATEMENTS.test(codeOf(module)) || hasBeside(program, call.path, LIMITS_SESSIONS))
      continue;
    yield {
      path: call.path,
      at: call.at,
      end: call.end,
      because:
        'Words decide what a statement may do, and no parser, read-only session or read-only account stands behind them.',
    };
  }
}

const typescript = (
  check: string,
  run = 'await pool.query(sql)',
): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import { Pool } from 'pg';
const pool = new Pool();
const server = new McpServer({ name: 'reports', version: '1.0.0' });
server.registerTool('query', { inputSchema: {} }, async ({ sql }) => {
  ${check}
  const result = ${run};
  return { content: [{ type: 'text', text: JSON.stringify(result.rows) }] };
});
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'server.py': `import re
import sqlite3
from mcp.server.fastmcp import FastMCP

mcp = FastMCP('reports')
WRITES = re.compile(r'(?i)\\b(insert|update|delete|drop|alter|create|truncate)\\b')


@mcp.tool()
def run_query(sql: str) -> str:
    ${check}
    return str(connection.execute(sql).fetchall())
`,
});

export const rule: Rule<'source'> = {
  id: 'source/keyword-filter',
  severity: 'medium',
  confidence: 'medium',
  title: 'Words decide whether a statement may be run',
  why: 'Comments, unusual white space, functions with side effects and verbs that nobody thought of get past a list of words, so whoever may only read can write, read files or send data away.',
  fix: 'Run the statement in a read-only transaction or with an account that can only read, or have a parser of the language judge it; keep the words for clear messages alone.',
  controls: ['INT-04'],
  techniques: ['sql-injection'],
  cwe: [184, 89],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [
      typescript(
        "if (!/^\\s*(select|with)\\b/i.test(sql)) throw new Error('only reading is allowed');",
      ),
      python("if WRITES.search(sql):\n        raise ValueError('only reading is allowed')"),
    ],
    good: [
      typescript(
        "if (!/^\\s*(select|with)\\b/i.test(sql)) throw new Error('only reading is allowed');\n  await pool.query('BEGIN TRANSACTION READ ONLY');",
      ),
      python(
        'connection.execute("PRAGMA query_only = ON")\n    if WRITES.search(sql):\n        raise ValueError("only reading is allowed")',
      ),
    ],
    nearMiss: [
      // Whatever was tried, however it was written, it refused.
      typescript(
        "if (!/^\\s*select\\b/i.test(sql) || /--|\\/\\*|;|\\b(insert|update|delete|drop|alter|create|truncate|grant|into|copy|load|rename)\\b/i.test(sql)) throw new Error('only reading is allowed');",
      ),
      typescript(
        "if (!/^[a-z ]+$/i.test(name)) throw new Error('letters only');",
        "await pool.query('select * from t where name = $1', [name])",
      ),
      // Text about statements is no statement.
      typescript(
        "const words = ['insert', 'update', 'delete', 'drop']; if (message.includes('cannot query field')) throw new Error('old');",
        "await pool.query('select * from t where name = $1', [words[0]])",
      ),
    ],
  },
  detect,
};
