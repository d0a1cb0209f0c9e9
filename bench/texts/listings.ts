import { join } from 'node:path';
import { definition } from '../../src/domain/example.ts';
import type { Definition, Listing } from '../../src/domain/definition.ts';
import { readCorpus } from '../accuracy/corpus.ts';
import { compose, randomFrom } from '../accuracy/training/compose.ts';
import type { Composed } from '../accuracy/training/compose.ts';

/** What one user's servers offer. */
export type Client = readonly Listing[];

/** As a user has them: so many servers, with so many definitions each. */
const SERVERS = 8;
const EACH = 20;
/** One definition in so many is an attack; in the field it is fewer. */
const ATTACKS = 20;
/** One in so many is a probe, written by hand: most of those are attacks or nearly so. */
const PROBES = 40;

/**
 * Clients with about so many definitions in all. Every round has texts of its own: no definition of a round
 * is that of another, but for the probes.
 */
export function clientsOf(round: number, most: number): Client[] {
  const random = randomFrom(round);
  const composed = compose(round, 8).map((text) => ({ ...text, rank: random() }));
  const inOrder = composed.toSorted((a, b) => a.rank - b.rank);
  const attacks = inOrder.filter(({ isAttack }) => isAttack);
  const harmless = inOrder.filter(({ isAttack }) => !isAttack);
  const probes = readCorpus(join(import.meta.dirname, '../accuracy/probes.jsonl')).rows;
  const definitions = harmless.slice(0, most).map((text, n): Definition => {
    const probe = n % PROBES === 1 ? probes[Math.floor(random() * probes.length)] : undefined;
    if (probe !== undefined) return probe.subject;
    return definitionFrom((n % ATTACKS === 0 ? attacks[n / ATTACKS] : undefined) ?? text);
  });
  const listings = inParts(definitions, EACH).map((part, n): Listing => {
    const server = `server-${round}-${n}`;
    return { server, title: server, definitions: part };
  });
  return inParts(listings, SERVERS);
}

/** The composed text as a server sends it, with a schema of its parameters. */
function definitionFrom({ description, hint, kind, name, parameters }: Composed): Definition {
  if (kind === 'instructions') return definition(kind, { instructions: description });
  const properties = Object.fromEntries(
    parameters.map((parameter, n) => [
      parameter,
      { type: 'string', ...(n === 0 && hint !== undefined && { description: hint }) },
    ]),
  );
  const inputSchema = { type: 'object', properties, required: parameters };
  return definition(kind, { name, description, inputSchema });
}

function inParts<T>(list: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(list.length / size) }, (_, n) =>
    list.slice(n * size, (n + 1) * size),
  );
}
