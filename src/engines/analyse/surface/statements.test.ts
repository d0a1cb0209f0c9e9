import { facing } from '../../../../test/support/facing.ts';

// Library functions that take a statement, each with one that an argument is put into and a twin that binds it.

facing('source/sql-injection', 'javascript', [
  [
    "import { Pool } from 'pg';\nconst pool = new Pool();",
    "await pool.query(`SELECT * FROM t WHERE a = '${value}'`);",
    "await pool.query('SELECT * FROM t WHERE a = $1', [value]);",
  ],
  [
    "import { Pool } from 'pg';\nconst pool = new Pool();",
    "await pool.query({ text: `SELECT * FROM t WHERE a = '${value}'` });",
    "await pool.query({ text: 'SELECT * FROM t WHERE a = $1', values: [value] });",
  ],
  [
    "import mysql from 'mysql2/promise';\nconst db = await mysql.createConnection({});",
    "await db.execute(`SELECT * FROM t WHERE a = '${value}'`);",
    "await db.execute('SELECT * FROM t WHERE a = ?', [value]);",
  ],
  [
    "import mysql from 'mysql2/promise';\nconst db = mysql.createPool({});",
    "await db.query({ sql: `SELECT * FROM t WHERE a = '${value}'` });",
    "await db.query({ sql: 'SELECT * FROM t WHERE a = ?', values: [value] });",
  ],
  [
    "import Database from 'better-sqlite3';\nconst db = new Database('x');",
    "db.prepare(`SELECT * FROM t WHERE a = '${value}'`).all();",
    "db.prepare('SELECT * FROM t WHERE a = ?').all(value);",
  ],
  [
    "import Database from 'better-sqlite3';\nconst db = new Database('x');",
    'db.pragma(`table_info(${value})`);',
    "db.pragma('table_info(t)');",
  ],
  [
    "import { DatabaseSync } from 'node:sqlite';\nconst db = new DatabaseSync('x');",
    "db.exec(`DELETE FROM t WHERE a = '${value}'`);",
    "db.prepare('DELETE FROM t WHERE a = ?').run(value);",
  ],
  [
    "import { Database } from 'bun:sqlite';\nconst db = new Database('x');",
    "db.query(`SELECT * FROM t WHERE a = '${value}'`).all();",
    "db.query('SELECT * FROM t WHERE a = ?').all(value);",
  ],
  [
    "import knex from 'knex';\nconst db = knex({});",
    "await db.raw(`SELECT * FROM t WHERE a = '${value}'`);",
    "await db.raw('SELECT * FROM t WHERE a = ?', [value]);",
  ],
  [
    "import knex from 'knex';\nconst db = knex({});",
    "await db('t').whereRaw(`a = '${value}'`);",
    "await db('t').where({ a: value });",
  ],
  [
    "import { PrismaClient } from '@prisma/client';\nconst prisma = new PrismaClient();",
    "await prisma.$queryRawUnsafe(`SELECT * FROM t WHERE a = '${value}'`);",
    'await prisma.$queryRaw`SELECT * FROM t WHERE a = ${value}`;',
  ],
  [
    "import { PrismaClient, Prisma } from '@prisma/client';\nconst prisma = new PrismaClient();",
    "await prisma.$queryRaw(Prisma.raw(`SELECT * FROM t WHERE a = '${value}'`));",
    'await prisma.$queryRaw(Prisma.sql`SELECT * FROM t WHERE a = ${value}`);',
  ],
  [
    "import { sql } from 'drizzle-orm';\nimport { db } from './db.js';",
    "await db.execute(sql.raw(`SELECT * FROM t WHERE a = '${value}'`));",
    'await db.execute(sql`SELECT * FROM t WHERE a = ${value}`);',
  ],
  [
    "import { DataSource } from 'typeorm';\nconst source = new DataSource({});",
    "await source.query(`SELECT * FROM t WHERE a = '${value}'`);",
    "await source.query('SELECT * FROM t WHERE a = $1', [value]);",
  ],
  [
    "import { DataSource } from 'typeorm';\nconst source = new DataSource({});",
    "await source.getRepository('T').createQueryBuilder('t').where(`t.a = '${value}'`).getMany();",
    "await source.getRepository('T').createQueryBuilder('t').where('t.a = :a', { a: value }).getMany();",
  ],
  [
    "import { Sequelize } from 'sequelize';\nconst db = new Sequelize('x');",
    "await db.query(`SELECT * FROM t WHERE a = '${value}'`);",
    "await db.query('SELECT * FROM t WHERE a = ?', { replacements: [value] });",
  ],
  [
    "import { Sequelize } from 'sequelize';\nconst db = new Sequelize('x');",
    "db.literal(`a = '${value}'`);",
    "db.literal('a = 1');",
  ],
  [
    "import postgres from 'postgres';\nconst sql = postgres('x');",
    "await sql.unsafe(`SELECT * FROM t WHERE a = '${value}'`);",
    'await sql`SELECT * FROM t WHERE a = ${value}`;',
  ],
  [
    "import { createClient } from '@clickhouse/client';\nconst db = createClient();",
    "await db.query({ query: `SELECT * FROM t WHERE a = '${value}'` });",
    "await db.query({ query: 'SELECT * FROM t WHERE a = {a:String}', query_params: { a: value } });",
  ],
  [
    "import { BigQuery } from '@google-cloud/bigquery';\nconst db = new BigQuery();",
    "await db.query({ query: `SELECT * FROM t WHERE a = '${value}'` });",
    "await db.query({ query: 'SELECT * FROM t WHERE a = @a', params: { a: value } });",
  ],
  [
    "import snowflake from 'snowflake-sdk';\nconst db = snowflake.createConnection({});",
    "db.execute({ sqlText: `SELECT * FROM t WHERE a = '${value}'` });",
    "db.execute({ sqlText: 'SELECT * FROM t WHERE a = ?', binds: [value] });",
  ],
  [
    "import mssql from 'mssql';",
    "await new mssql.Request().query(`SELECT * FROM t WHERE a = '${value}'`);",
    "await new mssql.Request().input('a', value).query('SELECT * FROM t WHERE a = @a');",
  ],
  [
    "import { createClient } from '@libsql/client';\nconst db = createClient({});",
    "await db.execute(`SELECT * FROM t WHERE a = '${value}'`);",
    "await db.execute({ sql: 'SELECT * FROM t WHERE a = ?', args: [value] });",
  ],
  [
    "import { DuckDBInstance } from '@duckdb/node-api';\nconst db = await (await DuckDBInstance.create()).connect();",
    "await db.runAndReadAll(`SELECT * FROM '${value}'`);",
    "await db.runAndReadAll('SELECT * FROM t WHERE a = $1', [value]);",
  ],
  [
    "import sqlite3 from 'sqlite3';\nconst db = new sqlite3.Database('x');",
    "db.all(`SELECT * FROM t WHERE a = '${value}'`, () => undefined);",
    "db.all('SELECT * FROM t WHERE a = ?', [value], () => undefined);",
  ],
  [
    "import { supabase } from './client.js';",
    "await supabase.rpc('exec_sql', { query: `SELECT * FROM t WHERE a = '${value}'` });",
    "await supabase.from('t').select('*').eq('a', value);",
  ],
]);

facing('source/sql-injection', 'python', [
  [
    'import sqlite3\ndb = sqlite3.connect("x")',
    'db.execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'db.execute("SELECT * FROM t WHERE a = ?", (value,))',
  ],
  [
    'import sqlite3\ndb = sqlite3.connect("x")',
    'db.cursor().executescript(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'db.cursor().execute("SELECT * FROM t WHERE a = ?", (value,))',
  ],
  [
    'import psycopg2\ndb = psycopg2.connect("x")',
    'with db.cursor() as cursor:\n    cursor.execute("SELECT * FROM t WHERE a = \'%s\'" % value)',
    'with db.cursor() as cursor:\n    cursor.execute("SELECT * FROM t WHERE a = %s", (value,))',
  ],
  [
    'import psycopg\nfrom psycopg import sql',
    'with psycopg.connect("x") as db:\n    db.execute(sql.SQL(f"SELECT * FROM {value}"))',
    'with psycopg.connect("x") as db:\n    db.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(value)))',
  ],
  [
    'import asyncpg',
    'db = await asyncpg.connect("x")\nawait db.fetch(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'db = await asyncpg.connect("x")\nawait db.fetch("SELECT * FROM t WHERE a = $1", value)',
  ],
  [
    'from sqlalchemy import create_engine, text\nengine = create_engine("x")',
    'with engine.connect() as db:\n    db.execute(text(f"SELECT * FROM t WHERE a = \'{value}\'"))',
    'with engine.connect() as db:\n    db.execute(text("SELECT * FROM t WHERE a = :a"), {"a": value})',
  ],
  [
    'import duckdb',
    'duckdb.sql(f"SELECT * FROM \'{value}\'")',
    'duckdb.sql("SELECT * FROM t WHERE a = ?", params=[value])',
  ],
  [
    'import duckdb\ndb = duckdb.connect()',
    'db.execute(f"SELECT * FROM \'{value}\'")',
    'db.execute("SELECT * FROM t WHERE a = ?", [value])',
  ],
  [
    'from google.cloud import bigquery\nclient = bigquery.Client()',
    'client.query(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'client.query("SELECT * FROM t WHERE a = @a")',
  ],
  [
    'import snowflake.connector\ndb = snowflake.connector.connect()',
    'db.cursor().execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'db.cursor().execute("SELECT * FROM t WHERE a = %s", (value,))',
  ],
  [
    'import clickhouse_connect\nclient = clickhouse_connect.get_client()',
    'client.query(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'client.query("SELECT * FROM t WHERE a = {a:String}", parameters={"a": value})',
  ],
  [
    'import clickhouse_connect\nclient = clickhouse_connect.get_client()',
    'client.command(f"DROP TABLE {value}")',
    'client.command("DROP TABLE t")',
  ],
  [
    'import pymysql\ndb = pymysql.connect()',
    'db.cursor().execute("SELECT * FROM t WHERE a = \'" + value + "\'")',
    'db.cursor().execute("SELECT * FROM t WHERE a = %s", (value,))',
  ],
  [
    'import pandas as pd\nfrom db import engine',
    'pd.read_sql(f"SELECT * FROM t WHERE a = \'{value}\'", engine)',
    'pd.read_sql("SELECT * FROM t WHERE a = %(a)s", engine, params={"a": value})',
  ],
  [
    'from databricks import sql',
    'with sql.connect() as db:\n    db.cursor().execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'with sql.connect() as db:\n    db.cursor().execute("SELECT * FROM t WHERE a = ?", [value])',
  ],
  [
    'import trino\ndb = trino.dbapi.connect()',
    'db.cursor().execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'db.cursor().execute("SELECT * FROM t WHERE a = ?", (value,))',
  ],
  [
    'import boto3\nathena = boto3.client("athena")',
    'athena.start_query_execution(QueryString=f"SELECT * FROM t WHERE a = \'{value}\'")',
    'athena.start_query_execution(QueryString="SELECT * FROM t WHERE a = ?", ExecutionParameters=[value])',
  ],
  [
    'from django.db import connection',
    'with connection.cursor() as cursor:\n    cursor.execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'with connection.cursor() as cursor:\n    cursor.execute("SELECT * FROM t WHERE a = %s", [value])',
  ],
  [
    'from models import Note',
    'Note.objects.raw(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'Note.objects.raw("SELECT * FROM t WHERE a = %s", [value])',
  ],
  [
    'from models import Note',
    'Note.objects.extra(where=[f"a = \'{value}\'"])',
    'Note.objects.filter(a=value)',
  ],
  [
    'import pyodbc\ndb = pyodbc.connect("x")',
    'db.execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'db.execute("SELECT * FROM t WHERE a = ?", value)',
  ],
  [
    'import aiosqlite',
    'async with aiosqlite.connect("x") as db:\n    await db.execute(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'async with aiosqlite.connect("x") as db:\n    await db.execute("SELECT * FROM t WHERE a = ?", (value,))',
  ],
  [
    'from pyspark.sql import SparkSession\nspark = SparkSession.builder.getOrCreate()',
    'spark.sql(f"SELECT * FROM t WHERE a = \'{value}\'")',
    'spark.sql("SELECT * FROM t WHERE a = :a", args={"a": value})',
  ],
]);

facing('source/sql-injection', 'go', [
  [
    ['database/sql', 'fmt'],
    'db, _ := sql.Open("x", "y")\ndb.Query(fmt.Sprintf("SELECT * FROM t WHERE a = \'%s\'", value))',
    'db, _ := sql.Open("x", "y")\ndb.Query("SELECT * FROM t WHERE a = ?", value)',
  ],
  [
    ['database/sql'],
    'db, _ := sql.Open("x", "y")\ndb.ExecContext(ctx, "DELETE FROM t WHERE a = \'"+value+"\'")',
    'db, _ := sql.Open("x", "y")\ndb.ExecContext(ctx, "DELETE FROM t WHERE a = ?", value)',
  ],
  [
    ['gorm.io/gorm'],
    'db, _ := gorm.Open(nil, nil)\ndb.Raw("SELECT * FROM t WHERE a = \'" + value + "\'").Scan(nil)',
    'db, _ := gorm.Open(nil, nil)\ndb.Raw("SELECT * FROM t WHERE a = ?", value).Scan(nil)',
  ],
  [
    ['gorm.io/gorm'],
    'db, _ := gorm.Open(nil, nil)\ndb.Where("a = \'" + value + "\'").Find(nil)',
    'db, _ := gorm.Open(nil, nil)\ndb.Where("a = ?", value).Find(nil)',
  ],
  [
    ['gorm.io/gorm'],
    'db, _ := gorm.Open(nil, nil)\ndb.Exec("DELETE FROM " + value)',
    'db, _ := gorm.Open(nil, nil)\ndb.Exec("DELETE FROM t")',
  ],
  [
    ['github.com/jmoiron/sqlx'],
    'db := sqlx.MustConnect("x", "y")\ndb.Select(nil, "SELECT * FROM t WHERE a = \'"+value+"\'")',
    'db := sqlx.MustConnect("x", "y")\ndb.Select(nil, "SELECT * FROM t WHERE a = ?", value)',
  ],
  [
    ['github.com/jackc/pgx/v5'],
    'db, _ := pgx.Connect(ctx, "x")\ndb.Query(ctx, "SELECT * FROM t WHERE a = \'"+value+"\'")',
    'db, _ := pgx.Connect(ctx, "x")\ndb.Query(ctx, "SELECT * FROM t WHERE a = $1", value)',
  ],
  [
    ['github.com/jackc/pgx/v5/pgxpool'],
    'db, _ := pgxpool.New(ctx, "x")\ndb.QueryRow(ctx, "SELECT * FROM t WHERE a = \'"+value+"\'")',
    'db, _ := pgxpool.New(ctx, "x")\ndb.QueryRow(ctx, "SELECT * FROM t WHERE a = $1", value)',
  ],
]);

facing('source/nosql-injection', 'javascript', [
  [
    "import { MongoClient } from 'mongodb';\nconst notes = new MongoClient('x').db('x').collection('notes');",
    'await notes.find(JSON.parse(value)).toArray();',
    'await notes.find({ name: value }).toArray();',
  ],
  [
    "import { MongoClient } from 'mongodb';\nconst notes = new MongoClient('x').db('x').collection('notes');",
    'await notes.aggregate(JSON.parse(value)).toArray();',
    'await notes.aggregate([{ $match: { name: value } }]).toArray();',
  ],
  [
    "import { MongoClient } from 'mongodb';\nconst notes = new MongoClient('x').db('x').collection('notes');",
    'await notes.find({ $where: `this.a == "${value}"` }).toArray();',
    'await notes.find({ a: value }).toArray();',
  ],
  [
    "import { MongoClient } from 'mongodb';\nconst db = new MongoClient('x').db('x');",
    'await db.command(JSON.parse(value));',
    'await db.command({ ping: 1 });',
  ],
]);

facing('source/nosql-injection', 'python', [
  [
    'import json\nfrom pymongo import MongoClient\nnotes = MongoClient().x.notes',
    'list(notes.find(json.loads(value)))',
    'list(notes.find({"name": value}))',
  ],
  [
    'import json\nfrom pymongo import MongoClient\nnotes = MongoClient()["x"]["notes"]',
    'list(notes.aggregate(json.loads(value)))',
    'list(notes.aggregate([{"$match": {"name": value}}]))',
  ],
  [
    'from pymongo import MongoClient\nnotes = MongoClient().x.notes',
    'notes.find({"$where": f"this.a == \'{value}\'"})',
    'notes.find({"a": value})',
  ],
]);

// A pipeline may write by its stages: whoever looks for them lets nothing through that was not looked at.
const mongo =
  "import { MongoClient } from 'mongodb';\nconst notes = new MongoClient('x').db('x').collection('notes');";
const run = 'await notes.aggregate(stages).toArray();';
facing('source/nosql-injection', 'javascript', [
  [
    mongo,
    `const stages = JSON.parse(value);\n  ${run}`,
    `const stages = JSON.parse(value);\n  if (stages.some((stage) => '$out' in stage || '$merge' in stage)) throw new Error('no');\n  ${run}`,
  ],
  [
    mongo,
    `const stages = JSON.parse(value);\n  ${run}`,
    `const stages = JSON.parse(value);\n  for (const stage of stages) {\n    if (stage.$out !== undefined || stage.$merge !== undefined) throw new Error('no');\n  }\n  ${run}`,
  ],
  [
    mongo,
    `const stages = JSON.parse(value);\n  ${run}`,
    `const stages = JSON.parse(value);\n  for (const stage of stages) {\n    if (stage.$out || stage.$merge) throw new Error('no');\n  }\n  ${run}`,
  ],
  [
    mongo,
    `const stages = JSON.parse(value);\n  ${run}`,
    `const stages = JSON.parse(value);\n  if (stages.some((stage) => Object.keys(stage).some((key) => ['$out', '$merge'].includes(key)))) throw new Error('no');\n  ${run}`,
  ],
  [
    mongo,
    `const stages = JSON.parse(value);\n  ${run}`,
    `const stages = JSON.parse(value);\n  if (value.includes('$out') || value.includes('$merge')) throw new Error('no');\n  ${run}`,
  ],
]);
const pymongo =
  'import json\nfrom pymongo import MongoClient\nWRITES = ("$out", "$merge")\nnotes = MongoClient().x.notes';
const listed = 'return list(notes.aggregate(stages))';
facing('source/nosql-injection', 'python', [
  [
    pymongo,
    `stages = json.loads(value)\n${listed}`,
    `stages = json.loads(value)\nfor stage in stages:\n    if "$out" in stage or "$merge" in stage:\n        raise ValueError("no")\n${listed}`,
  ],
  [
    pymongo,
    `stages = json.loads(value)\n${listed}`,
    `stages = json.loads(value)\nif any("$out" in stage or "$merge" in stage for stage in stages):\n    raise ValueError("no")\n${listed}`,
  ],
  [
    pymongo,
    `stages = json.loads(value)\n${listed}`,
    `stages = json.loads(value)\nfor stage in stages:\n    for key in stage:\n        if key in WRITES:\n            raise ValueError("no")\n${listed}`,
  ],
  [
    pymongo,
    `stages = json.loads(value)\n${listed}`,
    `stages = json.loads(value)\nif any(key in WRITES for stage in stages for key in stage):\n    raise ValueError("no")\n${listed}`,
  ],
]);
