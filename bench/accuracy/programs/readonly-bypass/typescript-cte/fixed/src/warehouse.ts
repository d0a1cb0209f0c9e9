import { Pool } from 'pg';

const pool = new Pool({ connectionString: process.env.ANALYTICS_URL, max: 4, statement_timeout: 20_000 });

export async function query(sql: string): Promise<unknown[]> {
  const { rows } = await pool.query(sql);
  return rows.slice(0, 1000);
}

export async function save(name: string, sql: string): Promise<void> {
  await pool.query('INSERT INTO saved_queries (name, body) VALUES ($1, $2)', [name, sql]);
}

export async function columns(table: string): Promise<unknown[]> {
  const { rows } = await pool.query(
    'SELECT column_name, data_type FROM information_schema.columns WHERE table_name = $1',
    [table],
  );
  return rows;
}
