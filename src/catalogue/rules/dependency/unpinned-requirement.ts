import { pinned } from '../../dependencies/example.ts';
import { quoted } from '../../../domain/escape.ts';
import type { Rule } from '../../../domain/rule.ts';

const WHY = 'it is not pinned to one version';

export const rule: Rule<'dependency'> = {
  id: 'dependency/unpinned-requirement',
  severity: 'low',
  confidence: 'high',
  title: 'Requirement leaves the version open',
  why: 'What is installed is what the index offers on that day: nobody has looked at it, and a hostile release reaches every machine that installs after it.',
  fix: 'Pin each package to one version with its digest, as `pip-compile --generate-hashes` or `uv lock` do.',
  controls: ['PRV-11'],
  techniques: ['supply-chain-attacks'],
  cwe: [1357],
  top10: { csa: ['MCP-06'], owasp: ['MCP04'] },
  examples: {
    bad: [{ ...pinned({}), format: 'requirements', problems: [{ at: 3, why: WHY }] }],
    good: [{ ...pinned({}), format: 'requirements' }],
    nearMiss: [
      { ...pinned({}), problems: [{ at: '/packages/a', why: 'it has no version' }] },
      { ...pinned({}), format: 'requirements', role: 'test', problems: [{ at: 3, why: WHY }] },
    ],
  },
  notApplicable: ({ format }) =>
    format === 'requirements' ? undefined : 'such a lockfile leaves no version open',
  *detect({ problems, role }) {
    if (role !== 'product') return;
    const open = problems.filter(({ why }) => why === WHY);
    const [first] = open;
    // One for the file: what is left open in it is mended in one go.
    if (first === undefined) return;
    yield {
      at: String(first.at),
      shows: open.length === 1 ? 'one line' : `${open.length} lines`,
      because: `The first is line ${quoted(String(first.at))}.`,
    };
  },
};
