import type { Rule } from '../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { querying } from '../../source/sql.ts';

const facts = { id: 'source/raw-statement', severity: 'medium', confidence: 'medium' } as const;
const sqlite = ['import sqlite3', 'db = sqlite3.connect("notes.db")'];

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Whole SQL statements come from outside',
  why: 'Whoever steers the model writes the statement. Looking for words such as DROP in it does not hold: comments, other verbs and functions with side effects get past.',
  fix: 'Let the database enforce it: a role that may only read, a read-only transaction or connection, one statement at a time, a time limit; or parse the statement with a parser of that dialect and allow only what is meant to run.',
  controls: ['INT-04', 'POL-05'],
  techniques: ['sql-injection', 'excessive-tool-permissions'],
  cwe: [89, 250, 184],
  top10: { csa: ['MCP-07'], owasp: ['MCP02', 'MCP05'] },
  sinks: querying.map((sink) => ({
    ...sink,
    lacking: ['embedded'] as const,
    from: ['argument', 'request'] as const,
    severity: 'low' as const,
    does: 'is run as an SQL statement',
  })),
  safe: ['statement'],
  examples: {
    bad: [
      javascriptTool(
        ["import { Pool } from 'pg';", 'const pool = new Pool();'],
        '{ sql: z.string() }',
        "if (!args.sql.toLowerCase().startsWith('select')) throw new Error('read only');\n  await pool.query(args.sql);",
      ),
      pythonTool(
        sqlite,
        'query: str',
        'if "DROP" in query.upper():\n    raise ValueError("no")\ndb.execute(query)',
      ),
    ],
    good: [
      javascriptTool(
        ["import { Pool } from 'pg';", 'const pool = new Pool();'],
        "{ report: z.enum(['day', 'week']) }",
        'await pool.query(args.report);',
      ),
      pythonTool(sqlite, 'name: str', 'db.execute("SELECT * FROM notes WHERE name = ?", (name,))'),
    ],
    nearMiss: [
      // Put into a statement is another rule's finding.
      pythonTool(sqlite, 'name: str', 'db.execute(f"SELECT * FROM notes WHERE name = \'{name}\'")'),
      goTool(
        ['database/sql'],
        'name',
        'db, _ := sql.Open("sqlite", "notes.db")\ndb.Exec("DELETE FROM notes WHERE name = ?", name)',
      ),
    ],
  },
  detect: flowsOf({ ...facts, mends: ['text'] }),
};
