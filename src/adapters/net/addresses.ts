import { isIP } from 'node:net';

/**
 * Why an address is not simply somewhere on the internet, and who has to have named it before it may
 * be dialled: `named` where the user's own configuration names the host (a server of their network),
 * `allowed` where the user allowed it expressly (addresses at which no MCP server should ever be).
 */
export interface Hazard {
  readonly what: string;
  readonly needs: 'named' | 'allowed';
}

interface Range extends Hazard {
  readonly bits: bigint;
  readonly prefix: number;
}

function range(cidr: string, needs: Hazard['needs'], what: string): Range {
  const [address = '', prefix = ''] = cidr.split('/');
  return { bits: bitsOf(address), prefix: Number(prefix), needs, what };
}

// IANA special-purpose address registries (RFC 6890 and its updates); the narrower range stands first.
// Networks that send all traffic through a proxy give names addresses of the documentation ranges, so
// a host that was named may have one.
const IPV4: readonly Range[] = [
  range('0.0.0.0/8', 'named', 'an address of this machine'),
  range('10.0.0.0/8', 'named', 'a private address'),
  range('100.100.100.200/32', 'allowed', "a cloud's metadata address"),
  range('100.64.0.0/10', 'named', 'a carrier-grade NAT address'),
  range('127.0.0.0/8', 'named', 'a loopback address'),
  range('169.254.0.0/16', 'allowed', 'a link-local or metadata address'),
  range('172.16.0.0/12', 'named', 'a private address'),
  range('192.0.0.0/24', 'allowed', 'a protocol assignment or metadata address'),
  range('192.0.2.0/24', 'named', 'a documentation address'),
  range('192.88.99.0/24', 'allowed', 'a 6to4 relay address'),
  range('192.168.0.0/16', 'named', 'a private address'),
  range('198.18.0.0/15', 'named', 'a benchmarking address'),
  range('198.51.100.0/24', 'named', 'a documentation address'),
  range('203.0.113.0/24', 'named', 'a documentation address'),
  range('224.0.0.0/4', 'allowed', 'a multicast address'),
  range('240.0.0.0/4', 'allowed', 'a reserved address'),
];

const IPV6: readonly Range[] = [
  range('::/128', 'named', 'an address of this machine'),
  range('::1/128', 'named', 'a loopback address'),
  range('fd00:ec2::/32', 'allowed', "a cloud's metadata address"),
  range('fc00::/7', 'named', 'a private address'),
  range('fe80::/10', 'allowed', 'a link-local address'),
  range('fec0::/10', 'named', 'a private address'),
  range('ff00::/8', 'allowed', 'a multicast address'),
  range('2001::/23', 'allowed', 'a protocol assignment or tunnel address'),
  range('2001:db8::/32', 'named', 'a documentation address'),
  range('3fff::/20', 'named', 'a documentation address'),
];

// Forms that carry an IPv4 address, and how far from the right it stands: what counts is where it leads.
const CARRIERS: readonly {
  readonly bits: bigint;
  readonly prefix: number;
  readonly shift: bigint;
}[] = [
  { bits: bitsOf('::ffff:0:0'), prefix: 96, shift: 0n }, // IPv4-mapped, RFC 4291
  { bits: bitsOf('::ffff:0:0:0'), prefix: 96, shift: 0n }, // translated, RFC 2765
  { bits: bitsOf('64:ff9b::'), prefix: 96, shift: 0n }, // NAT64, RFC 6052
  { bits: bitsOf('2002::'), prefix: 16, shift: 80n }, // 6to4, RFC 3056
  { bits: bitsOf('::'), prefix: 96, shift: 0n }, // IPv4-compatible, RFC 4291
];

const GLOBAL_UNICAST = { bits: bitsOf('2000::'), prefix: 3 };
const RESERVED: Hazard = { what: 'a reserved address', needs: 'allowed' };

/** What is special about an IP address; undefined where it is an ordinary public one. */
export function hazardOf(address: string): Hazard | undefined {
  const plain = address.replace(/%[^]*$/, '');
  const family = isIP(plain);
  if (family === 0) return RESERVED;
  const bits = bitsOf(plain);
  if (family === 4) return ipv4Hazard(bits);
  const special = IPV6.find((one) => isWithin(bits, one, 128));
  if (special !== undefined) return special;
  const carrier = CARRIERS.find((one) => isWithin(bits, one, 128));
  if (carrier !== undefined) return ipv4Hazard((bits >> carrier.shift) & 0xffff_ffffn);
  return isWithin(bits, GLOBAL_UNICAST, 128) ? undefined : RESERVED;
}

function ipv4Hazard(bits: bigint): Hazard | undefined {
  return IPV4.find((one) => isWithin(bits, one, 32));
}

function isWithin(
  bits: bigint,
  block: { readonly bits: bigint; readonly prefix: number },
  width: number,
): boolean {
  const shift = BigInt(width - block.prefix);
  return bits >> shift === block.bits >> shift;
}

/** The address as one number. It is valid; `::` and a dotted tail are understood. */
function bitsOf(address: string): bigint {
  if (!address.includes(':')) return joined(address.split('.'), 8n, 10);
  const dotted = /^(.*:)(\d+\.\d+\.\d+\.\d+)$/.exec(address);
  if (dotted !== null) {
    const low = bitsOf(dotted[2] ?? '');
    return bitsOf(`${dotted[1]}${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`);
  }
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = new Array<string>(8 - left.length - right.length).fill('0');
  return joined([...left, ...zeros, ...right], 16n, 16);
}

function joined(parts: readonly string[], width: bigint, radix: number): bigint {
  return parts.reduce((bits, part) => (bits << width) | BigInt(Number.parseInt(part, radix)), 0n);
}
