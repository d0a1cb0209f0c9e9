const FORBIDDEN = ['INSERT', 'UPDATE', 'DELETE', 'DROP', 'ALTER', 'CREATE', 'REPLACE'];

/** Throws if a statement isn't a question. */
export function assertQuestion(sql: string): void {
  const first = sql.trim().split(' ')[0]?.toUpperCase() ?? '';
  if (FORBIDDEN.includes(first)) {
    throw new Error(`${first} is not allowed`);
  }
}
