import { ableTo, leastSure, named, reference, stepAt } from '../../capability/company.ts';
import type { Able } from '../../capability/company.ts';
import { inventory } from '../../../domain/example.ts';
import { list } from '../../../domain/list.ts';
import type { InventorySubject, Match, Rule } from '../../../domain/rule.ts';

const fetchPage = {
  name: 'fetch_page',
  description: 'Fetches a web page.',
  inputSchema: { properties: { page: {} } },
};
const readFile = {
  name: 'read_file',
  description: 'Reads a file of the project.',
  inputSchema: { properties: { path: {} } },
};
const sendMail = {
  name: 'send_email',
  description: 'Sends an e-mail.',
  inputSchema: { properties: { to: {}, body: {} } },
};

export const rule: Rule<'inventory'> = {
  id: 'inventory/toxic-path',
  severity: 'medium',
  confidence: 'medium',
  title: 'Tools of several servers make a path from strangers to private data and out',
  why: 'Whoever writes what the first tool brings in can have the model read what the second one reaches, and hand it to the third; no server has to be hostile.',
  fix: 'Remove or gate the tools that are named, or keep the servers in different clients: without one step there is no path.',
  controls: ['POL-07', 'TRF-16', 'TRF-17'],
  techniques: ['indirect-prompt-injection', 'data-exfiltration', 'malicious-output-composition'],
  cwe: [1427, 200],
  top10: { csa: ['MCP-01', 'MCP-08'], owasp: ['MCP06', 'MCP10'] },
  examples: {
    bad: [
      inventory({ web: [fetchPage], disk: [readFile], mail: [sendMail] }),
      inventory({ all: [fetchPage, readFile, sendMail] }),
    ],
    good: [inventory({ web: [fetchPage], disk: [readFile] })],
    nearMiss: [
      inventory({ disk: [readFile], mail: [sendMail] }),
      inventory({
        clock: [{ name: 'get_time', description: 'Gives the time.' }],
        disk: [readFile],
        mail: [sendMail],
      }),
    ],
  },
  *detect(subject) {
    const parts = partsOf(subject);
    const path = pathThrough(parts);
    if (path === undefined) return;
    const [first, second, third] = path;
    const isWithinOne = new Set(path.map(({ server }) => server)).size === 1;
    const confidence = leastSure(...path);
    yield {
      at: '',
      of: reference(first),
      shows: `${first.tool.name} → ${second.tool.name} → ${third.tool.name}`,
      because: summary(parts),
      // One server that does all of it shows what it is; and where much is guessed, less is claimed.
      severity: isWithinOne || confidence !== 'high' ? 'low' : 'medium',
      steps: [
        stepAt(first, 'Content that strangers write comes in'),
        stepAt(second, 'Private data is read'),
        stepAt(third, 'Data leaves for somebody else'),
      ],
    } satisfies Match;
  },
};

type Parts = readonly [incoming: readonly Able[], privately: readonly Able[], out: readonly Able[]];

function partsOf(subject: InventorySubject): Parts {
  return [ableTo(subject, 'untrusted'), ableTo(subject, 'sensitive'), ableTo(subject, 'outward')];
}

/** One path for all: the surest tools, of different servers where there are any. */
function pathThrough(parts: Parts): readonly [Able, Able, Able] | undefined {
  const [first] = parts[0];
  const second = other(parts[1], first);
  const third = other(parts[2], second ?? first, first);
  return first && second && third ? [first, second, third] : undefined;
}

function other(able: readonly Able[], ...before: readonly (Able | undefined)[]): Able | undefined {
  const sure = able.filter(
    ({ capability }) => capability.confidence === able[0]?.capability.confidence,
  );
  return (
    sure.find(({ server }) => before.every((one) => one?.server !== server)) ??
    sure.find(({ tool }) => before.every((one) => one?.tool !== tool)) ??
    sure[0]
  );
}

/**
 * How many tools stand at each step, and the fewest whose removal leaves no path. Each tool of a step
 * leads to each of the next, so that is the smallest of the three sets.
 */
function summary(parts: Parts): string {
  const [incoming, privately, out] = parts.map(({ length }) => length);
  const fewest = parts.toSorted((a, b) => a.length - b.length)[0] ?? [];
  const cut = list(fewest.map(named), 5);
  return (
    `Content comes in by ${incoming}, private data by ${privately}, and it leaves by ${out} of the tools. ` +
    `The fewest to remove or gate so that no path is left: ${cut}.`
  );
}
