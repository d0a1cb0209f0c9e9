import { readFile } from 'node:fs/promises';

export interface LogRecord {
  time: string;
  level: string;
  service: string;
  message: string;
}

const FILE = process.env.SIEVE_FILE ?? 'app.ndjson';

export async function records(): Promise<LogRecord[]> {
  const text = await readFile(FILE, 'utf8');
  return text.split('\n').filter(Boolean).map((line) => JSON.parse(line) as LogRecord);
}
