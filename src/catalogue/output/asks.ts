import { numberOf } from '../text/lexicon/kinds.ts';
import type { Kind, ObjectKind } from '../text/lexicon/kinds.ts';
import { sentencesOf } from '../text/sentences.ts';
import { nobody, signsIn } from '../text/signs.ts';
import type { Sign } from '../text/signs.ts';
import type { Risk, RiskKind } from './risks.ts';

// What is asked for, read from the signs in the sentences: in whatever words and in twelve languages. Less
// exact than the shapes in risks.ts, so that it counts where a text turns to the model.

/** What the sentences of a stretch ask for. */
export interface Asked {
  /** How many kinds of deed are ordered, 2 at most. */
  readonly deeds: number;
  readonly risks: readonly Risk[];
}

type Deed =
  | 'get'
  | 'give'
  | 'call'
  | 'run'
  | 'change'
  | 'tell'
  | 'ignore'
  | 'keep'
  | 'remove'
  | 'make'
  | 'pick';

const ORDERED: ReadonlyMap<number, Deed> = new Map(
  (
    [
      'get',
      'give',
      'call',
      'run',
      'change',
      'tell',
      'ignore',
      'keep',
      'remove',
      'make',
      'pick',
    ] as const
  ).flatMap((deed) => [
    [numberOf(`order ${deed}`), deed] as const,
    [numberOf(`bare ${deed}`), deed] as const,
  ]),
);
const bits = (...kinds: readonly Kind[]): ReadonlySet<number> => new Set(kinds.map(numberOf));
const things = (...kinds: readonly ObjectKind[]): ReadonlySet<number> =>
  new Set(kinds.flatMap((kind) => [numberOf(kind), numberOf(`foreign ${kind}`)]));

interface Pairing {
  readonly kind: RiskKind;
  readonly weight: number;
  readonly deeds: ReadonlySet<Deed>;
  readonly with: ReadonlySet<number>;
}

const PAIRINGS: readonly Pairing[] = [
  {
    kind: 'hand-over',
    weight: 3,
    deeds: new Set(['give', 'call']),
    with: bits('mailbox', 'account', 'outside', 'channel'),
  },
  { kind: 'hand-over', weight: 2, deeds: new Set(['give']), with: bits('address', 'other-name') },
  {
    kind: 'loot',
    weight: 3,
    deeds: new Set(['get', 'give', 'tell', 'run', 'call', 'keep']),
    with: things('secret-file', 'environment', 'conversation', 'prompt'),
  },
  {
    kind: 'loot',
    weight: 2,
    deeds: new Set(['get', 'give', 'tell', 'run', 'call', 'keep']),
    with: things('secret', 'personal', 'machine'),
  },
  {
    kind: 'loot',
    weight: 1,
    deeds: new Set(['give']),
    with: things('message', 'files', 'memory', 'database'),
  },
  {
    kind: 'execute',
    weight: 2,
    deeds: new Set(['run', 'call']),
    with: bits('command', 'shell', 'foreign shell'),
  },
  {
    kind: 'undo',
    weight: 3,
    deeds: new Set(['change', 'remove', 'make', 'ignore', 'give']),
    with: new Set([...things('safety'), numberOf('permission')]),
  },
  {
    kind: 'undo',
    weight: 2,
    deeds: new Set(['remove', 'change', 'ignore']),
    with: things(
      'files',
      'message',
      'code',
      'database',
      'log',
      'memory',
      'approval',
      'field',
      'secret',
      'operation',
      'personal',
    ),
  },
  {
    kind: 'spend',
    weight: 2,
    deeds: new Set(['make', 'call', 'give', 'run', 'change', 'pick']),
    with: new Set([...things('money'), numberOf('account')]),
  },
  {
    kind: 'falsify',
    weight: 2,
    deeds: new Set(['tell', 'give', 'pick', 'make']),
    with: bits('best', 'false', 'trusted', 'dead'),
  },
  {
    kind: 'persist',
    weight: 2,
    deeds: new Set(['keep', 'give', 'make', 'pick', 'call', 'tell']),
    with: bits('from-now-on'),
  },
  {
    kind: 'override',
    weight: 3,
    deeds: new Set(['ignore', 'change']),
    with: things('instructions', 'prompt'),
  },
];

const HIDING = bits('stealth');
const UNASKED = bits('needless', 'permission', 'authority');
const FORBIDS_TELLING = bits('forbidden tell', 'forbidden ask');
const WHOM = bits('user', 'hidden', 'result', 'foreign result', 'approval', 'foreign approval');

/** The orders in a stretch and what they are about. */
export function askedIn(text: string): Asked {
  const deeds = new Set<Deed>();
  const found = new Map<RiskKind, Risk>();
  const note = (kind: RiskKind, weight: number, at: number): void => {
    if ((found.get(kind)?.weight ?? 0) < weight) found.set(kind, { kind, weight, at });
  };
  for (const sentence of sentencesOf(text)) {
    const signs = signsIn(sentence.text, nobody);
    const ordered = signs.flatMap((sign) => ORDERED.get(sign.kind) ?? []);
    for (const deed of ordered) deeds.add(deed);
    const has = (kinds: ReadonlySet<number>): Sign | undefined =>
      signs.find(({ kind }) => kinds.has(kind));
    const forbidden = has(FORBIDS_TELLING);
    if (forbidden !== undefined && has(WHOM) !== undefined)
      note('conceal', 3, sentence.at + forbidden.at);
    const hiding = has(HIDING);
    if (hiding !== undefined && ordered.length > 0) note('conceal', 2, sentence.at + hiding.at);
    const unasked = has(UNASKED);
    if (unasked !== undefined) note('consent', 1, sentence.at + unasked.at);
    for (const { deeds: any, kind, weight, with: kinds } of PAIRINGS) {
      if (!ordered.some((deed) => any.has(deed))) continue;
      const thing = has(kinds);
      if (thing !== undefined) note(kind, weight, sentence.at + thing.at);
    }
  }
  return { deeds: Math.min(2, deeds.size), risks: [...found.values()] };
}
