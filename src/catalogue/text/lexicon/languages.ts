import type { Vocabulary } from './kinds.ts';
import { arabic, hindi, russian, turkish } from './eastern.ts';
import { chinese, japanese, korean } from './asian.ts';
import { french, german, italian, portuguese, spanish } from './western.ts';

// Per sign a few words, not whole sentences: what an order is made of is the same in all of them.

/** The languages besides English. Words that mean something else in English are left out. */
export const languages: readonly Vocabulary[] = [
  spanish,
  french,
  german,
  portuguese,
  italian,
  russian,
  turkish,
  arabic,
  hindi,
  chinese,
  japanese,
  korean,
];
