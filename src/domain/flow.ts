import type { Severity } from './severity.ts';
import type { SourceLanguage } from './source.ts';

// The vocabulary in which rules tell the analysis what comes from outside, what library functions do
// with it, where it does harm, and what makes it harmless there.

/**
 * What is known to hold of a foreign string. Some come from how it was made (a transformation: only the
 * result has them), some from a check that it passed (whatever carries the checked value has them).
 */
export const assurances = [
  /** A number, a boolean, a date, a UUID: nothing can be written in it. */
  'number',
  /** Equal to one of a fixed set of values. */
  'listed',
  /** Lies inside a folder, compared as a normalised path with its separator. */
  'contained',
  /** Lies inside a folder as it was joined to it; of the bare path nothing is known. */
  'contained-as-joined',
  /** Lies in none of the folders that are refused, compared as a normalised path. */
  'outside',
  /** Symbolic links in it were resolved. */
  'resolved',
  /** Made absolute or cleaned of `..` (`resolve`, `normalize`, `abspath`). */
  'normalised',
  /** One path component without a separator. */
  'component',
  /** Has no `..` component. */
  'no-parent',
  /** Is not an absolute path. */
  'relative',
  /** Follows a constant or configured folder in the same path. */
  'under-folder',
  /** Does not start with `-`. */
  'no-dash',
  /** Follows other text in the same string, so that it is not what the string starts with. */
  'led',
  /** Part of a longer text rather than all of it. */
  'embedded',
  /** Quoted for a POSIX shell. */
  'shell-quoted',
  /** Quoted or escaped as an SQL value. */
  'sql-quoted',
  /** Quoted or checked as an SQL identifier. */
  'identifier',
  /** A statement that a parser of the query language, or a read-only session, has limited. */
  'statement',
  /** Names no member that all objects share (`__proto__`, `constructor`). */
  'own-key',
  /** Percent-encoded as a component of a URL. */
  'url-encoded',
  /** Stands after the host of a URL that is fixed. */
  'after-host',
  /** The host was compared with a list of allowed ones. */
  'host-listed',
  /** The address that the name resolves to was checked against private ranges. */
  'address-checked',
  /** The scheme was compared with allowed ones. */
  'scheme-listed',
  /** Escaped for HTML. */
  'html-escaped',
  /** Double quotes in it are escaped with a backslash, as string literals of many languages want it. */
  'quote-escaped',
  /** Escaped for a regular expression. */
  'pattern-escaped',
  /** Made of letters, digits and `_ . - :` alone, or a subset of them. */
  'plain',
  /** Numbers and signs alone, with which code can do no more than reckon. */
  'sum',
  /** Has no carriage return or line feed. */
  'one-line',
  /** Its length or size is limited. */
  'bounded',
  /** Checked in a way that does not hold: a prefix without separator, a word list, an unanchored pattern. */
  'weakly-checked',
] as const;
export type Assurance = (typeof assurances)[number];

/** Where foreign data comes from, most exposed first. */
export const originKinds = [
  /** An argument of a tool, prompt, resource or completion. */
  'argument',
  /** A request to an HTTP route of the program. */
  'request',
  /** What a remote service answered. */
  'remote',
  /** A credential of the program's own. */
  'secret',
  /** A parameter of a function that nothing in the program was seen to call. */
  'assumed',
] as const;
export type OriginKind = (typeof originKinds)[number];

/** Assurances of which any one makes a value harmless; a list among them counts when all of it holds. */
export type Enough = readonly (Assurance | readonly Assurance[])[];

/**
 * How calls are named. Imports are resolved: `child_process.exec` whatever it was imported as, with
 * `node:` left out and `fs.promises.readFile`, `fs/promises.readFile` as `fs.readFile`. The result of a
 * call is named after it: `sqlite3.connect().cursor().execute`, `httpx.AsyncClient().get`. Go's packages
 * have their path: `os/exec.Command`, `net/http.Client.Do` for methods of a declared type. Built-in
 * functions have bare names (`open`, `eval`, `fetch`). `*.execute` is a method on anything that could not
 * be named; `Class#method` one of a class of the program. A `*` may stand for any run of characters
 * within a name. `(result)` is what a handler returns and `(error)` what any function throws, as argument 0.
 */
export type CallName = string;

/**
 * An argument: its position (from 0), its keyword, the value the method is called on, or a field or item
 * of one of these (`0.url`, `1.0`).
 */
export type ArgumentRef = number | string | 'receiver' | 'any';

/** A call as sinks and structural rules see it. */
export interface CallView {
  readonly name: CallName;
  readonly language: SourceLanguage;
  /** Undefined past the last argument. A negative position counts from the end. */
  argument(at: ArgumentRef): ValueView | undefined;
  /** How many positional arguments there are. */
  readonly count: number;
  /** Whether it stands in `new`. */
  readonly isNew: boolean;
}

/** What is known of a value. */
export interface ValueView {
  /** The value, where it is one constant. */
  readonly constant: string | number | boolean | null | undefined;
  /** The constant text that it starts with, where it is put together; the whole where it is constant. */
  readonly prefix: string;
  /** A member of a record that is known; undefined where it is absent or not known. */
  field(name: string): ValueView | undefined;
  /** Names of all known members; undefined where the value is no known record, or has others too. */
  readonly fields: readonly string[] | undefined;
  /** Items of a list that is known. */
  readonly items: readonly ValueView[] | undefined;
  /** Whether anything foreign is in it, deep down. */
  readonly isForeign: boolean;
  /** The external name that it has, such as `process.env`, `os.environ` or `express()`. */
  readonly name: string | undefined;
  /** The source of the regular expression that it is. */
  readonly pattern: string | undefined;
  /** Whether it is a function of the program. */
  readonly isFunction: boolean;
  /** As written, shortened. */
  readonly text: string;
}

/** A call where foreign data does harm. */
export interface Sink {
  readonly languages: readonly SourceLanguage[];
  readonly calls: readonly CallName[];
  /** Which arguments, or what tells them of a call; foreign data anywhere inside them counts. */
  readonly arguments: readonly ArgumentRef[] | ((call: CallView) => readonly ArgumentRef[]);
  /** Where only some calls of that name are one. */
  readonly when?: (call: CallView) => boolean;
  /** Which origins matter; all but `secret` where it is left out. */
  readonly from?: readonly OriginKind[];
  /** What makes it harmless, in place of the rule's own. */
  readonly safe?: Enough;
  /** Only foreign data of which all of this is known counts … */
  readonly having?: readonly Assurance[];
  /** … and nothing of this. */
  readonly lacking?: readonly Assurance[];
  /** Milder or graver than the rule. */
  readonly severity?: Severity;
  /** What this sink does with the value, as a clause: "is run by a shell". */
  readonly does: string;
}

/** What a library function does with what it is given. */
export interface Model {
  readonly languages: readonly SourceLanguage[];
  readonly calls: readonly CallName[];
  /** Whose data the result carries; `[]` for none of it. Left out: that of the receiver and all arguments. */
  readonly from?: readonly ArgumentRef[];
  /** What the result is then known to be. */
  readonly gives?: readonly Assurance[];
  /** What is no longer known of it (decoding, joining, trimming from the left). */
  readonly drops?: readonly Assurance[];
  /** The result is foreign by itself. */
  readonly origin?: OriginKind;
  /** A test of an argument: what holds of it when the answer is yes, and when it is no. */
  readonly checks?: {
    readonly argument: ArgumentRef;
    readonly yes?: readonly Assurance[];
    readonly no?: readonly Assurance[];
  };
  /** It throws, or ends the program, unless this holds of the argument. */
  readonly asserts?: { readonly argument: ArgumentRef; readonly gives: readonly Assurance[] };
  /** It never returns. */
  readonly ends?: boolean;
  /** Which arguments are functions that it calls, and with what; `result` is what they return. */
  readonly invokes?: {
    readonly argument: ArgumentRef;
    /** For each parameter: an argument's elements, an argument itself, or nothing known. */
    readonly with: readonly (
      | { readonly elementOf: ArgumentRef }
      | { readonly argument: ArgumentRef }
      | null
    )[];
    /** Whether the result carries what the function returns. */
    readonly returns?: boolean;
  };
}

/** A way in: how a program says which of its functions foreign data enters. */
export interface Entry {
  readonly languages: readonly SourceLanguage[];
  /** What registers it: a call of one of these names … */
  readonly calls?: readonly CallName[];
  /** … or a decorator of one of these names. */
  readonly decorators?: readonly CallName[];
  /** … or a class with one of these bases, or with any, whose method it is (`execute`). */
  readonly bases?: readonly CallName[];
  readonly methods?: readonly string[];
  /** … or a record that has all these keys, and under one of its keys the handler: a tool in a table. */
  readonly records?: { readonly handlers: readonly string[]; readonly beside: readonly string[] };
  /** … or that a module at such a path exports it under one of these names, beside these others. */
  readonly exports?: {
    readonly names: readonly string[];
    readonly beside: readonly string[];
    readonly paths: RegExp;
  };
  /**
   * … or that it has a parameter of one of these types, and nothing in the program was seen to call it;
   * `foreign` counts from that parameter.
   */
  readonly types?: readonly CallName[];
  /** … or nothing: values of these names are foreign wherever they are read (`flask.request.args`). */
  readonly values?: readonly CallName[];
  readonly when?: (call: CallView) => boolean;
  /** With a call: the argument that is the handler. `last` is the last one that is a function. */
  readonly handler?: ArgumentRef | 'last';
  /**
   * Which parameters are foreign: positions; `all`; or paths into one (`0.params.arguments`,
   * `0.query`, `0.body`). A parameter whose type is one of `trusted` is not.
   */
  readonly foreign: 'all' | readonly (number | string)[];
  /** Types of parameters that the framework provides (contexts, requests, dependencies). */
  readonly trusted?: readonly string[];
  /** What parameters of these names are where no type says it: `request` is a `starlette.requests.Request()`. */
  readonly passes?: Readonly<Record<string, CallName>>;
  /**
   * The argument that holds the schema which the framework enforces before it calls the handler; of a
   * record its key, of a module what it exports.
   */
  readonly schema?: ArgumentRef;
  /** Whether the types in the handler's signature are enforced before it is called. */
  readonly enforcesTypes?: boolean;
  readonly origin: 'argument' | 'request';
  /** What enters, for the reader: "an argument of a tool". */
  readonly what: string;
}

/** A step on the way of foreign data through a program. */
export interface FlowStep {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What happens there, as a clause; foreign names are quoted in it, not yet escaped. */
  readonly what: string;
}

/** Foreign data that reaches a sink and is not known to be harmless there. */
export interface Flow {
  /** Id of the rule whose sink it is. */
  readonly rule: string;
  readonly sink: Sink;
  readonly path: string;
  readonly at: number;
  readonly end: number;
  /** Name of the function around the sink; empty at the top of a module. */
  readonly function: string;
  readonly origin: OriginKind;
  /** What came in: `url`, `path`, `args.files[]`. */
  readonly source: string;
  /** From the source to the sink, both included. */
  readonly steps: readonly FlowStep[];
  /** What is known of it, and does not suffice. */
  readonly known: readonly Assurance[];
  /** Where it was checked in a way that does not hold. */
  readonly weakCheck?: {
    readonly path: string;
    readonly at: number;
    readonly end: number;
    readonly why: string;
    /** What it was a check of: the form of a path, of a URL, or any text. */
    readonly about: 'path' | 'url' | 'text';
  };
  /** The way leads through a function that is not known. */
  readonly isUncertain: boolean;
}
