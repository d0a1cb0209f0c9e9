// Statements that change something, and ways to write the same that a list of words does not expect.

/** What a filter is asked about. */
export interface Family {
  /** Names of what is filtered: parameters, fields of arguments. */
  readonly named: RegExp;
  /** What a program that looks for words in it has in its text. */
  readonly words: RegExp;
  /** What nobody refuses. */
  readonly harmless: string;
  readonly harmful: readonly string[];
  /** Those that a session which may only read does not refuse: they write to files, or leave the session. */
  readonly outlivesSession: RegExp;
  /** @param isBeside whether the code around the filter has something: some ways are those of one system */
  disguises(harmful: string, isBeside: (pattern: RegExp) => boolean): readonly string[];
}

// Systems are told by their drivers: what a program merely mentions is not what it runs on.
const POSTGRES =
  /psycopg|asyncpg|pg8000|aiopg|redshift_connector|\bpgx\b|lib\/pq|(?:from|require\()\s*['"](?:pg|postgres|@neondatabase\/serverless)['"]/;
const PGX = /\bpgx\b/;
const MYSQL =
  /pymysql|aiomysql|asyncmy|MySQLdb|mysql\.connector|go-sql-driver|(?:from|require\()\s*['"](?:mysql2?|mariadb)(?:\/promise)?['"]/;
/** Systems in which a statement that changes rows may start with other tables. */
const LEADS = /sqlite|duckdb|pyodbc|mssql|tedious/i;
/** Other drivers that run several statements at once. */
const STACKS =
  /mssql|tedious|sqlserver|multipleStatements\s*:\s*true|multiStatements=true|executescript|sql\.Open\("sqlite|go-sqlite3/i;

// `wqzv` is the world's mark: what holds it was made of the statement.
const statements: Family = {
  named:
    /^(?:\w*_)?(?:sql|query|statement|stmt|cypher)(?:_?(?:text|string|str|query|statement))?$|(?:Sql|SQL|Query|Statement|Stmt|QueryText|SqlText)$/,
  words:
    /['"`/(|^]\s{0,4}(?:\\[bsA]|\(\?[a-z:]{1,5}\)?|[\^*+|(]){0,8}\s{0,4}(?:select|insert|update|delete|drop|create|alter|truncate|grant|with|merge|copy|load|rename)\b/i,
  harmless: 'SELECT name FROM wqzv WHERE id = 7',
  harmful: [
    'DROP TABLE wqzv',
    'DELETE FROM wqzv',
    'UPDATE wqzv SET a = 1',
    'INSERT INTO wqzv VALUES (1)',
    'CREATE TABLE wqzv (a int)',
    'ALTER TABLE wqzv ADD b int',
    'TRUNCATE TABLE wqzv',
    'GRANT ALL ON wqzv TO PUBLIC',
    'RENAME TABLE wqzv TO b',
    "COPY wqzv TO PROGRAM 'id'",
    "LOAD DATA INFILE '/tmp/wqzv' INTO TABLE t",
    "SELECT 1 INTO OUTFILE '/tmp/wqzv'",
  ],
  outlivesSession: /PROGRAM|OUTFILE/,
  disguises(harmful, isBeside) {
    const isMysql = isBeside(MYSQL);
    const isPostgres = isBeside(POSTGRES);
    // It prepares what it is given, and of several statements at once that fails.
    const isPrepared = isBeside(PGX) && !isBeside(/lib\/pq|SimpleProtocol/);
    const stacks = (isPostgres && !isPrepared) || isBeside(STACKS);
    const changesRows = /^(?:DELETE|UPDATE)/.test(harmful);
    return [
      harmful.replaceAll(' ', '/**/'),
      harmful.replaceAll(' ', '\t'),
      harmful.replaceAll(' ', '\n'),
      mixed(harmful),
      `/* a */${harmful}`,
      `-- a\n${harmful}`,
      ...(stacks ? [`SELECT 1; ${harmful}`, `SELECT 1;${harmful}`] : []),
      ...(isMysql && !/PROGRAM/.test(harmful) ? [`/*!50000${harmful}*/`] : []),
      ...(changesRows && (isMysql || isPostgres || isBeside(LEADS))
        ? [`WITH a AS (SELECT 1) ${harmful}`]
        : []),
      ...(isPostgres && /^(?:DELETE|UPDATE|INSERT)/.test(harmful)
        ? [`WITH a AS (${harmful} RETURNING *) SELECT * FROM a`, `EXPLAIN ANALYZE ${harmful}`]
        : []),
    ];
  },
};

function mixed(text: string): string {
  return [...text].map((one, nth) => (nth % 2 === 0 ? one.toLowerCase() : one)).join('');
}

const code: Family = {
  named: /^(?:\w*_)?(?:code|script|source|snippet|source_code|program)$|(?:Code|Script)$/,
  words: /['"`](?:exec|eval|__import__|subprocess|os\.system|child_process|require)\b/,
  harmless: 'wqzv = 1\nprint(wqzv)',
  harmful: [
    'exec("wqzv")',
    'eval("wqzv")',
    '__import__("os").system("wqzv")',
    'import os\nos.system("wqzv")',
    'import subprocess\nsubprocess.run("wqzv")',
  ],
  outlivesSession: /./,
  disguises(harmful) {
    const [, name = '', rest = ''] = /^([\w.]+)(\(.*)$/s.exec(harmful) ?? [];
    const [, module = '', member = ''] = /^import (\w+)\n\w+\.(\w+)/.exec(harmful) ?? [];
    return [
      ...(name === '' ? [] : [`f = ${name}\nf${rest}`, `${name} ${rest}`]),
      ...(module === ''
        ? []
        : [
            `from ${module} import ${member}\n${member}("wqzv")`,
            `import ${module} as m\nm.${member}("wqzv")`,
          ]),
    ];
  },
};

export const families: readonly Family[] = [statements, code];
