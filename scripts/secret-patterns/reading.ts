// What a tree of an expression tells: its text in JavaScript, how long a match can be, how matches begin.
import { plain } from './expression.ts';
import type { Node } from './expression.ts';

/** The expression in JavaScript, without flags. */
export function emit(node: Node): string {
  switch (node.kind) {
    case 'char': {
      const { char, bothCases } = node;
      const [upper, lower] = [char.toUpperCase(), char.toLowerCase()];
      if (bothCases && /[a-z]/i.test(char)) return `[${upper}${lower}]`;
      return /[\\^$.*+?()[\]{}|/]/.test(char) ? `\\${char}` : plain(char);
    }
    case 'set':
    case 'at':
      return node.source;
    case 'all':
      return node.items
        .map((item) => (item.kind === 'any' ? `(?:${emit(item)})` : emit(item)))
        .join('');
    case 'any':
      return node.items.map(emit).join('|');
    case 'group':
      return `(${emit(node.item)})`;
    case 'repeat': {
      const { item, least, most, isLazy } = node;
      const isSingle = item.kind === 'char' || item.kind === 'set' || item.kind === 'group';
      const body = isSingle ? emit(item) : `(?:${emit(item)})`;
      const times =
        least === 0 && most === 1 ? '?' : least === most ? `{${least}}` : `{${least},${most}}`;
      return body + times + (isLazy ? '?' : '');
    }
  }
}

/** The most characters that a match can have. */
export function longest(node: Node): number {
  switch (node.kind) {
    case 'char':
    case 'set':
      return 1;
    case 'at':
      return 0;
    case 'all':
      return node.items.reduce((sum, item) => sum + longest(item), 0);
    case 'any':
      return Math.max(...node.items.map(longest));
    case 'group':
      return longest(node.item);
    case 'repeat':
      return node.most * longest(node.item);
  }
}

interface Start {
  readonly text: string;
  /** Whether it is all that the node matches. */
  readonly isWhole: boolean;
}

const MOST_STARTS = 32;

/** The texts, in lower case, of which every match begins with one; an empty one where any may stand. */
export function starts(node: Node): Start[] {
  switch (node.kind) {
    case 'char':
      return [{ text: node.char.toLowerCase(), isWhole: true }];
    case 'set': {
      const chars = [...new Set(node.chars.map((char) => char.toLowerCase()))];
      if (chars.length === 0 || chars.length > 4) return [{ text: '', isWhole: false }];
      return chars.map((text) => ({ text, isWhole: true }));
    }
    case 'at':
      return [{ text: '', isWhole: true }];
    case 'any':
      return node.items.flatMap(starts);
    case 'group':
      return starts(node.item);
    case 'repeat': {
      const { item, least, most } = node;
      if (least === 1 && most === 1) return starts(item);
      const once = starts(item).map(({ text }) => ({ text, isWhole: false }));
      return least > 0 ? once : [{ text: '', isWhole: false }];
    }
    case 'all': {
      let known: Start[] = [{ text: '', isWhole: true }];
      for (const item of node.items) {
        const next = starts(item);
        if (known.length * next.length > MOST_STARTS)
          return known.map(({ text }) => ({ text, isWhole: false }));
        known = known.flatMap((before) =>
          before.isWhole
            ? next.map(({ text, isWhole }) => ({ text: before.text + text, isWhole }))
            : [before],
        );
        if (known.every(({ isWhole }) => !isWhole)) break;
      }
      return known;
    }
  }
}
