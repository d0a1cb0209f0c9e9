import type { FlowStep } from './flow.ts';
import type { Place } from './place.ts';
import type { TopTen } from './rule.ts';
import type { Confidence, Severity } from './severity.ts';

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
  /** How foreign data gets there, from its source to its sink. */
  readonly steps?: readonly FlowStep[];
  readonly why: string;
  /** What this case adds to `why`. */
  readonly because?: string;
  readonly fix: string;
  readonly controls: readonly string[];
  readonly techniques: readonly string[];
  readonly cwe: readonly number[];
  readonly top10: TopTen;
}
