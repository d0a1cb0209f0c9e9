import type { Finding } from './finding.ts';
import type { FilePlace } from './place.ts';

/** Who says that a finding may be left: `warder.yaml`, a comment beside the code, a baseline, a VEX document. */
export const exceptionSources = ['settings', 'comment', 'baseline', 'vex'] as const;
export type ExceptionSource = (typeof exceptionSources)[number];

/** A decision to leave a finding, as it is written down. */
export interface Exception {
  readonly from: ExceptionSource;
  /** Where it is written. */
  readonly place: FilePlace;
  /** The rule whose findings it silences, as written; undefined where a finding is named by its id alone. */
  readonly rule: string | undefined;
  readonly reason: string;
  readonly owner?: string;
  /** The last day on which it holds: `2027-01-31`. */
  readonly expires?: string;
  /** Why the flaw does no harm, as OpenVEX names it. Without one, it may well do harm and is accepted. */
  readonly justification?: string;
  /** Why it silences nothing, where it is not whole: a sentence without a full stop. */
  readonly problem?: string;
}

/** A server, by what decisions call it. */
export interface KnownServer {
  readonly name: string;
  /** Package URLs of what it starts. */
  readonly packages: readonly string[];
}

/** An exception that can be applied. The server is given where the thing is about one. */
export interface Silencer extends Exception {
  readonly silences: (finding: Finding, server: KnownServer | undefined) => boolean;
  /** Whether the exception is about this subject of its rule, so that a look at it shows if it is used. */
  readonly concerns: (subject: string, server: KnownServer | undefined) => boolean;
}

/** What became of an exception in one audit. */
export interface ExceptionSubject extends Exception {
  /** How many findings it silenced, or would have if it held. */
  readonly silenced: number;
  /** Whether its rule looked at all that the exception is about. */
  readonly isLooked: boolean;
  /** The day of the audit: `2026-11-20`. */
  readonly today: string;
}

/** A finding that was left, and on whose word. */
export interface Suppressed {
  readonly finding: Finding;
  readonly by: Omit<Exception, 'problem' | 'rule'>;
}

/** Whether it held on a day. */
export function isExpired({ expires }: Exception, today: string): boolean {
  return expires !== undefined && expires < today;
}
