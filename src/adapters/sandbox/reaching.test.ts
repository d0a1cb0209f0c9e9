import { spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { boxes, closeBoxes, hasBoxes, shell, startOf } from '../../../test/support/boxes.ts';

const granted = createServer((_request, response) => response.end('reached'));
const other = createServer((_request, response) => response.end('wrong'));
const addresses = new Map<typeof granted, string>();
const hasCurl = spawnSync('curl', ['--version']).status === 0;
if (!hasCurl)
  console.warn('SKIPPED: what a granted host opens is asked with curl, which is absent');

beforeAll(async () => {
  for (const server of [granted, other]) {
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', resolve);
    await promise;
    addresses.set(server, `127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});

afterAll(async () => {
  await closeBoxes();
  granted.close();
  other.close();
});

const hostOf = (server: typeof granted): string => addresses.get(server) ?? '';
// Loopback is asked without a proxy by default.
const curl = (host: string): string =>
  `curl -sS --max-time 10 --noproxy '' 'http://${host}/'; echo`;

const reaching = boxes.filter(([name]) => name !== 'bubblewrap');

describe.skipIf(!hasBoxes || !hasCurl).each(reaching)('%s opens', (_name, box) => {
  test('a host that was granted, and no other', async () => {
    const { out } = await shell(box, `${curl(hostOf(granted))}; ${curl(hostOf(other))}`, {
      grants: { hosts: [hostOf(granted)] },
    });
    const [first, second] = out.split('\n');
    expect(first).toBe('reached');
    expect(second).toContain('locked');
  });

  test('to each server its own hosts', async () => {
    const [one, two] = await Promise.all(
      [hostOf(granted), 'example.invalid'].map((host) =>
        shell(box, curl(hostOf(granted)), { grants: { hosts: [host] } }),
      ),
    );
    expect(one?.out).toBe('reached\n');
    expect(two?.out).not.toContain('reached');
  });

  test('nothing that is no host', async () => {
    const start = startOf('/bin/true', [], { grants: { hosts: ['not a host'] } });
    await expect(box.start(start)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
