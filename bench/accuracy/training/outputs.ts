import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { eachOutputFeature } from '../../../src/catalogue/output/odds.ts';
import { linesOf } from '../../../src/catalogue/output/traits.ts';
import { isObject, isString } from '../../../src/domain/json.ts';
import type { Json } from '../../../src/domain/json.ts';
import { randomFrom } from './compose.ts';
import type { Sample } from './learn.ts';

// What the model of returned texts learns from: passages set into harmless documents, and whole texts.

/** How often a text that somebody wrote as a whole counts, against a composed one. */
const WHOLE = 6;
const ALONE = 0.25;
const OWN_PARAGRAPH = 0.4;

const read = (file: string): string =>
  readFileSync(join(import.meta.dirname, 'outputs', file), 'utf8');
const linesIn = (file: string): string[] =>
  read(file)
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('%%'));

interface Passage {
  readonly isAttack: boolean;
  readonly text: string;
}

/** Everything that is learned from; `perPassage` texts are made of each passage. */
export function outputSamples(seed: number, perPassage: number): Sample[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const fill = filler(pick);
  const passages = linesIn('passages.txt').map(
    (line): Passage => ({ isAttack: line.startsWith('+'), text: line.slice(2) }),
  );
  const documents = linesIn('documents.txt').map((line) => line.replaceAll('\\n', '\n'));
  const samples: Sample[] = [];
  let cluster = 0;
  for (const { isAttack, text } of passages) {
    cluster += 1;
    for (let n = 0; n < perPassage; n += 1) {
      const passage = fill(text).replaceAll('\\n', '\n');
      const whole = random() < ALONE ? passage : placed(passage, fill(pick(documents)), random);
      samples.push(sampleFrom(whole, isAttack, cluster));
    }
  }
  for (const document of documents) {
    cluster += 1;
    for (let n = 0; n < 2; n += 1) {
      samples.push(sampleFrom(fill(document).replaceAll('^', ''), false, cluster));
    }
  }
  for (const page of linesIn('prose.txt')) {
    cluster += 1;
    samples.push(sampleFrom(page.replaceAll('\\n', '\n'), false, cluster));
  }
  for (const { isAttack, text } of wholeTexts()) {
    cluster += 1;
    const sample = sampleFrom(text, isAttack, cluster);
    for (let n = 0; n < WHOLE; n += 1) samples.push(sample);
  }
  return samples;
}

/** Sets a passage into a document: at a mark where it has one, else between two sentences. */
function placed(passage: string, document: string, random: () => number): string {
  const at = (places: readonly number[]): number =>
    places[Math.floor(random() * places.length)] ?? document.length;
  const marks = Array.from(document.matchAll(/\^/g), ({ index }) => index);
  if (marks.length > 0) {
    const mark = at(marks);
    const isString = /"[^"\n]*$/.test(document.slice(0, mark));
    const set = isString ? passage.replaceAll('"', "'").replaceAll('\n', ' ') : passage;
    return `${document.slice(0, mark)}${set}${document.slice(mark + 1)}`.replaceAll('^', '');
  }
  const isApart = random() < OWN_PARAGRAPH;
  const ends = Array.from(
    document.matchAll(isApart ? /\n\n/g : /[.!?]\s/g),
    ({ 0: mark, index }) => index + mark.length,
  );
  const place = at([...ends, document.length]);
  const [before, gap] = [document.slice(0, place), isApart ? '\n\n' : ' '];
  return `${before.trimEnd()}${isApart ? gap : before.endsWith('\n') ? '\n' : gap}${passage}${gap}${document.slice(place)}`;
}

function sampleFrom(text: string, isAttack: boolean, cluster: number): Sample {
  const lines = linesOf({ carrier: 'result', text, source: undefined, listing: undefined }, 'all');
  const sentences = lines.map((_line, i) => {
    const found: number[] = [];
    eachOutputFeature(lines, i, (feature) => found.push(feature));
    return Uint32Array.from(found);
  });
  return { isAttack, sentences, cluster };
}

function wholeTexts(): Passage[] {
  const own = linesIn('texts.jsonl').map((line) => JSON.parse(line) as Json);
  const probes = readFileSync(join(import.meta.dirname, '../probes.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Json);
  return [...own, ...probes].flatMap((row) =>
    isObject(row) && row['carrier'] === 'output' && isString(row['description'])
      ? [{ isAttack: row['label'] === 'malicious', text: row['description'] }]
      : [],
  );
}

/** Chooses an arm of each `[one|other]` and a value of each `{slot}`. */
function filler(pick: <T>(list: readonly T[]) => T): (text: string) => string {
  const slots = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of linesIn('slots.txt')) {
    if (line.startsWith('= ')) slots.set(line.slice(2).trim(), (current = []));
    else current.push(line);
  }
  const ROUNDS = 40;
  return (text) => {
    let filled = text;
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = filled;
      filled = filled
        .replace(/\[([^[\]\n]*\|[^[\]\n]*)\]/, (_all, arms: string) => pick(arms.split('|')))
        .replace(/(?<!\{)\{([A-Za-z]+)\}(?!\})/, (all, slot: string) => {
          const value = pick(slots.get(slot.toLowerCase()) ?? [all]);
          return slot === slot.toLowerCase()
            ? value
            : value.charAt(0).toUpperCase() + value.slice(1);
        });
      if (filled === before) break;
    }
    return filled.replace(/ {2,}/g, ' ');
  };
}
