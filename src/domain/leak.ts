import type { Confidence } from './severity.ts';

/** By what a secret in a text was told: nothing that holds the secret itself. */
export interface Leak {
  /** What it is, for a sentence: `GitHub personal access token`, `private key`. */
  readonly kind: string;
  /**
   * Its issuer's form; a block with first and last line; the name that it is assigned to; its place in
   * an address; or only that it looks drawn.
   */
  readonly by: 'form' | 'block' | 'name' | 'address' | 'look';
  readonly confidence: Confidence;
  /** A checksum or a structure within it holds. */
  readonly isProved: boolean;
  /** It gives little away: an identifier, a key for tests, one that is locked by a passphrase. */
  readonly isMild: boolean;
  /** Offsets into the text, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
}

/** What looked like a secret and is none. */
export interface Allowed {
  readonly kind: string;
  readonly start: number;
  /** Why it is none, as a clause: `a placeholder`. */
  readonly why: string;
}

/** What a file is for, as far as its path tells. Only `product` and `settings` are what somebody runs. */
export type FileRole =
  | 'product'
  | 'settings'
  | 'test'
  | 'example'
  | 'document'
  | 'generated'
  | 'lock'
  | 'vendored';

/** A leak at its place in a file. */
export interface LocatedLeak extends Leak {
  /** 1-based; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /**
   * A digest of the secret under a key that stays on this machine: the same secret has the same one
   * everywhere, and nobody without the key can try guesses against it.
   */
  readonly fingerprint?: string;
}
