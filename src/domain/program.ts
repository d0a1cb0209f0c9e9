import type { CallView, Flow, FlowStep, ValueView } from './flow.ts';
import type { FunctionNode, SourceLanguage, SourceModule } from './source.ts';
import type { Confidence, Severity } from './severity.ts';
import type { SourceRole } from './role.ts';

/** A program that was analysed, as source rules see it. */
export interface Program {
  readonly modules: readonly SourceModule[];
  /** Foreign data that reaches a sink of any rule. */
  readonly flows: readonly Flow[];
  /** Every call in code that runs in front of a user that was evaluated, once a place. */
  readonly calls: readonly CallSite[];
  /** Functions that foreign data enters. */
  readonly entries: readonly EntryPoint[];
  /** The functions that a function calls, directly, as far as that is known. */
  callees(one: FunctionNode): readonly FunctionNode[];
  /** The modules of the program that an import in one of them means; empty for what lies outside. */
  imported(from: string, importer: SourceModule): readonly SourceModule[];
  /** The module that a function stands in. */
  moduleOf(one: FunctionNode): SourceModule;
}

export interface CallSite extends CallView {
  readonly path: string;
  readonly at: number;
  readonly end: number;
  /** The innermost function around it; undefined at the top of a module. */
  readonly within: FunctionNode | undefined;
  readonly role: SourceRole;
  /** The value of the call, as far as it is known. */
  readonly result: ValueView;
}

export interface EntryPoint {
  readonly function: FunctionNode;
  readonly path: string;
  readonly language: SourceLanguage;
  readonly origin: 'argument' | 'request';
  /** The tool's, prompt's or route's name, where it is known. */
  readonly name: string | undefined;
  /** The call or decorator that registered it. */
  readonly registration: CallView | undefined;
  readonly at: number;
  /** The file that `at` is an offset of: handlers may stand elsewhere. */
  readonly registeredIn: string;
}

/** What a source rule saw. */
export interface SourceMatch {
  readonly path: string;
  /** Offsets into the file. */
  readonly at: number;
  readonly end: number;
  /** What this case adds to the rule's `why`, in a sentence. Foreign names in it are quoted. */
  readonly because?: string;
  readonly steps?: readonly FlowStep[];
  readonly severity?: Severity;
  readonly confidence?: Confidence;
}

/** A small program, for the examples of source rules: path → text. */
export type SourceExample = Readonly<Record<string, string>>;
