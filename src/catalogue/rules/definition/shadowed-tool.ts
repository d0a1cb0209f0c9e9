import { definition, tool } from '../../../domain/example.ts';
import type { Definition, Listing } from '../../../domain/definition.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isSpecific, keyOf, namesOf } from '../../text/names.ts';
import { quote } from '../../text/quote.ts';

export const rule: Rule<'definition'> = {
  id: 'definition/shadowed-tool',
  severity: 'medium',
  confidence: 'medium',
  title: 'Another server offers a tool of the same name',
  why: 'A client that does not keep servers apart calls one of the two, and a hostile server takes calls that were meant for the other.',
  fix: "Remove one of the servers, or use a client that puts the server's name before the tool's.",
  controls: ['POL-04'],
  techniques: ['tool-shadowing', 'tool-name-conflict', 'tool-squatting'],
  cwe: [694],
  top10: { csa: ['MCP-02', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool(
        { name: 'send_mail', description: 'Sends mail.' },
        {
          others: { post: [definition('tool', { name: 'send_mail', description: 'Mail, sent.' })] },
        },
      ),
    ],
    good: [
      tool(
        { name: 'send_mail' },
        { others: { post: [definition('tool', { name: 'read_mail' })] } },
      ),
    ],
    nearMiss: [
      tool(
        { name: 'send_mail', description: 'Sends mail.' },
        {
          others: { copy: [definition('tool', { name: 'send_mail', description: 'Sends mail.' })] },
        },
      ),
      tool(
        { name: 'send_mail' },
        { others: { post: [definition('prompt', { name: 'send_mail' })] } },
      ),
    ],
  },
  *detect(subject) {
    const { kind, name, raw, others, listing } = subject;
    if (kind !== 'tool') return;
    for (const other of others) {
      const [same] = namesOf(other).all.get(keyOf({ kind, name })) ?? [];
      // The same software configured twice is no impostor.
      if (
        same === undefined ||
        same.raw['description'] === raw['description'] ||
        isSameSoftware(listing, other)
      ) {
        continue;
      }
      const because = `The server ${quote(other.title)} offers it too, with another description.`;
      yield { at: '/name', shows: name, because, severity: isSpecific(name) ? 'medium' : 'low' };
    }
  },
};

// Two listings are compared once, however many of their tools share a name.
const comparisons = new WeakMap<Listing, WeakMap<Listing, boolean>>();

/** Most tools are the same on both sides: two versions or two instances of one server. */
function isSameSoftware(one: Listing, other: Listing): boolean {
  const known = comparisons.get(one) ?? new WeakMap<Listing, boolean>();
  comparisons.set(one, known);
  const answer = known.get(other) ?? compare(one, other);
  known.set(other, answer);
  return answer;
}

function compare(one: Listing, other: Listing): boolean {
  const tools = one.definitions.filter(isTool);
  const there = namesOf(other).all;
  const shared = tools.filter((tool) => there.has(keyOf(tool))).length;
  const most = Math.max(tools.length, other.definitions.filter(isTool).length);
  return shared > 2 && shared > most * 0.7;
}

function isTool({ kind }: Definition): boolean {
  return kind === 'tool';
}
