import type { Definition, Era } from './definition.ts';
import type { JsonObject, JsonPointer } from './json.ts';
import type { Artefact } from './lock.ts';

/** One reply of a list request, verbatim. */
export interface Page {
  readonly method: string;
  /** The cursor that was sent, where one was. */
  readonly cursor?: string;
  /** The message as text, as it came over the wire; bytes that are not UTF-8 read U+FFFD. */
  readonly text: string;
  /** SHA-256 of the raw bytes of the message, hex. */
  readonly digest: string;
  /** Keys that the message held twice. Parsers disagree which one counts, so this is evidence. */
  readonly duplicateKeys: readonly JsonPointer[];
}

/** Something that the server did on the wire that it should not have, or that was not asked for. */
export interface WireNote {
  readonly kind:
    | 'stdout-noise'
    | 'oversized-line'
    | 'invalid-utf8'
    | 'invalid-message'
    | 'unknown-reply'
    | 'server-request'
    | 'notification'
    | 'duplicate-keys'
    | 'repeated-cursor'
    | 'too-many-pages'
    | 'too-many-definitions'
    | 'redirect-refused'
    | 'length-mismatch'
    | 'list-failed'
    | 'undeclared-list'
    | 'endpoint-refused'
    | 'session-lost'
    | 'era-differs'
    | 'too-much-text';
  /** One sentence of ours; foreign text inside is quoted with JSON escapes. */
  readonly what: string;
  /** Start of what came, at most 500 characters, verbatim but for masked secrets. */
  readonly sample?: string;
  /** How often; repeated notes of one kind are counted, not kept. */
  readonly count: number;
}

/** Text of bounded length. */
export interface Capture {
  readonly text: string;
  /** Bytes in all; more than `text` holds where it was cut. */
  readonly bytes: number;
  readonly truncated: boolean;
}

/** What one look at a running server brought. */
export interface Introspection {
  readonly era: Era;
  readonly protocolVersion: string;
  /** Versions that a modern server says it supports. */
  readonly supportedVersions: readonly string[];
  readonly transport: 'stdio' | 'http' | 'sse' | 'snapshot';
  readonly serverInfo: JsonObject;
  readonly capabilities: JsonObject;
  readonly instructions: string | undefined;
  readonly definitions: readonly Definition[];
  /** SHA-256 of the canonical JSON of all definitions, hex: what a pin compares. */
  readonly digest: string;
  readonly pages: readonly Page[];
  readonly notes: readonly WireNote[];
  readonly stderr: Capture;
  /** How the server was contained: the back end's name, `none` (by consent) or `remote`. */
  readonly containment: string;
  /** What the containment could not enforce on this machine. */
  readonly unenforced: readonly string[];
  /** The package that ran, where Warder fetched it. */
  readonly artefact?: Artefact;
  /** What came when the server was asked again in other ways, where it was. */
  readonly again?: Again;
}

/** A way in which a server was asked again. */
export interface Asked {
  /**
   * `client`: only another client gets it. `connection`, `repeat`, `later`, `calls`: on a new connection,
   * after some lists, after some time, after calls. `hidden`: a tool that the list leaves out answers.
   */
  readonly way: 'client' | 'connection' | 'repeat' | 'later' | 'calls' | 'hidden';
  /** The same as a clause about the list; what it quotes is quoted with JSON escapes. */
  readonly says: string;
}

/** A list that differed from the first. */
export interface Observation extends Asked {
  /** Whether the server had said that its lists changed (`notifications/…/list_changed`). */
  readonly isAnnounced: boolean;
  readonly definitions: readonly Definition[];
}

/** How a server was asked again, with the same credentials. */
export interface Again {
  /** What succeeded, whatever came of it. */
  readonly asked: readonly Asked[];
  readonly observations: readonly Observation[];
  /** The ways that failed and why, as clauses. */
  readonly unable: readonly string[];
}

/** Why a server could not be looked at. `unable` is for what was not tried, `failed` for what was. */
export interface NotSeen {
  readonly reason:
    | 'disabled'
    | 'broken-entry'
    | 'no-consent'
    | 'no-containment'
    | 'missing-program'
    | 'missing-input'
    | 'fetch-failed'
    | 'offline'
    | 'refused-address'
    | 'start-failed'
    | 'no-answer'
    | 'exited'
    | 'needs-authorization'
    | 'protocol-error'
    | 'limit'
    | 'interrupted'
    | 'fault';
  /** A full sentence; foreign text inside is quoted with JSON escapes. */
  readonly why: string;
  /** What the user can do, where there is something. */
  readonly hint?: string;
  /** What a remote server asks for, where `reason` is `needs-authorization`. */
  readonly authorization?: AuthorizationDemand;
  readonly notes: readonly WireNote[];
  readonly stderr: Capture;
}

/** How a remote server refused a request that carried no credentials, or not the right ones. */
export interface AuthorizationDemand {
  readonly status: 401 | 403;
  /** The `WWW-Authenticate` header, verbatim; bounded by the limit on headers. */
  readonly challenge?: string;
  /** The `resource_metadata` parameter of the challenge (RFC 9728 section 5.1). */
  readonly resourceMetadata?: string;
  /** The `scope` parameter of the challenge (RFC 6750 section 3). */
  readonly scope?: string;
}

export type Look =
  | { readonly seen: true; readonly introspection: Introspection }
  | { readonly seen: false; readonly problem: NotSeen };

export const noCapture: Capture = { text: '', bytes: 0, truncated: false };
