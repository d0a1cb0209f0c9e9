import type { Listing, Passage } from '../../domain/definition.ts';
import type { DefinitionSubject } from '../../domain/rule.ts';
import type { Setting, Signed } from './features.ts';
import { scoresOf, shipped } from './model.ts';
import type { Reading } from './reading.ts';
import { sentencesOf } from './sentences.ts';
import { addThings, nobody, signsIn } from './signs.ts';
import type { Speaker } from './signs.ts';
import type { Span } from './sentences.ts';
import { wordsOf } from './tokens.ts';

const MOST_SENTENCES = 2000;

/**
 * The signs in a text of its own, such as a tool's output, sentence by sentence; at most 2000 sentences.
 * Bring it to one spelling first (`normalise`), or tricks of spelling hide them.
 */
export function signedIn(
  text: string,
  settings: readonly Setting[] = [],
  speaker: Speaker = nobody,
): Signed[] {
  return sentencesOf(text)
    .slice(0, MOST_SENTENCES)
    .map((span) => signed(span, settings, speaker));
}

const SHORTEST = 8;

/** Whether a passage is read as prose. Names and addresses are other rules' matter. */
export function isProse({ role, text }: Passage): boolean {
  return role !== 'uri' && role !== 'name' && role !== 'parameter-name' && text.length >= SHORTEST;
}

/** The signs in a passage of a definition, read against what the definition openly is for. */
export function signedPassage(
  { passage, sentences }: Reading,
  subject: DefinitionSubject,
): readonly Signed[] {
  const speaker = speakerOf(subject);
  const place = settingsOf(passage, subject);
  const opens = passage.role === 'description' && subject.kind === 'tool';
  return sentences.slice(0, MOST_SENTENCES).map((sentence, i): Signed => {
    const settings: readonly Setting[] = i === 0 && opens ? [...place, 'opening'] : place;
    return signed(sentence, settings, speaker);
  });
}

function signed({ at, text }: Span, settings: readonly Setting[], speaker: Speaker): Signed {
  const words = wordsOf(text);
  return { text, at, settings, words, signs: signsIn(text, speaker, words) };
}

function settingsOf({ role }: Passage, { kind }: DefinitionSubject): readonly Setting[] {
  if (role === 'schema-text' || role === 'schema-value') return ['in-schema'];
  if (kind === 'instructions' || kind === 'server') return ['in-instructions'];
  return kind === 'prompt' ? ['in-prompt'] : [];
}

/**
 * How much each sentence of a passage reads like an attack, by the shipped weights (log odds). The signs are
 * not kept: few passages are asked about again, and the memory of all of them would cost more than to read
 * those once more.
 */
export function scoresIn(reading: Reading, subject: DefinitionSubject): readonly number[] {
  return (reading.scores ??= scoresOf(signedPassage(reading, subject), shipped()));
}

const speakers = new WeakMap<DefinitionSubject, Speaker>();

/** Who speaks in a definition: its name, what it knows, and the kinds of thing that it openly handles. */
export function speakerOf(subject: DefinitionSubject): Speaker {
  const known = speakers.get(subject);
  if (known !== undefined) return known;
  const { kind, listing, name, passages } = subject;
  const isWhole = kind === 'instructions' || kind === 'server';
  const parameters = new Set<string>();
  for (const { role, text } of passages) {
    if (role === 'parameter-name') parameters.add(text.slice(0, 100).toLowerCase());
  }
  const speaker: Speaker = {
    name: name.toLowerCase(),
    parameters,
    neighbours: neighboursOf(listing),
    purpose: isWhole ? purposeOfAll(listing) : purposeOf(subject),
  };
  speakers.set(subject, speaker);
  return speaker;
}

function purposeOf(definition: Pick<DefinitionSubject, 'name' | 'raw'>): Set<number> {
  const purpose = new Set<number>();
  addPurpose(definition, purpose);
  return purpose;
}

function addPurpose(
  { name, raw }: Pick<DefinitionSubject, 'name' | 'raw'>,
  purpose: Set<number>,
): void {
  const { description, title } = raw;
  const words = `${name} ${typeof title === 'string' ? title.slice(0, 100) : ''}`
    .slice(0, 200)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[_./:-]/g, ' ');
  addThings(words, purpose);
  const start = typeof description === 'string' ? description.slice(0, 400).trimStart() : '';
  const [first] = sentencesOf(start, 1);
  if (first !== undefined) addThings(first.text.slice(0, 200), purpose);
}

const MOST_NEIGHBOURS = 500;
// Each listing is gone through once, however many of its definitions are read.
const neighbours = new WeakMap<Listing, ReadonlySet<string>>();
const purposes = new WeakMap<Listing, ReadonlySet<number>>();

function neighboursOf(listing: Listing): ReadonlySet<string> {
  const known = neighbours.get(listing);
  if (known !== undefined) return known;
  const names = new Set(listing.definitions.map(({ name }) => name.slice(0, 100).toLowerCase()));
  neighbours.set(listing, names);
  return names;
}

function purposeOfAll(listing: Listing): ReadonlySet<number> {
  const known = purposes.get(listing);
  if (known !== undefined) return known;
  const all = new Set<number>();
  for (const definition of listing.definitions.slice(0, MOST_NEIGHBOURS)) {
    if (definition.kind !== 'instructions') addPurpose(definition, all);
  }
  purposes.set(listing, all);
  return all;
}
