import type { Rule } from '../../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../../source/example.ts';

const pg = ["import { Pool } from 'pg';", 'const pool = new Pool();'];
const sqlite = ['import sqlite3', 'db = sqlite3.connect("notes.db")'];

export const examples: Rule<'source'>['examples'] = {
  bad: [
    javascriptTool(
      pg,
      '{ name: z.string() }',
      "await pool.query(`SELECT * FROM notes WHERE name = '${args.name}'`);",
    ),
    javascriptTool(
      ["import Database from 'better-sqlite3';", "const db = new Database('notes.db');"],
      '{ column: z.string() }',
      "db.prepare('SELECT * FROM notes ORDER BY ' + args.column).all();",
    ),
    javascriptTool(
      ["import { PrismaClient } from '@prisma/client';", 'const prisma = new PrismaClient();'],
      '{ name: z.string() }',
      "await prisma.$queryRawUnsafe(`SELECT * FROM notes WHERE name = '${args.name}'`);",
    ),
    pythonTool(
      sqlite,
      'name: str',
      'db.cursor().execute(f"SELECT * FROM notes WHERE name = \'{name}\'")',
    ),
    pythonTool(sqlite, 'name: str', 'db.execute("DELETE FROM notes WHERE name = \'%s\'" % name)'),
    pythonTool(
      ['from sqlalchemy import create_engine, text', 'engine = create_engine("sqlite://")'],
      'table: str',
      'with engine.connect() as connection:\n    connection.execute(text("SELECT * FROM " + table))',
    ),
    goTool(
      ['database/sql', 'fmt'],
      'name',
      'db, _ := sql.Open("sqlite", "notes.db")\ndb.Query(fmt.Sprintf("SELECT * FROM notes WHERE name = \'%s\'", name))',
    ),
  ],
  good: [
    javascriptTool(
      pg,
      '{ name: z.string() }',
      "await pool.query('SELECT * FROM notes WHERE name = $1', [args.name]);",
    ),
    javascriptTool(
      [
        "import Database from 'better-sqlite3';",
        "const db = new Database('notes.db');",
        "const COLUMNS = ['name', 'created'];",
      ],
      '{ column: z.string() }',
      "if (!COLUMNS.includes(args.column)) throw new Error('no such column');\n  db.prepare('SELECT * FROM notes ORDER BY ' + args.column).all();",
    ),
    pythonTool(sqlite, 'name: str', 'db.execute("DELETE FROM notes WHERE name = ?", (name,))'),
    pythonTool(
      ['import psycopg2', 'from psycopg2 import sql', 'db = psycopg2.connect("")'],
      'table: str',
      'db.cursor().execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table)))',
    ),
    goTool(
      ['database/sql'],
      'name',
      'db, _ := sql.Open("sqlite", "notes.db")\ndb.Query("SELECT * FROM notes WHERE name = ?", name)',
    ),
  ],
  nearMiss: [
    javascriptTool(
      pg,
      '{ limit: z.number().int() }',
      'await pool.query(`SELECT * FROM notes LIMIT ${args.limit}`);',
    ),
    // The number of placeholders depends on what came in, the statement does not hold it.
    javascriptTool(
      pg,
      '{ names: z.array(z.string()) }',
      "const marks = args.names.map((_, index) => `$${index + 1}`).join(', ');\n  await pool.query(`SELECT * FROM notes WHERE name IN (${marks})`, args.names);",
    ),
    pythonTool(
      sqlite,
      'names: list[str]',
      'marks = ", ".join("?" for _ in names)\ndb.execute(f"SELECT * FROM notes WHERE name IN ({marks})", names)',
    ),
    pythonTool(
      [...sqlite, 'import re'],
      'table: str',
      'if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", table):\n    raise ValueError("no such table")\ndb.execute(f"SELECT * FROM {table}")',
    ),
    // A method of that name on something that is no database.
    javascriptTool(
      [],
      '{ name: z.string() }',
      'const found = document.querySelector(`#${args.name}`);',
    ),
  ],
};
