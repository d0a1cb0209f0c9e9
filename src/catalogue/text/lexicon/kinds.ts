// What words can mean to somebody who looks for orders in a text that should only describe.

/** What somebody is told to do, or said to do. */
export const deeds = [
  'get',
  'give',
  'call',
  'run',
  'change',
  'tell',
  'ask',
  'ignore',
  'pick',
  'keep',
  'remove',
  'make',
] as const;
export type Deed = (typeof deeds)[number];

/** How a verb is meant: an order with force, a bare imperative (which may as well describe), a prohibition, a statement. */
export const stances = ['order', 'bare', 'forbidden', 'does'] as const;
export type Stance = (typeof stances)[number];

/** Things that an order can be about. One that is no part of a tool's purpose is also read as foreign to it. */
export const objects = [
  'secret',
  'secret-file',
  'environment',
  'conversation',
  'prompt',
  'instructions',
  'personal',
  'files',
  'machine',
  'message',
  'money',
  'code',
  'database',
  'browser',
  'memory',
  'result',
  'operation',
  'approval',
  'safety',
  'log',
  'shell',
  'field',
  'parameter',
] as const;
export type ObjectKind = (typeof objects)[number];

const others = [
  // who
  'you',
  'model',
  'user',
  'self',
  'home',
  'own-name',
  'own-parameter',
  'other-name',
  'tool',
  'rival',
  'outside',
  'authority',
  // which and how much
  'other',
  'every',
  'only',
  'first',
  'full',
  'also',
  'instead',
  'number',
  // when
  'before',
  'after',
  'when',
  'if',
  'from-now-on',
  // with what force
  'duty',
  'please',
  'not',
  'urgent',
  'threat',
  'pretext',
  // how it is said
  'stealth',
  'hidden',
  'aware',
  'needless',
  'false',
  'best',
  'trusted',
  'dead',
  'permission',
  'mode',
  'error',
  'mention',
  'guarded',
  'becomes',
  'manual',
  'identifier',
  'search',
  // where to
  'address',
  'mailbox',
  'account',
  'channel',
  'path',
  'value',
  // shape
  'tag',
  'shout',
  'command',
  'opening',
  'in-schema',
  'in-instructions',
  'in-prompt',
] as const;

/** The name of a sign: a deed with its stance, a thing, or one of the small words that make the difference. */
export type Kind =
  | `${Stance} ${Deed}`
  | ObjectKind
  | `foreign ${ObjectKind}`
  | (typeof others)[number];

/** All kinds of sign. The model's weights are stored by position, so a new kind means new training. */
export const kinds: readonly Kind[] = [
  ...stances.flatMap((stance) => deeds.map((deed): Kind => `${stance} ${deed}`)),
  ...objects,
  ...objects.map((object): Kind => `foreign ${object}`),
  ...others,
];

const NUMBERS: ReadonlyMap<Kind, number> = new Map(kinds.map((kind, i) => [kind, i]));

/** The position of a kind in the list. */
export function numberOf(kind: Kind): number {
  return NUMBERS.get(kind) ?? -1;
}

/** The words of one language: per deed its verbs, per kind its words. See `english.ts` for the notation. */
export interface Vocabulary {
  readonly verbs: Partial<Record<Deed, string>>;
  readonly words: Partial<
    Record<Exclude<Kind, `${Stance} ${Deed}` | `foreign ${ObjectKind}`>, string>
  >;
}
