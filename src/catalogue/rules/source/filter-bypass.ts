import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { leaksIn } from '../../source/concrete/filters.ts';
import { hasBeside } from '../../source/program.ts';
import { LIMITS_SESSIONS } from '../../source/protection.ts';

/** What a statement cannot undo. */
const ENGINE =
  /set_authorizer|query_only(?!\s*=\s*(?:[oO][fF][fF]|0|[fF]alse))|mode=ro\b|READ_ACCESS|AccessMode\.READ|readonly:\s*true|\.read_?only\s*=\s*[tT]rue/;

function* detect(program: Program): Generator<SourceMatch> {
  for (const { filter, isHeldBySession, module, passed, refused } of leaksIn(program)) {
    // Where the session may only read, the filter is there for what a session does not refuse.
    const isHeld =
      hasBeside(program, module.path, ENGINE) ||
      (isHeldBySession && hasBeside(program, module.path, LIMITS_SESSIONS));
    yield {
      path: module.path,
      at: filter.at,
      end: Math.min(filter.end, filter.at + 120),
      ...(isHeld && { severity: 'low' }),
      because: `It refuses ${JSON.stringify(refused)} and lets ${JSON.stringify(passed)} through, which does the same.`,
    };
  }
}

const python = (body: string, more = ''): Readonly<Record<string, string>> => ({
  'server.py': `import re
import psycopg
import sqlparse
from mcp.server.fastmcp import FastMCP
from gate import is_read_only

mcp = FastMCP('reports')


@mcp.tool()
def run_query(sql: str) -> str:
    if not is_read_only(sql):
        raise ValueError('only reading is allowed')
    return str(psycopg.connect().execute(sql).fetchall())
`,
  'gate.py': `import re
import sqlparse

FORBIDDEN = ('insert', 'update', 'delete', 'drop', 'create', 'alter', 'truncate', 'grant', 'copy')
PATTERN = re.compile(r'\\b(' + '|'.join(FORBIDDEN) + r')\\b', re.IGNORECASE)
${more}

def is_read_only(sql: str) -> bool:
    ${body}
`,
});

const typescript = (check: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'; import { Pool } from 'pg';
const pool = new Pool();
const server = new McpServer({ name: 'reports', version: '1.0.0' });
const WRITES = ['INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'CREATE', 'TRUNCATE', 'GRANT', 'COPY'];
server.registerTool('query', { inputSchema: {} }, async ({ sql }) => {
  ${check}
  const result = await pool.query(sql);
  return { content: [{ type: 'text', text: JSON.stringify(result.rows) }] };
});
`,
});

const go = (check: string, driver = 'mysql'): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.com/reports\n',
  'main.go': `package main

import (
	"database/sql"
	"errors"
	"os"
	"strings"
)

var writes = []string{"INSERT", "UPDATE", "DELETE", "DROP", "ALTER", "CREATE", "TRUNCATE", "GRANT"}

func validateQuery(query string) error {
	${check}
	return nil
}

func open() (*sql.DB, error) {
	return sql.Open("${driver}", os.Getenv("DATABASE"))
}

func runQuery(db *sql.DB, query string) (*sql.Rows, error) {
	if err := validateQuery(query); err != nil {
		return nil, err
	}
	return db.Query(query)
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/filter-bypass',
  severity: 'medium',
  confidence: 'high',
  title: 'Filter that the same thing, written differently, gets past',
  why: 'The filter was run on a statement that it refuses and on the same statement with a comment, other white space or other letters, and let the second one through. Whoever knows that does what the filter is there to prevent.',
  fix: 'Have a parser of the language judge what was written, or the system refuse it: a role or session that may only read, a process that may not. Where words are all there is, compare them after comments are taken out and white space and letters are made the same.',
  controls: ['INT-04'],
  techniques: ['sql-injection'],
  cwe: [184, 89, 693],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [
      // White space and comments.
      python("return not any(word + ' ' in sql.lower() for word in FORBIDDEN)"),
      // Only the first word is looked at.
      python('return sql.strip().split()[0].lower() not in FORBIDDEN'),
      typescript(
        "if (WRITES.some((word) => sql.includes(word))) throw new Error('only reading is allowed');",
      ),
      typescript(
        'if (/^\\s*(insert|update|delete|drop)\\b/i.test(sql)) return { content: [], isError: true };',
      ),
      go(
        'upper := strings.ToUpper(query)\n\tfor _, word := range writes {\n\t\tif strings.HasPrefix(upper, word) {\n\t\t\treturn errors.New("only reading is allowed")\n\t\t}\n\t}',
      ),
      // The driver runs one statement after the other.
      go(
        'if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(query)), "select ") {\n\t\treturn errors.New("only reading is allowed")\n\t}',
        'sqlite3',
      ),
      {
        'gate.go': `package gate

import (
	"errors"
	"strings"

	_ "github.com/lib/pq"
)

type Gate struct {
	verbs map[string]bool
}

func New() *Gate {
	return &Gate{verbs: map[string]bool{"select": true, "show": true}}
}

func (g *Gate) Check(query string) error {
	fields := strings.Fields(strings.ToLower(query))
	if len(fields) == 0 {
		return errors.New("empty")
	}
	if _, ok := g.verbs[fields[0]]; !ok {
		return errors.New("only reading is allowed")
	}
	return nil
}

func Run(query string) error {
	return New().Check(query)
}
`,
      },
      {
        'scanner.py': `DANGEROUS = ['exec(', 'eval(', 'os.system', 'subprocess.']


def check_code(code: str) -> list[str]:
    return [word for word in DANGEROUS if word in code]
`,
      },
    ],
    good: [
      python('return not PATTERN.search(sql)'),
      python(
        "plain = ' '.join(sqlparse.format(sql, strip_comments=True).split()).lower()\n    return plain.startswith('select ') and ';' not in plain and not PATTERN.search(plain)",
      ),
      typescript(
        "if (new RegExp(`\\\\b(${WRITES.join('|')})\\\\b`, 'i').test(sql)) throw new Error('only reading is allowed');",
      ),
      go(
        'upper := strings.ToUpper(query)\n\tfor _, word := range writes {\n\t\tif strings.Contains(upper, word) {\n\t\t\treturn errors.New("only reading is allowed")\n\t\t}\n\t}',
      ),
    ],
    nearMiss: [
      // The driver takes one statement at a time.
      go(
        'if !strings.HasPrefix(strings.ToLower(strings.TrimSpace(query)), "select ") {\n\t\treturn errors.New("only reading is allowed")\n\t}',
        'pgx',
      ),
      // Another filter beside it refuses what it lets through.
      python(
        "return has_no_comment(sql) and not any(word + ' ' in ' '.join(sql.split()).lower() for word in FORBIDDEN)",
        "\n\ndef has_no_comment(sql: str) -> bool:\n    return '/*' not in sql and '--' not in sql\n",
      ),
      {
        // To tell rows from counts is no filter.
        'server.py': `def run(connection, sql: str) -> str:
    cursor = connection.execute(sql)
    if sql.strip().upper().startswith('SELECT'):
        return str(cursor.fetchall())
    connection.commit()
    return str(cursor.rowcount)
`,
      },
    ],
  },
  detect,
};
