import { lookup } from 'node:dns/promises';
import ipaddr from 'ipaddr.js';

export async function assertPublic(address: string): Promise<URL> {
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Error('only http and https');
  }
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const answers = await lookup(host, { all: true });
  for (const answer of answers) {
    if (ipaddr.process(answer.address).range() !== 'unicast') {
      throw new Error(`${url.hostname} is not on the public internet`);
    }
  }
  return url;
}
