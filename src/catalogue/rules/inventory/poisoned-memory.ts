import { ableTo, named, reference, stepAt } from '../../capability/company.ts';
import { inventory } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';

const fetchPage = { name: 'fetch_page', description: 'Fetches a web page.' };
const save = { name: 'save_memory', description: 'Stores a memory.' };
const recall = { name: 'search_memory', description: 'Searches the stored memories.' };

export const rule: Rule<'inventory'> = {
  id: 'inventory/poisoned-memory',
  severity: 'low',
  confidence: 'medium',
  title: 'What strangers write can be stored and recalled in later conversations',
  why: 'An instruction that is saved once as a memory or a note is read again as the user’s own, long after its page is gone.',
  fix: 'Keep where each entry came from, show what is saved, and do not save what came from outside unasked.',
  controls: ['TRF-17'],
  techniques: ['context-poisoning', 'prompt-state-manipulation', 'indirect-prompt-injection'],
  cwe: [1427, 501],
  top10: { csa: ['MCP-01', 'MCP-09'], owasp: ['MCP06', 'MCP10'] },
  examples: {
    bad: [inventory({ web: [fetchPage], memory: [save, recall] })],
    good: [inventory({ memory: [save, recall] })],
    nearMiss: [
      inventory({ web: [fetchPage], memory: [recall] }),
      inventory({ web: [fetchPage], one: [save], two: [recall] }),
    ],
  },
  *detect(subject) {
    const [source] = ableTo(subject, 'untrusted');
    if (source === undefined) return;
    const recallers = ableTo(subject, 'recall');
    const seen = new Set<unknown>();
    for (const writer of ableTo(subject, 'store')) {
      // Two servers have two stores.
      const reader = recallers.find(({ server }) => server === writer.server);
      if (reader === undefined || seen.has(writer.server)) continue;
      seen.add(writer.server);
      yield {
        at: '',
        of: reference(writer),
        shows: `${source.tool.name} → ${writer.tool.name} → ${reader.tool.name}`,
        because: `What ${named(writer)} writes, ${named(reader)} reads.`,
        steps: [
          stepAt(source, 'Content that strangers write comes in'),
          stepAt(writer, 'It is stored'),
          stepAt(reader, 'It is read again later'),
        ],
      };
    }
  },
};
