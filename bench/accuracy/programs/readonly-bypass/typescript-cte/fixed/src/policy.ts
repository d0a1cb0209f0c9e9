const START = /^\s*(select|with|values|table)\b/i;
const CHANGES =
  /\b(insert|update|delete|merge|truncate|drop|alter|create|grant|revoke|copy|call|do|into|vacuum|set|lock|refresh|execute|nextval|setval|lo_\w+|dblink\w*|pg_\w+)\b/i;

export type Verdict = { ok: true } | { ok: false; reason: string };

export function inspect(sql: string): Verdict {
  if (!START.test(sql)) return { ok: false, reason: 'Only queries are allowed.' };
  if (sql.replace(/;\s*$/, '').includes(';')) return { ok: false, reason: 'One query at a time.' };
  if (/--|\/\*/.test(sql)) return { ok: false, reason: 'No comments, please.' };
  const found = CHANGES.exec(sql);
  if (found) return { ok: false, reason: `${found[0]} is not allowed, in a CTE neither.` };
  return { ok: true };
}
