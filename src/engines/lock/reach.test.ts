import { describe, expect, test } from 'vitest';
import { serverFrom } from '../../../test/support/look.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Server } from '../../domain/server.ts';
import { compareWithLock, lockText, pinNew } from './index.ts';
import { empty, comparing, seen, drift, told } from '../../../test/support/locked.ts';

describe('how a server is reached', () => {
  const npx = (spec: string, more: JsonObject = {}): Server =>
    serverFrom({ command: 'npx', args: ['-y', spec, '--read-only'], ...more });
  const at = (url: string): Server => serverFrom({ url });

  test.each<[string, Server, Server, readonly string[]]>([
    [
      'another version',
      npx('@x/notes@1.0.0'),
      npx('@x/notes@1.1.0'),
      ['medium package-version /args'],
    ],
    ['no version', npx('@x/notes@1.0.0'), npx('@x/notes'), ['medium package-version /args']],
    ['another package', npx('@x/notes@1.0.0'), npx('@y/notes@1.0.0'), ['high launch /command']],
    [
      'an option less',
      npx('@x/notes@1.0.0'),
      serverFrom({ command: 'npx', args: ['-y', '@x/notes@1.0.0'] }),
      ['high launch /command'],
    ],
    [
      'a variable more',
      npx('@x/notes@1.0.0'),
      npx('@x/notes@1.0.0', { env: { NODE_OPTIONS: '--require x' } }),
      ['medium variables /env'],
    ],
    [
      'another host',
      at('https://a.example/mcp'),
      at('https://b.example/mcp'),
      ['high launch /url'],
    ],
    [
      'another path',
      at('https://a.example/mcp'),
      at('https://a.example/x'),
      ['medium launch /url'],
    ],
    ['another way', at('https://a.example/mcp'), npx('a'), ['high launch /transport']],
  ])('%s', async (_what, before, after, expected) => {
    expect(told(await drift(seen([], {}, before), seen([], {}, after)))).toEqual(expected);
  });

  test('a path below the folder of the lock is the same in another clone', async () => {
    const server = (folder: string): Server =>
      serverFrom({ command: 'node', args: [`${folder}/server.js`], cwd: folder });
    const lock = pinNew(
      empty,
      await compareWithLock(empty, [seen([], {}, server('/srv/project'))], comparing),
    );
    const elsewhere = { ...comparing, folder: '/home/bob/clone' };
    const [there] = await compareWithLock(
      lock,
      [seen([], {}, server('/home/bob/clone'))],
      elsewhere,
    );
    expect(there?.drift.state).toBe('unchanged');
    expect(lockText(lock)).not.toContain('/srv/project');
  });

  const notes = {
    ecosystem: 'npm',
    name: '@x/notes',
    version: '1.0.0',
    integrity: 'sha512-a',
  } as const;
  test.each([
    [
      'other bytes under the same version',
      notes,
      { ...notes, integrity: 'sha512-b' },
      ['critical integrity /integrity'],
      0,
    ],
    [
      'another version',
      notes,
      { ...notes, version: '1.0.1' },
      ['medium package-version /version'],
      0,
    ],
    ['another package', notes, { ...notes, name: 'notes' }, ['high package-changed /name'], 0],
    ['a package that is not known here is not compared', notes, undefined, [], 1],
    [
      'nor is one for another system',
      { ...notes, build: 'linux' },
      { ...notes, build: 'mac', integrity: 'b' },
      [],
      1,
    ],
  ] as const)('%s', async (_what, before, after, expected, unchecked) => {
    const found = await drift(
      seen([], { artefact: before }),
      seen([], after === undefined ? {} : { artefact: after }),
    );
    expect(told(found)).toEqual(expected);
    expect(found.unchecked).toHaveLength(unchecked);
  });

  test('capabilities are told one by one, and the protocol in passing', async () => {
    const before = seen([], { capabilities: { tools: { listChanged: false }, logging: {} } });
    const after = seen([], {
      capabilities: { tools: { listChanged: true }, prompts: {} },
      protocolVersion: '2026-07-28',
      era: 'modern',
    });
    expect(told(await drift(before, after))).toEqual([
      'medium capability-added /tools/listChanged',
      'medium capability-added /prompts',
      'low capability-removed /logging',
      'info protocol /era',
      'info protocol /protocolVersion',
    ]);
  });
});
