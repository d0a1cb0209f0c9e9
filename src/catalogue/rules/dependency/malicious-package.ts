import { pinned } from '../../dependencies/example.ts';
import { flawMatch, isMalicious, unknownFlaws } from '../../dependencies/flaws.ts';
import type { Rule } from '../../../domain/rule.ts';

const flaw = { id: 'MAL-2026-1', summary: 'Sends variables of the environment away' };

export const rule: Rule<'dependency'> = {
  id: 'dependency/malicious-package',
  severity: 'critical',
  confidence: 'high',
  title: 'Pinned package is known to be malicious',
  why: "Installing it is enough: whatever the account can read or run is the author's from then on.",
  fix: 'Take it out, and treat every machine that installed it as broken into: revoke the credentials that were on it.',
  controls: ['INT-11', 'LIF-08'],
  techniques: ['malicious-dependency-inclusion', 'malicious-mcp-packages'],
  cwe: [506],
  top10: { csa: ['MCP-06'], owasp: ['MCP04'] },
  examples: {
    bad: [
      pinned({ flaws: [flaw] }),
      pinned({ flaws: [{ ...flaw, id: 'GHSA-a', also: ['MAL-2026-1'] }] }),
    ],
    good: [pinned({ flaws: [] })],
    nearMiss: [pinned({ flaws: [{ ...flaw, id: 'GHSA-aaaa-bbbb-cccc' }] })],
  },
  notApplicable: unknownFlaws,
  *detect(file) {
    for (const one of file.packages) {
      for (const known of one.flaws) {
        if (isMalicious(known)) yield { ...flawMatch(file, one, known), severity: 'critical' };
      }
    }
  },
};
