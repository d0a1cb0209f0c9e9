import { lookup } from 'node:dns/promises';
import { BlockList, isIPv6 } from 'node:net';

const inner = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16],
  ['172.16.0.0', 12], ['192.0.0.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15], ['224.0.0.0', 3],
] as const) {
  inner.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of [['::', 127], ['64:ff9b::', 96], ['fc00::', 7], ['fe80::', 10], ['ff00::', 8]] as const) {
  inner.addSubnet(net, prefix, 'ipv6');
}

/** Throws if an address isn't one that may be read. */
export async function check(url: URL): Promise<void> {
  if (!['http:', 'https:'].includes(url.protocol)) throw new Error('only http and https');
  const answers = await lookup(url.hostname.replace(/^\[|\]$/g, ''), { all: true });
  if (answers.some(({ address }) => inner.check(address, isIPv6(address) ? 'ipv6' : 'ipv4'))) {
    throw new Error('this address is blocked');
  }
}
