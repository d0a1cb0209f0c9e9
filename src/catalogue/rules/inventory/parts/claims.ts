import type { Definition } from '../../../../domain/definition.ts';
import type { OfferingServer } from '../../../../domain/rule.ts';
import { quote } from '../../../text/quote.ts';

/** A tool's name as one server uses it. */
export interface Claim {
  readonly server: OfferingServer;
  readonly tool: Definition;
}

/** The claim that is wrong, and what tells so. */
export interface Ruling {
  readonly wrong: Claim;
  readonly right: Claim;
  readonly because: string;
}

/**
 * Which of two claims to a name is wrong. Undefined where nothing tells: the honest server must not be
 * accused for what the other one did.
 */
export function rulingOn(one: Claim, other: Claim): Ruling | undefined {
  for (const evidence of [standing, disguise, kinship]) {
    const because = evidence(one, other);
    if (because !== undefined) return { wrong: one, right: other, because };
    const reverse = evidence(other, one);
    if (reverse !== undefined) return { wrong: other, right: one, because: reverse };
  }
  return undefined;
}

/** Somebody vouches for the other server and nobody for this one. */
function standing({ server }: Claim, { server: rival }: Claim): string | undefined {
  if (server.vouched !== undefined || rival.vouched === undefined) return undefined;
  return `${quote(rival.listing.title)} has the better claim: ${rival.vouched}.`;
}

// A name is written so that it looks like another one; nobody does that to his own.
const DISGUISES = /[^\p{ASCII}]|[a-z][015][a-z]|[a-z][015]$|\b[015][a-z]|rn|vv/giu;

function disguise({ tool }: Claim, { tool: original }: Claim): string | undefined {
  const signs = (name: string): number => name.slice(0, 256).match(DISGUISES)?.length ?? 0;
  if (signs(tool.name) <= signs(original.name)) return undefined;
  return `${quote(tool.name)} is written with signs that pass for those of ${quote(original.name)}.`;
}

/** The tool bears the name of the other server: `github_search` belongs to `github`. */
function kinship({ server, tool }: Claim, { server: rival }: Claim): string | undefined {
  if (bears(tool, server) || !bears(tool, rival)) return undefined;
  return `The tool bears the name of the server ${quote(rival.listing.title)}.`;
}

function bears(tool: Definition, { listing }: OfferingServer): boolean {
  const words = tool.name
    .slice(0, 256)
    .toLowerCase()
    .split(/[^a-z\d]+/);
  const title = listing.title
    .slice(0, 256)
    .toLowerCase()
    .replace(/(?:^mcp[-_ ])|(?:[-_ ](?:mcp|server))+$/g, '');
  return title.length > 2 && words.includes(title);
}
