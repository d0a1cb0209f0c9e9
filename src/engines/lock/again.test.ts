import { describe, expect, test } from 'vitest';
import type { Introspection } from '../../domain/introspection.ts';
import { compareWithLock } from './index.ts';
import type { Comparing } from './index.ts';
import { empty, comparing, seen, drift, tool } from '../../../test/support/locked.ts';

describe('a server that is asked again', () => {
  const observed = (
    description: string,
    unable: readonly string[] = [],
  ): Partial<Introspection> => {
    const says = 'asked as the client "editor"';
    const definitions = [tool({ description })];
    const observation = { way: 'client', says, isAnnounced: false, definitions } as const;
    return { again: { asked: [], observations: [observation], unable } };
  };
  const rescan: Comparing['rescan'] = async (listings) =>
    listings.flatMap(({ definitions, server }) =>
      definitions
        .filter(({ raw }) => String(raw['description']).includes('bad'))
        .map(({ name, raw }) => ({
          id: name,
          rule: 'definition/example',
          severity: 'critical' as const,
          confidence: 'high' as const,
          title: 'Example',
          server,
          place: { in: 'definition', server, kind: 'tool', name, pointer: '' } as const,
          shows: String(raw['description']),
          why: 'W.',
          fix: 'F.',
          controls: [],
          techniques: [],
          cwe: [],
          top10: { csa: [], owasp: [] },
        })),
    );

  test('has drifted where a later list is not as it was approved, and says who is shown it', async () => {
    const steady = [tool({ description: 'good' })];
    const found = await drift(seen(steady), seen(steady, observed('bad')), { rescan });
    expect(found).toMatchObject({
      state: 'changed',
      items: [
        {
          name: 'search',
          grade: 'critical',
          seen: 'asked as the client "editor"',
          changes: [{ change: 'wording', before: 'good', after: 'bad' }],
          findings: [{ rule: 'definition/example' }],
        },
      ],
    });
  });

  test('has not where the later list is the first', async () => {
    const steady = [tool({ description: 'bad' })];
    const found = await drift(seen(steady), seen(steady, observed('bad')), { rescan });
    expect(found).toMatchObject({ state: 'unchanged', items: [] });
  });

  test('that is new shows what comes later beside it, compared with its first list', async () => {
    const first = seen([tool({ description: 'good' })], observed('bad'));
    const [found] = await compareWithLock(empty, [first], { ...comparing, rescan });
    expect(found?.drift.state).toBe('new');
    expect(found?.drift.items.map(({ seen }) => seen)).toEqual([
      undefined,
      'asked as the client "editor"',
    ]);
  });

  test('and could not be, is not wholly checked', async () => {
    const steady = [tool({ description: 'good' })];
    const again = { asked: [], observations: [], unable: ['asked again: it hung up'] };
    const found = await drift(seen(steady), seen(steady, { again }));
    expect(found.state).toBe('unchanged');
    expect(found.unchecked).toEqual([expect.stringContaining('it hung up')]);
  });
});
