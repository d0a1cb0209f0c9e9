export interface Fact {
  id: number;
  user: string;
  text: string;
}

let next = 1;
const facts: Fact[] = [];

export function remember(user: string, text: string): Fact {
  const fact = { id: next++, user, text };
  facts.push(fact);
  return fact;
}

export const recall = (words: string): Fact[] =>
  facts.filter(({ text }) => text.toLowerCase().includes(words.toLowerCase()));

export function forget(id: number): boolean {
  const index = facts.findIndex((fact) => fact.id === id);
  if (index >= 0) facts.splice(index, 1);
  return index >= 0;
}
