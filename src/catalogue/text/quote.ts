import { visible } from '../../domain/escape.ts';

const LONGEST = 200;

/** Foreign text inside a sentence of ours: in quotes, short, and with nothing that a screen would hide or obey. */
export function quote(text: string): string {
  return `"${visible(text.slice(0, LONGEST))}${text.length > LONGEST ? '…' : ''}"`;
}
