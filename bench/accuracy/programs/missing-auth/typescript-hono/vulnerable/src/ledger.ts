export interface Entry {
  id: number;
  account: string;
  cents: number;
}

const entries: Entry[] = [];

export const list = (): readonly Entry[] => entries;

export function post(account: string, cents: number): Entry {
  const entry = { id: entries.length + 1, account, cents };
  entries.push(entry);
  return entry;
}

export function reset(): void {
  entries.length = 0;
}
