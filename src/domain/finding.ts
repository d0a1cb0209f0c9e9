import type { Place } from './place.ts';
import type { TopTen } from './rule.ts';
import type { Confidence, Severity } from './severity.ts';

/** One step of the way that a finding tells, in order: how data, or a call, gets from one place to the next. */
export interface Step {
  readonly place: Place;
  /** What happens there, in a sentence of ours; whatever it quotes has been made visible. */
  readonly says: string;
  /** What stands there, verbatim and short. Foreign, as `shows` is. */
  readonly shows?: string;
}

/** A rule's judgement of something seen. */
export interface Finding {
  /** Stable across runs: a digest of rule, server, place and evidence, not of line numbers. */
  readonly id: string;
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  /** Id of the server, where the finding is about one. */
  readonly server?: string;
  readonly place: Place;
  /** The evidence with secrets masked. Still foreign text: escape it where it is shown. */
  readonly shows: string;
  readonly why: string;
  /** What this case adds to `why`. */
  readonly because?: string;
  /** The way from cause to effect, where the finding is about one. */
  readonly steps?: readonly Step[];
  readonly fix: string;
  readonly controls: readonly string[];
  readonly techniques: readonly string[];
  readonly cwe: readonly number[];
  readonly top10: TopTen;
}
