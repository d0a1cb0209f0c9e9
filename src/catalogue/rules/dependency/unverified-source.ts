import { pinned } from '../../dependencies/example.ts';
import { named, shown } from '../../dependencies/flaws.ts';
import type { PinnedPackage } from '../../../domain/dependency.ts';
import type { Rule } from '../../../domain/rule.ts';

const COMMIT = /[#@=][0-9a-f]{40}\b/;
const digest = 'sha512-AAAA';

export const rule: Rule<'dependency'> = {
  id: 'dependency/unverified-source',
  severity: 'medium',
  confidence: 'high',
  title: 'Pinned package may come with other content tomorrow',
  why: 'The lockfile names a place and no content: whoever holds that place, or the way to it, decides what is installed.',
  fix: 'Pin a commit by its full id, take the package from a registry with its digest, and fetch over TLS alone.',
  controls: ['PRV-11'],
  techniques: ['supply-chain-attacks'],
  cwe: [494, 829],
  top10: { csa: ['MCP-06'], owasp: ['MCP04'] },
  examples: {
    bad: [
      pinned({ origin: 'git', resolved: 'git+https://git.example.com/a/b.git#main' }),
      pinned({ origin: 'url', resolved: 'https://files.example.com/thing.zip' }),
      pinned({ resolved: 'http://registry.example.com/thing/-/thing-1.2.3.tgz' }),
    ],
    good: [
      pinned({
        integrity: digest,
        resolved: 'https://registry.example.com/thing/-/thing-1.2.3.tgz',
      }),
    ],
    nearMiss: [
      pinned({
        origin: 'git',
        resolved: 'git+https://git.example.com/a/b.git#0a1b2c3d4e5f60718293a4b5c6d7e8f901234567',
      }),
      pinned({ origin: 'url', integrity: digest, resolved: 'https://files.example.com/thing.zip' }),
      pinned({
        integrity: digest,
        resolved: 'http://registry.example.com/thing/-/thing-1.2.3.tgz',
      }),
      pinned({ origin: 'path', resolved: '../thing' }),
      pinned({}),
    ],
  },
  *detect({ packages }) {
    for (const one of packages) {
      const because = openBy(one);
      if (because === undefined) continue;
      yield { at: named(one), shows: shown(one), because: `${because}.` };
    }
  },
};

function openBy({ integrity, origin, resolved = '' }: PinnedPackage): string | undefined {
  if (integrity !== undefined) return undefined;
  if (origin === 'git') {
    return COMMIT.test(resolved) || resolved === ''
      ? undefined
      : 'It comes from Git, and no commit is named';
  }
  if (origin === 'url') return 'It comes from an address, and no digest is named';
  return origin === 'registry' && resolved.startsWith('http://')
    ? 'It is fetched without TLS, and no digest is named'
    : undefined;
}
