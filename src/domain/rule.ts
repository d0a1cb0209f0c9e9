import type { Definition, Listing, Passage } from './definition.ts';
import type { PinnedFile } from './dependency.ts';
import type { Change } from './drift.ts';
import type { ExceptionSubject } from './exception.ts';

import type { Step } from './finding.ts';
import type { Asked, Observation } from './introspection.ts';
import type { JsonPointer } from './json.ts';
import type { Enough, Sink } from './flow.ts';
import type { SearchedText } from './leak.ts';
import type { Program, SourceExample, SourceMatch } from './program.ts';
import type { DefinitionPlace } from './place.ts';
import type { ConfigFile, ServerEntry } from './server.ts';
import type { Confidence, Severity } from './severity.ts';

/** A definition with everything a rule may compare it with. */
export interface DefinitionSubject extends Definition {
  readonly passages: readonly Passage[];
  /** The listing that the definition is part of, itself included. */
  readonly listing: Listing;
  /** What the other servers of the same audit offer. */
  readonly others: readonly Listing[];
}

/** One entry of a client's configuration. */
export interface ConfigSubject extends ServerEntry {
  /** The other entries of the same audit. */
  readonly others: readonly ServerEntry[];
  /** Identities that the organisation has sanctioned; undefined where there is no such list. */
  readonly sanctioned: readonly string[] | undefined;
  /** What the list above is compared with: the server's id. */
  readonly server: string;
}

/** A configuration file as a whole. */
export type ConfigFileSubject = ConfigFile;

/** A server with what speaks for it. */
export interface OfferingServer {
  readonly listing: Listing;
  /** Why it may be taken for the rightful owner of a name, as a sentence about it; undefined where nothing says so. */
  readonly vouched: string | undefined;
}

/** All the servers that one client offers to a model at once. */
export interface InventorySubject {
  readonly servers: readonly OfferingServer[];
}

/**
 * How a text came to the model: what a tool returned or said when it failed, the contents of a resource,
 * a message of a prompt, what a server asks of the user, or a file that somebody saved.
 */
export const carriers = [
  'result',
  'error',
  'resource',
  'prompt',
  'elicitation',
  'document',
] as const;
export type Carrier = (typeof carriers)[number];

/** One text that a server returned. */
export interface OutputSubject {
  readonly carrier: Carrier;
  readonly text: string;
  /** The definition that it came from, where that is known. */
  readonly source: Definition | undefined;
  /** What the server offers, where that is known. */
  readonly listing: Listing | undefined;
}

/** A list that differed from the first that the server gave, and in what. */
export interface Variation extends Omit<Observation, 'definitions'> {
  readonly changes: readonly Change[];
}

/** What came when a server was asked again, with the same credentials. */
export interface DriftSubject {
  readonly server: string;
  /** None where it was asked once. */
  readonly asked: readonly Asked[];
  readonly variations: readonly Variation[];
}

/** What the rules of each family look at. The family is the rule's folder. */
export interface Subjects {
  readonly definition: DefinitionSubject;
  readonly config: ConfigSubject;
  readonly 'config-file': ConfigFileSubject;
  readonly source: Program;
  readonly inventory: InventorySubject;
  readonly output: OutputSubject;
  readonly secret: SearchedText;
  readonly dependency: PinnedFile;
  readonly exception: ExceptionSubject;
  readonly drift: DriftSubject;
}

/** Families whose matches or examples are not of the common kind. */
interface Matches {
  readonly source: SourceMatch;
}
interface Examples {
  readonly source: SourceExample;
}
export type MatchOf<F extends RuleFamily> = F extends keyof Matches ? Matches[F] : Match;
export type ExampleOf<F extends RuleFamily> = F extends keyof Examples ? Examples[F] : Subjects[F];

export type RuleFamily = keyof Subjects;

/** The families whose examples are their subjects. */
export type PlainFamily = Exclude<RuleFamily, keyof Examples>;

/** What a rule saw. */
export interface Match {
  /** Within the definition, the server's entry, or the configuration file. */
  readonly at: JsonPointer;
  /** In an inventory, or in what changed: the definition that the match is in. */
  readonly of?: Pick<DefinitionPlace, 'server' | 'kind' | 'name'>;
  /** Offset into the string at that place, in UTF-16 code units. */
  readonly offset?: number;
  /** The evidence, verbatim and short. Whoever shows it escapes it and masks secrets. */
  readonly shows: string;
  /** What this case adds to the rule's `why`, in a sentence. */
  readonly because?: string;
  /** The way from cause to effect, where the match is about one. */
  readonly steps?: readonly Step[];
  /** Where the case is graver or milder than the rule in general. */
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

/** Ids in the two published top tens. They differ in meaning, so they are never mixed. */
export interface TopTen {
  /** Cloud Security Alliance, server (`MCP-01`) and client (`MCP-C01`) lists. */
  readonly csa: readonly string[];
  /** OWASP MCP Top 10 2025 (`MCP01`). */
  readonly owasp: readonly string[];
}

/** One automated check. One file each, in `catalogue/rules/<family>/`; the id is the path. */
export interface Rule<F extends RuleFamily = RuleFamily> {
  readonly id: `${F}/${string}`;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** What is wrong, as a statement about the subject. */
  readonly title: string;
  /** What can happen, and to whom. */
  readonly why: string;
  /** What to do about it, in the imperative. */
  readonly fix: string;
  /** Hardening controls that the rule gives evidence for; never empty. */
  readonly controls: readonly string[];
  /** Attack techniques that it answers. */
  readonly techniques: readonly string[];
  /** CWE numbers. */
  readonly cwe: readonly number[];
  readonly top10: TopTen;
  /** Judged by the shared rule test: every bad one is found, no good one and no near miss is. */
  readonly examples: {
    readonly bad: readonly ExampleOf<F>[];
    readonly good: readonly ExampleOf<F>[];
    /** Harmless, and close to the line. */
    readonly nearMiss: readonly ExampleOf<F>[];
  };
  /** Source rules: the calls where foreign data does this harm, and what makes it harmless there. */
  readonly sinks?: F extends 'source' ? readonly Sink[] : never;
  readonly safe?: F extends 'source' ? Enough : never;
  /** Undefined when the rule applies; otherwise why it does not. */
  readonly notApplicable?: (subject: Subjects[F]) => string | undefined;
  readonly detect: (subject: Subjects[F]) => Iterable<MatchOf<F>>;
}

/** A rule of any family, for lists that hold all of them. */
export type AnyRule = { readonly [F in RuleFamily]: Rule<F> }[RuleFamily];

/** The family of a rule id. */
export function familyOf(id: string): RuleFamily {
  return id.slice(0, id.indexOf('/')) as RuleFamily;
}
