import type { DefinitionKind } from './definition.ts';
import type { JsonPointer } from './json.ts';
import type { Severity } from './severity.ts';

/**
 * Everything that can change in what a server offers or in how it is started, each with the grade that it
 * has by itself and why anybody should care. A change is graver where rules find something in it.
 */
export const changeKinds = {
  'new-server': {
    grade: 'medium',
    why: 'Nobody has approved this server.',
  },
  'absent-server': {
    grade: 'info',
    why: 'It is pinned, and none of the servers that were looked at is it.',
  },
  'new-definition': {
    grade: 'medium',
    why: 'A model may use it from now on, and nobody has approved it.',
  },
  'removed-definition': {
    grade: 'low',
    why: 'What relied on it fails, and its name is free for another server to take.',
  },
  renamed: {
    grade: 'medium',
    why: 'Approvals, policies and prompts that name it no longer mean it.',
  },
  wording: {
    grade: 'medium',
    why: 'A model acts on this text as if it were an instruction.',
  },
  layout: {
    grade: 'low',
    why: 'Only white space or the case of letters differs.',
  },
  instructions: {
    grade: 'high',
    why: 'A model reads them at the start of every session, whatever tools it uses.',
  },
  title: {
    grade: 'low',
    why: 'People know the thing by this name when they approve a call.',
  },
  'parameter-added': {
    grade: 'medium',
    why: 'A model fills it in, so that more data leaves with each call.',
  },
  'parameter-removed': {
    grade: 'low',
    why: 'Calls that name it may fail or be taken in another sense.',
  },
  'parameter-renamed': {
    grade: 'medium',
    why: 'Limits and policies that name the parameter no longer hold it.',
  },
  required: {
    grade: 'medium',
    why: 'A model now has to find a value for it, whatever the user said.',
  },
  optional: {
    grade: 'low',
    why: 'Calls without it now succeed, with a value that the server chooses.',
  },
  widened: {
    grade: 'medium',
    why: 'It takes values that it refused when it was approved.',
  },
  narrowed: {
    grade: 'low',
    why: 'Calls that worked when it was approved may be refused.',
  },
  schema: {
    grade: 'medium',
    why: 'It takes other values than those that were approved.',
  },
  default: {
    grade: 'medium',
    why: 'A call that does not mention it now does something else.',
  },
  output: {
    grade: 'low',
    why: 'Programs that read the result may read it wrongly.',
  },
  'annotation-safer': {
    grade: 'medium',
    why: 'Clients may run it unasked because it now calls itself harmless.',
  },
  'annotation-riskier': {
    grade: 'high',
    why: 'It was approved as something more harmless than it now says it is.',
  },
  'capability-added': {
    grade: 'medium',
    why: 'The server can do something that it could not when it was approved.',
  },
  'capability-removed': {
    grade: 'low',
    why: 'What relied on it fails.',
  },
  identity: {
    grade: 'low',
    why: 'The server says that it is something else.',
  },
  protocol: {
    grade: 'info',
    why: 'Another revision of the protocol has other guarantees.',
  },
  'package-changed': {
    grade: 'high',
    why: 'Other code runs under the name that was approved.',
  },
  'package-version': {
    grade: 'medium',
    why: 'Other code runs than the code that was approved.',
  },
  integrity: {
    grade: 'critical',
    why: 'The same version holds other bytes: somebody has replaced a published package.',
  },
  launch: {
    grade: 'high',
    why: 'Another command runs, or another address is asked, than what was approved.',
  },
  variables: {
    grade: 'medium',
    why: 'The server is given other variables or headers; some of them hold credentials.',
  },
  other: {
    grade: 'low',
    why: 'A client may show it or act on it.',
  },
  unseen: {
    grade: 'medium',
    why: 'Something differs that cannot be shown: it is masked as a secret, or too large to be kept.',
  },
} as const satisfies Readonly<Record<string, { grade: Severity; why: string }>>;

export type ChangeKind = keyof typeof changeKinds;

/** What a change is about: one definition, or the server as it is reached. */
export interface Changed {
  readonly kind: DefinitionKind | 'launch' | 'package' | 'protocol' | 'capabilities';
  /** The definition's name; empty where the kind says it all. */
  readonly name: string;
}

/** Where two texts begin to differ, in UTF-16 code units. */
export function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

/** One difference between what was approved, or seen before, and what is there now. */
export interface Change extends Changed {
  readonly change: ChangeKind;
  readonly grade: Severity;
  /** Within the definition, the launch or the package. */
  readonly at: JsonPointer;
  /** What differs, in a clause of ours; foreign words inside are quoted with JSON escapes. */
  readonly what: string;
  /** The text before, verbatim; absent where there was none. */
  readonly before?: string;
  readonly after?: string;
}
