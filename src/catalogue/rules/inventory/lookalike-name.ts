import { inventory } from '../../../domain/example.ts';
import type { Match, OfferingServer, Rule } from '../../../domain/rule.ts';
import { reference } from '../../capability/company.ts';
import { isSpecific, namesOf, skeletonOf, slipsOf } from '../../text/names.ts';
import { quote } from '../../text/quote.ts';
import { rulingOn } from './parts/claims.ts';
import type { Claim } from './parts/claims.ts';

export const rule: Rule<'inventory'> = {
  id: 'inventory/lookalike-name',
  severity: 'medium',
  confidence: 'medium',
  title: 'Tools of two servers have almost the same name',
  why: 'A model, or a person who approves a call, takes the one for the other.',
  fix: 'Find out which server the name belongs to by right, and remove the other.',
  controls: ['POL-04', 'INT-15'],
  techniques: ['tool-squatting', 'tool-name-conflict', 'tool-impersonation'],
  cwe: [1007],
  top10: { csa: ['MCP-03', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [
      inventory({ post: [{ name: 'send_mail' }], sum: [{ name: 'send_rnail' }] }),
      inventory({ bank: [{ name: 'transfer_funds' }], sum: [{ name: 'trasnfer_funds' }] }),
      inventory({ sum: [{ name: 'l1st_files' }], disk: [{ name: 'list_files' }] }),
    ],
    good: [inventory({ post: [{ name: 'send_mail' }], box: [{ name: 'read_mail' }] })],
    nearMiss: [
      inventory({ git: [{ name: 'get_issue' }], hub: [{ name: 'get_issues' }] }),
      inventory({ git: [{ name: 'set_user' }], hub: [{ name: 'get_user' }] }),
      inventory({ disk: [{ name: 'read_file' }], files: [{ name: 'readFile' }] }),
    ],
  },
  *detect({ servers }) {
    for (const [index, server] of servers.entries()) {
      for (const tool of server.listing.definitions) {
        if (tool.kind !== 'tool' || !isSpecific(tool.name)) continue;
        // Each pair is met once: from the later of the two.
        for (const earlier of servers.slice(0, index)) {
          const twin = twinOf(tool.name, earlier);
          if (twin !== undefined) yield matchFor(twin, { server, tool });
        }
      }
    }
  },
};

/** The tool of a server whose name is mistaken for another. */
function twinOf(name: string, server: OfferingServer): Claim | undefined {
  const { slips } = namesOf(server.listing);
  const near = [...slipsOf(skeletonOf(name))].flatMap((slip) => slips.get(slip) ?? []);
  const tool = near.find((candidate) => isTwin(name, candidate.name));
  return tool === undefined ? undefined : { server, tool };
}

function matchFor(earlier: Claim, later: Claim): Match {
  const ruling = rulingOn(later, earlier);
  const wrong = ruling?.wrong ?? later;
  const right = ruling?.right ?? earlier;
  const offers = `The server ${quote(right.server.listing.title)} offers ${quote(right.tool.name)}.`;
  return {
    at: '/name',
    of: reference(wrong),
    shows: wrong.tool.name,
    because: `${offers} ${ruling?.because ?? 'Nothing tells which of the two names came first.'}`,
    severity: ruling === undefined ? 'low' : 'medium',
  };
}

/** Whether the names differ by look-alike signs, or by a slip inside a long word; `issue` and `issues` do not count. */
function isTwin(one: string, two: string): boolean {
  const plain = (name: string): string => name.toLowerCase().replace(/[\s_.:/-]/g, '');
  const [a, b] = [plain(one), plain(two)];
  if (a === b) return false;
  if (skeletonOf(one) === skeletonOf(two)) return true;
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (a[start] === b[start]) start += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  // A slip leaves the letters: two swapped, or one doubled or dropped beside its like.
  const [middleA, middleB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  const isSwap = middleA.length === 2 && middleB === (middleA[1] ?? '') + (middleA[0] ?? '');
  const extra = middleA.length + middleB.length === 1 ? middleA + middleB : undefined;
  const isDoubled = extra !== undefined && extra === (a[start - 1] ?? b[start - 1]) && end > 1;
  return start > 1 && (isSwap || isDoubled);
}
