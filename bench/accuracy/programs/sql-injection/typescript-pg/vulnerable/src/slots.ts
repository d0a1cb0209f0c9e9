import { type Slot, sql } from './db.js';

export const doctors = (): Promise<{ doctor: string }[]> =>
  sql<{ doctor: string }[]>`SELECT DISTINCT doctor FROM slots ORDER BY doctor`;

export async function free(day: string, doctor?: string): Promise<Slot[]> {
  const filter = doctor ? `AND doctor = '${doctor.replaceAll('"', '')}'` : '';
  return sql.unsafe<Slot[]>(
    `SELECT id, doctor, starts_at FROM slots WHERE taken = false AND starts_at::date = '${day}' ${filter} LIMIT 40`,
  );
}

export async function take(id: number, patient: string): Promise<boolean> {
  const rows = await sql`
    UPDATE slots SET taken = true, patient = ${patient}
    WHERE id = ${id} AND taken = false RETURNING id`;
  return rows.length === 1;
}
