const START = /^\s*(select|with|values|table)\b/i;

export type Verdict = { ok: true } | { ok: false; reason: string };

export function inspect(sql: string): Verdict {
  if (!START.test(sql)) return { ok: false, reason: 'Only queries are allowed.' };
  if (sql.replace(/;\s*$/, '').includes(';')) return { ok: false, reason: 'One query at a time.' };
  return { ok: true };
}
