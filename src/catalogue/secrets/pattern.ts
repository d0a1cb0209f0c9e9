/** A form of secret, and where in a text it is worth trying. Expressions are JavaScript's, without flags. */
export interface SecretPattern {
  readonly id: string;
  /** What it finds, for a sentence: `GitHub personal access token`. */
  readonly kind: string;
  readonly expression: string;
  /** Every match begins with one of these, whatever the case of its letters. */
  readonly anchors?: readonly string[];
  /** Otherwise: every match holds one of these … */
  readonly keywords?: readonly string[];
  /** … and is no longer than this. */
  readonly reach?: number;
  /** Tried only in a text that somewhere holds one of these. */
  readonly gate?: readonly string[];
  /** Group of the expression that holds the secret; the first that took part where it is not said. */
  readonly group?: number;
  /** Bits a character (Shannon) that the secret must have more than. */
  readonly entropy?: number;
  /** Files that may hold it, by path. */
  readonly path?: string;
  /** The value has no form of its own: only the vendor's name in front of it tells. */
  readonly isNamed?: true;
  /** It names an identity, or is made to be public. */
  readonly isPublic?: true;
  readonly allow?: readonly Allowance[];
}

/** What is no secret although it looks like one. One of all suffices. */
export interface Allowance {
  /** Expressions for the path of the file. */
  readonly paths?: readonly string[];
  /** Expressions for the secret. */
  readonly expressions?: readonly string[];
  /** Words within the secret, in lower case. */
  readonly words?: readonly string[];
}
