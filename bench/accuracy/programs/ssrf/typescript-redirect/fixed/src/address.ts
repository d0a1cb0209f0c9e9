import { lookup } from 'node:dns/promises';
import { BlockList } from 'node:net';

const inner = new BlockList();
inner.addSubnet('10.0.0.0', 8);
inner.addSubnet('127.0.0.0', 8);
inner.addSubnet('169.254.0.0', 16);
inner.addSubnet('172.16.0.0', 12);
inner.addSubnet('192.168.0.0', 16);

export async function requirePublic(url: URL): Promise<void> {
  if (url.protocol !== 'https:') throw new Error('https only');
  for (const { address, family } of await lookup(url.hostname, { all: true })) {
    if (family !== 4 || inner.check(address)) throw new Error('not a public address');
  }
}
