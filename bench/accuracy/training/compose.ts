import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { numberOf } from '../../../src/catalogue/text/lexicon/kinds.ts';
import { addThings } from '../../../src/catalogue/text/signs.ts';

/** A composed text of the training set. */
export interface Composed {
  readonly isAttack: boolean;
  readonly category: string;
  /** Which template it was made from: texts of one template are kept together when the set is divided. */
  readonly template: number;
  readonly name: string;
  readonly parameters: readonly string[];
  readonly description: string;
  /** Where there is one, a parameter's description holds the text in question. */
  readonly hint?: string;
  readonly kind: 'tool' | 'prompt' | 'instructions';
}

interface Template {
  readonly category: string;
  readonly text: string;
  readonly isAlone: boolean;
}

interface Carrier {
  readonly name: string;
  readonly purpose: string;
  readonly parameters: readonly string[];
}

/** Harmless only in tools that are about such things. */
const SENSITIVE = new Set(['security', 'sensitive', 'auth']);
const PRIVATE: ReadonlySet<number> = new Set(
  (
    [
      'secret',
      'secret-file',
      'environment',
      'conversation',
      'prompt',
      'personal',
      'shell',
      'money',
    ] as const
  ).map(numberOf),
);

const linesOf = (file: string): string[] =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'));

function templatesOf(file: string): Template[] {
  return linesOf(file).map((line) => {
    const bar = line.indexOf('|');
    const text = line.slice(bar + 1).trim();
    const isAlone = text.startsWith('* ');
    return { category: line.slice(0, bar).trim(), text: isAlone ? text.slice(2) : text, isAlone };
  });
}

function thingsIn(text: string): Set<number> {
  const things = new Set<number>();
  addThings(text, things);
  return things;
}

function slotsOf(file: string): Map<string, string[]> {
  const slots = new Map<string, string[]>();
  let current: string[] = [];
  for (const line of linesOf(file)) {
    if (line.startsWith('= ')) slots.set(line.slice(2).trim(), (current = []));
    else current.push(line);
  }
  return slots;
}

/** A small generator of its own, so that a seed gives the same set everywhere (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** The whole set: as many texts of each attack template, and more than twice as many harmless ones. */
export function compose(seed: number, perTemplate: number): Composed[] {
  const random = randomFrom(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const slots = slotsOf('slots.txt');
  const attacks = templatesOf('attacks.txt');
  const benign = templatesOf('benign.txt');
  const carriers = linesOf('carriers.txt').map((line): Carrier => {
    const [name = '', purpose = '', parameters = ''] = line.split('|').map((part) => part.trim());
    return { name, purpose, parameters: parameters.split(',').map((part) => part.trim()) };
  });
  const sentences = benign.filter(
    ({ category, isAlone }) => !isAlone && !SENSITIVE.has(category) && category !== 'about',
  );
  const quiet = attacks.filter(({ category }) => category === 'conceal');

  const fill = (text: string, carrier: Carrier): string => {
    let filled = text;
    for (let round = 0; round < 60; round += 1) {
      const before = filled;
      filled = filled
        .replace(/\[([^[\]]*)\]/, (_all, arms: string) => pick(arms.split('|')))
        .replace(/(?<!\{)\{([A-Za-z]+)\}(?!\})/, (_all, slot: string) => {
          const lower = slot.toLowerCase();
          const value = lower === 'name' ? carrier.name : pick(slots.get(lower) ?? [`{${slot}?}`]);
          return slot === lower ? value : value.charAt(0).toUpperCase() + value.slice(1);
        });
      if (filled === before) break;
    }
    return filled
      .replace(/\s+/g, ' ')
      .replace(/ ([.,;:!?])(?=\s|$)/g, '$1')
      .trim();
  };
  const ended = (text: string): string => {
    const upper = text.charAt(0).toUpperCase() + text.slice(1);
    return /[.!?:)>]$/.test(upper) ? upper : `${upper}.`;
  };
  const chance = (share: number): boolean => random() < share;
  const padding = (carrier: Carrier, most: number): string[] =>
    Array.from({ length: Math.floor(random() * (most + 1)) }, () =>
      ended(fill(pick(sentences).text, carrier)),
    );

  // What is harmless where it belongs: a tool for keys may speak of keys, one for jokes hardly.
  const fitting = (sentence: string): Carrier | undefined => {
    const things = [...thingsIn(sentence)].filter((thing) => PRIVATE.has(thing));
    const fit = carriers.filter(({ name, purpose }) => {
      const own = thingsIn(`${name.replaceAll('_', ' ')}. ${purpose}`);
      return things.every((thing) => own.has(thing));
    });
    return fit.length === 0 ? undefined : pick(fit);
  };

  const set: Composed[] = [];
  for (const [template, { category, isAlone, text }] of attacks.entries()) {
    for (let n = 0; n < perTemplate; n += 1) {
      const carrier = pick(carriers);
      const core = [ended(fill(text, carrier))];
      if (chance(0.12)) core.unshift(fill('{call}', carrier));
      if (chance(0.2)) core.push(ended(fill('{threat}', carrier)));
      if (chance(0.25) && category !== 'prefer') core.push(ended(fill(pick(quiet).text, carrier)));
      if (chance(0.1)) core.push(ended(fill(pick(attacks).text, carrier)));
      const lead = isAlone
        ? []
        : [...(chance(0.92) ? [carrier.purpose] : []), ...padding(carrier, 2)];
      const tail = padding(carrier, 1);
      const inSchema = !isAlone && chance(0.08);
      const description = inSchema
        ? carrier.purpose
        : [...lead, ...core, ...tail].join(chance(0.15) ? '\n' : ' ');
      set.push({
        isAttack: true,
        category,
        template,
        name: carrier.name,
        parameters: carrier.parameters,
        description,
        ...(inSchema && { hint: core.join(' ') }),
        kind: chance(0.08) ? 'instructions' : 'tool',
      });
    }
  }
  const harmless = set.length * 2.5;
  for (let n = 0; n < harmless; n += 1) {
    const template = n % benign.length;
    const { category, isAlone, text } = benign[template] as Template;
    const sentence = fill(text, pick(carriers));
    const carrier = SENSITIVE.has(category) ? fitting(sentence) : pick(carriers);
    if (carrier === undefined) continue;
    const core = ended(sentence);
    const inSchema = category === 'plain' && chance(0.4);
    const around = isAlone
      ? [core]
      : [carrier.purpose, ...padding(carrier, 2), core, ...padding(carrier, 3)];
    set.push({
      isAttack: false,
      category,
      template: attacks.length + template,
      name: carrier.name,
      parameters: carrier.parameters,
      description: inSchema ? carrier.purpose : around.join(chance(0.2) ? '\n' : ' '),
      ...(inSchema && { hint: core }),
      kind:
        category === 'guide' && chance(0.6) ? (chance(0.5) ? 'instructions' : 'prompt') : 'tool',
    });
  }
  return set;
}
