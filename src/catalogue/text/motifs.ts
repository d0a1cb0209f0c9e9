import { kinds, numberOf } from './lexicon/kinds.ts';
import type { Kind, Stance } from './lexicon/kinds.ts';
import type { Sign } from './signs.ts';

/** What signs say together: one of each part. How much it weighs is learned, since harmless texts have some of them too. */
export interface Motif {
  /** What it comes to, as a statement about the text. */
  readonly says: string;
  readonly parts: readonly (readonly Kind[])[];
}

type Deeds =
  | 'get'
  | 'give'
  | 'call'
  | 'run'
  | 'change'
  | 'tell'
  | 'ask'
  | 'ignore'
  | 'pick'
  | 'keep'
  | 'remove'
  | 'make';

const told = (...deeds: readonly Deeds[]): Kind[] => ways(['order', 'bare'], deeds);
const ordered = (...deeds: readonly Deeds[]): Kind[] => ways(['order'], deeds);
const done = (...deeds: readonly Deeds[]): Kind[] => ways(['order', 'bare', 'does'], deeds);
const banned = (...deeds: readonly Deeds[]): Kind[] => ways(['forbidden'], deeds);
const ways = (stances: readonly Stance[], deeds: readonly Deeds[]): Kind[] =>
  stances.flatMap((stance) => deeds.map((deed): Kind => `${stance} ${deed}`));

const SECRET: readonly Kind[] = [
  'foreign secret',
  'foreign secret-file',
  'foreign environment',
  'foreign conversation',
  'foreign prompt',
  'foreign personal',
];
const PRIVATE: readonly Kind[] = [
  'foreign files',
  'foreign machine',
  'foreign browser',
  'foreign database',
  'foreign log',
  'foreign message',
  'foreign code',
  'foreign memory',
];
const SLOT: readonly Kind[] = [
  'parameter',
  'foreign parameter',
  'own-parameter',
  'other-name',
  'value',
];
const PLACE: readonly Kind[] = ['outside', 'mailbox', 'address', 'account', 'channel'];
const SELF: readonly Kind[] = ['self', 'own-name'];
const RESULT: readonly Kind[] = ['result', 'foreign result'];
const RULES: readonly Kind[] = ['instructions', 'foreign instructions', 'prompt', 'foreign prompt'];
const GUARD: readonly Kind[] = ['approval', 'foreign approval', 'safety', 'foreign safety'];
const WORK: readonly Kind[] = [
  'operation',
  'foreign operation',
  'foreign money',
  'foreign message',
  'foreign code',
  'foreign files',
  'foreign database',
  'foreign shell',
  'tool',
];
const TARGET: readonly Kind[] = ['field', 'foreign field', 'value', 'command', 'path', ...PLACE];

export const motifs: readonly Motif[] = [
  { says: 'private data goes into an argument', parts: [SECRET, done('give', 'change'), SLOT] },
  {
    says: 'an argument is to hold private data',
    parts: [SECRET, SLOT, ['duty', 'becomes', 'every', 'full', 'value', 'threat']],
  },
  {
    says: 'files or messages go into an argument',
    parts: [PRIVATE, told('get'), done('give'), SLOT],
  },
  { says: 'private data is fetched and handed over', parts: [SECRET, done('get'), done('give')] },
  { says: 'private data is to be fetched', parts: [SECRET, ordered('get')] },
  {
    says: 'private data is to be fetched first',
    parts: [SECRET, told('get'), ['before', 'first', 'also', 'when']],
  },
  { says: 'private data is sent away', parts: [SECRET, done('give'), PLACE] },
  { says: 'private data is handed to the tool itself', parts: [SECRET, done('give'), SELF] },
  {
    says: 'what was said or found is sent away',
    parts: [[...PRIVATE, ...RESULT, 'message', 'every', 'full'], ordered('give'), PLACE],
  },
  {
    says: 'data is also sent away',
    parts: [['also', 'stealth', 'after', 'hidden'], done('give'), PLACE],
  },
  {
    says: 'private data is taken along',
    parts: [
      SECRET,
      done('get', 'give', 'keep'),
      ['also', 'stealth', 'hidden', 'outside', 'pretext'],
    ],
  },
  {
    says: 'private data is asked for under a pretext',
    parts: [['pretext', 'threat'], SECRET, done('give', 'get', 'call')],
  },
  {
    says: 'the call of another tool is changed',
    parts: [['other-name'], told('change', 'give'), TARGET],
  },
  {
    says: 'the call of another tool is set',
    parts: [
      ['other-name'],
      ['duty', 'becomes', 'when', 'every'],
      ['field', 'foreign field', 'command', ...PLACE],
    ],
  },
  {
    says: 'messages, payments or files are redirected',
    parts: [
      ['foreign money', 'foreign message', 'foreign code', 'foreign files'],
      told('change', 'give'),
      PLACE,
    ],
  },
  {
    says: 'everything else has to wait for it',
    parts: [
      ['before', 'first', 'after'],
      ['every', 'other', 'not'],
      WORK,
      [...SELF, 'opening'],
      [...done('call', 'run'), 'duty'],
    ],
  },
  {
    says: 'it puts itself between other tools and their results',
    parts: [['other-name', 'other', 'rival'], RESULT, told('give', 'change', 'call'), SELF],
  },
  {
    says: 'something is kept from the user',
    parts: [banned('tell'), ['user', 'aware', ...RESULT, 'hidden']],
  },
  {
    says: 'something is kept from the user',
    parts: [['user'], ['aware'], ['not', 'hidden', 'stealth', 'needless']],
  },
  {
    says: 'something is done in secret',
    parts: [['stealth', 'needless'], done('give', 'get', 'change', 'call', 'run', 'remove')],
  },
  {
    says: 'something is done in secret',
    parts: [['stealth'], [...SECRET, ...PRIVATE, 'every', 'message']],
  },
  { says: 'orders are to be ignored', parts: [done('ignore'), RULES] },
  {
    says: 'protection is to be dropped',
    parts: [[...told('ignore'), 'needless', ...banned('ask')], GUARD],
  },
  {
    says: 'another authority speaks',
    parts: [
      ['mode', 'authority'],
      ['duty', ...ordered('keep', 'ignore', 'run', 'give'), 'foreign instructions'],
    ],
  },
  {
    says: 'it is to be chosen over others',
    parts: [[...told('pick', 'call'), 'first', 'duty'], SELF, ['rival', 'other']],
  },
  {
    says: 'it praises itself above others',
    parts: [['best'], [...SELF, 'opening'], ['rival', 'only', 'other', 'every']],
  },
  {
    says: 'other tools are called unfit',
    parts: [
      ['dead', 'threat', 'not'],
      ['rival', 'other-name', 'other'],
      [...SELF, 'instead', 'duty'],
    ],
  },
  {
    says: 'other tools are not to be used',
    parts: [banned('call', 'pick', 'keep', 'run'), ['rival', 'other-name', 'other', 'tool']],
  },
  {
    says: 'a command is to be run',
    parts: [['command'], [...told('run', 'call', 'give'), 'duty', 'after', 'before']],
  },
  {
    says: 'what is read is to be obeyed',
    parts: [told('keep', 'run', 'call'), RULES, [...RESULT, ...PRIVATE, 'every', 'address']],
  },
  {
    says: 'an order is to last',
    parts: [
      ['from-now-on'],
      ordered('get', 'give', 'call', 'change', 'pick', 'keep', 'ignore', 'tell'),
    ],
  },
  {
    says: 'the user is told something false',
    parts: [
      told('tell', 'give', 'make'),
      ['false', 'dead', 'error'],
      ['user', ...RESULT, 'result'],
    ],
  },
  {
    says: 'the user is asked for secrets',
    parts: [told('ask', 'get', 'tell'), ['user'], ['foreign secret', 'foreign personal']],
  },
  {
    says: 'things are to be destroyed',
    parts: [
      told('remove'),
      ['foreign log', 'foreign files', 'foreign database', 'foreign code', 'foreign secret-file'],
    ],
  },
  {
    says: 'accounts or payments are made on the side',
    parts: [ordered('make'), ['foreign money', 'account', 'outside', 'mailbox', 'permission']],
  },
];

const CELLS = Math.ceil(kinds.length / 32);

/** Which kinds of sign occur, as bits. */
export type Presence = Int32Array;

export function presenceOf(signs: Iterable<Pick<Sign, 'kind'>>): Presence {
  const presence = new Int32Array(CELLS);
  for (const { kind } of signs) addTo(presence, kind);
  return presence;
}

export function addTo(presence: Presence, kind: number): void {
  presence[kind >> 5] = (presence[kind >> 5] as number) | (1 << (kind & 31));
}

// All parts of all motifs in one row, and where those of each motif start.
const PARTS: readonly Presence[] = motifs.flatMap(({ parts }) =>
  parts.map((part) => presenceOf(part.map((kind) => ({ kind: numberOf(kind) })))),
);
const STARTS: readonly number[] = startsOf(motifs.map(({ parts }) => parts.length));

function startsOf(lengths: readonly number[]): number[] {
  const starts = [0];
  for (const length of lengths) starts.push((starts.at(-1) ?? 0) + length);
  return starts;
}

/** The positions of the motifs of which every part occurs. */
export function motifsIn(presence: Presence): number[] {
  const found: number[] = [];
  for (let motif = 0; motif < motifs.length; motif += 1) {
    let part = STARTS[motif] as number;
    const end = STARTS[motif + 1] as number;
    while (part < end && overlap(PARTS[part] as Presence, presence)) part += 1;
    if (part === end) found.push(motif);
  }
  return found;
}

function overlap(one: Presence, other: Presence): boolean {
  for (let i = 0; i < CELLS; i += 1) {
    if (((one[i] as number) & (other[i] as number)) !== 0) return true;
  }
  return false;
}
