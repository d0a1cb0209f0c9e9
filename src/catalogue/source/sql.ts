import type { CallView, Sink } from '../../domain/flow.ts';
import { go, javascript, members, python } from './calls.ts';

// Calls that take a statement of SQL. Method names alone say little (`query`, `get`), so the text must
// look like SQL, or the library must be known.

const STATEMENT =
  /^[\s(]*(?:--[^\n]*\n\s*)?(?:select|insert|update|delete|with|create|drop|alter|pragma|show|describe|explain|use|set|grant|call|exec|truncate|replace|merge|copy|attach|begin|from|where|order by)\b/i;
const LIBRARY =
  /(?:^|[./@-])(?:sqlite3?|better-sqlite3|libsql|pg|postgres|pgx?|mysql2?|mariadb|mssql|tedious|knex|typeorm|sequelize|prisma|asyncpg|psycopg2?|aiosqlite|aiomysql|pymysql|MySQLdb|cx_Oracle|oracledb|pyodbc|sqlalchemy|duckdb|clickhouse\w*|snowflake|databricks|bigquery|trino|presto|sqlx|gorm|sql)\b/i;
const NAMED = /sql|query|statement|stmt/i;

function textAt(
  call: CallView,
  at: number | string,
): { readonly start: string; readonly written: string } {
  const value = call.argument(at);
  return {
    start: typeof value?.constant === 'string' ? value.constant : (value?.prefix ?? ''),
    written: value?.text ?? '',
  };
}

/** Whether a call takes SQL at a position: as its text starts, as its library or its argument is named. */
function takesSql(at: number): (call: CallView) => boolean {
  return (call) => {
    // A regular expression is asked about a text, whatever the text is called.
    if (call.argument('receiver')?.pattern !== undefined) return false;
    // What a prepared statement is given are bound values.
    if (/prepare\w{0,40}\(\)/i.test(call.name)) return false;
    const keyword = ['query', 'sql', 'statement'].find((name) => call.argument(name) !== undefined);
    const { start, written } = textAt(call, call.argument(at) === undefined ? (keyword ?? at) : at);
    return (
      STATEMENT.test(start) ||
      (LIBRARY.test(call.name) && start === '') ||
      (NAMED.test(written) && start === '')
    );
  };
}

type SqlSink = Pick<Sink, 'languages' | 'calls' | 'arguments'> & Partial<Pick<Sink, 'when'>>;

export const querying: readonly SqlSink[] = [
  {
    languages: python,
    // Services that take statements over an API.
    calls: [
      '*.start_query_execution',
      '*.execute_statement',
      '*.batch_execute_statement',
      '*.start_query',
    ],
    arguments: ['QueryString', 'sql', 'Sql', 'Statement', 'statement', 'queryString', 'query'],
  },
  {
    languages: javascript,
    calls: ['*.StartQueryExecutionCommand', '*.ExecuteStatementCommand', '*.StartQueryCommand'],
    arguments: ['0.QueryString', '0.sql', '0.Sql', '0.Statement', '0.queryString'],
  },
  {
    languages: javascript,
    calls: [
      '*.query',
      '*.execute',
      '*.raw',
      '*.prepare',
      '*.all',
      '*.run',
      '*.exec',
      '*.each',
      '*.get',
      '*.simple',
      '*.queryRaw',
      '*.stream',
      '*.runAndRead',
      '*.runAndReadAll',
      '*.streamQuery',
      '*.queryRawTyped',
      '*.executeSql',
      '*.runQuery',
      '*.executeQuery',
      '*.querySql',
    ],
    arguments: [0],
    when: takesSql(0),
  },
  {
    languages: javascript,
    // A pragma is a statement, and so is what a table is asked by.
    calls: ['better-sqlite3().pragma', 'bun:sqlite.Database().run'],
    arguments: [0],
  },
  {
    languages: javascript,
    // Functions of databases whose work is to run statements.
    calls: ['*.rpc'],
    arguments: ['1.query', '1.sql', '1.sql_query', '1.query_text', '1.statement'],
  },
  {
    languages: javascript,
    calls: members('*.createQueryBuilder()*', [
      'where',
      'andWhere',
      'orWhere',
      'having',
      'orderBy',
    ]),
    arguments: [0],
  },
  {
    languages: javascript,
    calls: [...members('sequelize', ['literal', 'Sequelize.literal', 'Sequelize().literal'])],
    arguments: [0],
  },
  {
    languages: javascript,
    calls: ['*.query', '*.execute'],
    arguments: ['0.text', '0.sql', '0.sqlText'],
    when: (call) =>
      ['text', 'sql', 'sqlText'].some((name) => call.argument(0)?.field(name) !== undefined),
  },
  {
    languages: javascript,
    calls: ['*.query', '*.command', '*.exec', '*.createQueryJob'],
    arguments: ['0.query'],
    when: (call) => STATEMENT.test(call.argument(0)?.field('query')?.prefix ?? ''),
  },
  {
    languages: javascript,
    calls: [
      '*.$queryRawUnsafe',
      '*.$executeRawUnsafe',
      '*.unsafe',
      ...members('*', ['whereRaw', 'orWhereRaw', 'andWhereRaw', 'orderByRaw', 'havingRaw']),
      ...members('*', ['groupByRaw', 'joinRaw', 'fromRaw', 'selectRaw']),
      '@prisma/client.Prisma.raw',
      'drizzle-orm.sql.raw',
      'kysely.sql.raw',
    ],
    arguments: [0],
  },
  {
    languages: python,
    calls: [
      '*.execute',
      '*.executemany',
      '*.executescript',
      '*.fetch',
      '*.fetchrow',
      '*.fetchval',
      '*.fetch_all',
      '*.fetch_one',
      '*.execute_query',
      '*.exec_driver_sql',
      '*.raw',
      '*.sql',
      '*.query',
      '*.run_query',
      '*.command',
      '*.query_df',
      '*.query_and_wait',
      '*.from_query',
      '*.execute_sql',
      '*.exec_sql',
      '*.executemany',
      '*.copy_expert',
      '*.stream',
      '*.cursor_execute',
      '*.read_database',
    ],
    arguments: [0, 'query', 'sql', 'statement', 'operation', 'cmd'],
    when: takesSql(0),
  },
  {
    languages: python,
    calls: [
      'sqlalchemy.text',
      'sqlalchemy.sql.text',
      'sqlalchemy.sql.expression.text',
      ...members('sqlalchemy', ['literal_column', 'DDL', 'text']),
      ...members('pandas', ['read_sql', 'read_sql_query', 'read_gbq']),
      ...members('polars', ['read_database', 'read_database_uri', 'sql']),
      ...members('duckdb', ['sql', 'query', 'execute']),
      ...members('psycopg.sql', ['SQL']),
      ...members('psycopg2.sql', ['SQL']),
      'django.db.models.expressions.RawSQL',
    ],
    arguments: [0, 'query', 'sql', 'text'],
  },
  { languages: python, calls: ['*.extra'], arguments: ['where', 'select', 'tables', 'order_by'] },
  {
    languages: go,
    calls: [
      '*.Query',
      '*.Exec',
      '*.QueryRow',
      '*.Prepare',
      '*.Raw',
      '*.MustExec',
      '*.Queryx',
      '*.QueryRowx',
      '*.NamedExec',
      '*.NamedQuery',
      '*.Preparex',
    ],
    arguments: [0],
    when: takesSql(0),
  },
  {
    languages: go,
    // Conditions of gorm are text; values are bound after them.
    calls: members('gorm.io/gorm.Open()*', [
      'Where',
      'Or',
      'Not',
      'Having',
      'Order',
      'Group',
      'Joins',
      'Select',
      'Raw',
      'Exec',
      'Table',
    ]),
    arguments: [0],
  },
  {
    languages: go,
    calls: [
      '*.QueryContext',
      '*.ExecContext',
      '*.QueryRowContext',
      '*.PrepareContext',
      '*.Query',
      '*.Exec',
      '*.QueryRow',
      '*.Select',
      '*.Get',
    ],
    arguments: [1],
    // A context comes first; where a text does, it is the statement.
    when: (call) => textAt(call, 0).start === '' && takesSql(1)(call),
  },
];
