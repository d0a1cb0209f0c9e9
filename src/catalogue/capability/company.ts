import type { Definition } from '../../domain/definition.ts';
import type { Step } from '../../domain/finding.ts';
import type { InventorySubject, Match, OfferingServer } from '../../domain/rule.ts';
import type { Confidence } from '../../domain/severity.ts';
import { quote } from '../text/quote.ts';
import { capabilitiesOf } from './capability.ts';
import type { Capability, CapabilityKind } from './capability.ts';

/** A tool that has a capability, with the server that offers it. */
export interface Able {
  readonly server: OfferingServer;
  readonly tool: Definition;
  readonly capability: Capability;
}

const companies = new WeakMap<InventorySubject, ReadonlyMap<CapabilityKind, readonly Able[]>>();

/** The tools of all servers that have a capability, those that surely do first. */
export function ableTo(subject: InventorySubject, kind: CapabilityKind): readonly Able[] {
  const company = companies.get(subject) ?? read(subject);
  companies.set(subject, company);
  return company.get(kind) ?? [];
}

function read({ servers }: InventorySubject): Map<CapabilityKind, Able[]> {
  const able = new Map<CapabilityKind, Able[]>();
  for (const server of servers) {
    for (const tool of server.listing.definitions) {
      if (tool.kind !== 'tool') continue;
      for (const capability of capabilitiesOf(tool)) {
        const list = able.get(capability.kind) ?? [];
        able.set(capability.kind, list);
        list.push({ server, tool, capability });
      }
    }
  }
  for (const list of able.values()) list.sort((a, b) => rank(a) - rank(b));
  return able;
}

function rank({ capability }: Able): number {
  return capability.confidence === 'high' ? 0 : 1;
}

/** The definition, for a match or a step. */
export function reference({
  server,
  tool,
}: Pick<Able, 'server' | 'tool'>): NonNullable<Match['of']> {
  return { server: server.listing.server, kind: tool.kind, name: tool.name };
}

/** A step at a tool: what happens there, and why we think that it can. */
export function stepAt(able: Able, happens: string): Step {
  const { because, confidence } = able.capability;
  return {
    place: { in: 'definition', ...reference(able), pointer: '' },
    says: `${happens}: ${because} (${confidence} confidence).`,
  };
}

/** `"fetch" of web`: a tool in a sentence. */
export function named({ server, tool }: Pick<Able, 'server' | 'tool'>): string {
  return `${quote(tool.name)} of ${quote(server.listing.title)}`;
}

/** The least sure of several. */
export function leastSure(...able: readonly Able[]): Confidence {
  return able.every(({ capability }) => capability.confidence === 'high') ? 'high' : 'medium';
}
