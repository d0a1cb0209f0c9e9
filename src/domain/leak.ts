import type { Confidence } from './severity.ts';
import type { FileRole } from './role.ts';

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
  /** A checksum within it holds, or it decodes to a key: nobody types that by chance. */
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

/** A leak at its place in a file. */
export interface LocatedLeak extends Leak {
  /** 1-based; the column in UTF-16 code units. */
  readonly line: number;
  readonly column: number;
  /** What stands around it in its line, with the secret masked. Foreign text. */
  readonly shows: string;
  /**
   * A digest of the secret under a key that stays on this machine: the same secret has the same one
   * everywhere, and nobody without the key can try guesses against it.
   */
  readonly fingerprint?: string;
}

/** One text that was searched for secrets: a file of today, or what a commit added to one. */
export interface SearchedText {
  readonly in: 'files' | 'history';
  /** As it is shown. */
  readonly path: string;
  readonly role: FileRole;
  /** Id of the commit that added it, in a history. */
  readonly commit?: string;
  readonly leaks: readonly LocatedLeak[];
}

/** What a search of a folder, and of its history where that was asked for, came to. */
export interface LeakSearch {
  /** Its name in the coverage: a folder, or a package. */
  readonly name: string;
  /** Id of the server whose files they are, where that is known. */
  readonly server?: string;
  /** Texts with leaks alone. */
  readonly texts: readonly SearchedText[];
  /** Files that were searched, those without leaks included. */
  readonly files: number;
  /** What was to be searched and was not, or not wholly. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
  /** Undefined where the history was not asked for. */
  readonly history?: {
    readonly commits: number;
    /** Why it was not searched, or not to its beginning. */
    readonly unable?: string;
  };
}
