import type { Builtin } from './index.ts';
import { weakly } from './questions.ts';
import type { Call } from '../run/arguments.ts';
import { bits } from '../run/assurance.ts';
import { know } from '../run/knowing.ts';
import type { Activation, Machine } from '../run/machine.ts';
import {
  UNKNOWN,
  Value,
  copied,
  elements,
  foreign,
  joinLabels,
  list,
  record,
  withBits,
  withPart,
} from '../run/value.ts';
import type { Label } from '../run/value.ts';

type Named = readonly (readonly [string, Builtin])[];

/** `new URL(text, base)`: with a base, a relative text stays on its host, and an absolute one does not. */
const parsed: Builtin = (_m, act, { args }) => {
  const [text, base] = args.positional;
  if (text === undefined || text.labels.length === 0) return undefined;
  if (base !== undefined && staysOnHost(act, text)) return onHostOf(text);
  return foreign(withPart(text.labels, 'url'));
};

const WITHOUT_HOST = bits('component', 'plain', 'url-encoded', 'number', 'listed');

/**
 * A reference that starts with constant text other than a scheme or `//`, or with what can have neither,
 * does not leave its base's host.
 */
function staysOnHost(act: Activation, { labels, prefix }: Value): boolean {
  if (/^(?!\/[\\/]|[\\/]{2})(?:[\w.-]*[/?#]|[\w-]+$)/.test(prefix)) return true;
  const first = labels.filter(({ bits: made }) => (made & bits('led')) === 0);
  return (
    first.length > 0 &&
    first.every(
      ({ bits: made, origin }) => ((made | (act.facts?.bitsOf(origin) ?? 0)) & WITHOUT_HOST) !== 0,
    )
  );
}

function onHostOf({ labels }: Value): Value {
  return foreign(withBits(labels, bits('after-host', 'scheme-listed')));
}

const looked: Builtin = (_m, _act, { args }) => {
  const [host] = args.positional;
  if (host === undefined || host.labels.length === 0) return undefined;
  const address = foreign(withPart(host.labels, 'address'));
  // Node gives a record, a list of them, or a list of addresses.
  const fields = new Map([['address', address]]);
  return Object.assign(elements(Object.assign(copied(address), { fields })), { fields });
};

/** Python's list of tuples: the last of each is the address and the port. */
const lookedUp: Builtin = (machine, act, call) => {
  const address = looked(machine, act, call)?.element;
  if (address === undefined) return undefined;
  return elements(list([UNKNOWN, UNKNOWN, UNKNOWN, UNKNOWN, list([address, UNKNOWN])]));
};

/** Go's resolver is given a context before the name, and gives addresses and an error. */
function lookedUpIn(at: number): Builtin {
  return (_m, _act, { args }) =>
    list([elements(foreign(withPart(args.positional[at]?.labels ?? [], 'address'))), UNKNOWN]);
}

/** A request of Go goes where its URL says; with it comes an error. */
function requestTo(at: number): Builtin {
  return (_m, _act, { args }) => {
    const url = args.positional[at];
    if (url === undefined || url.labels.length === 0) return undefined;
    const made = record(new Map([['URL', foreign(withPart(url.labels, 'url'))]]), true);
    for (const other of args.positional.slice(at + 1))
      made.labels = joinLabels(made.labels, other.labels);
    return list([made, UNKNOWN]);
  };
}

export const urlNames: Named = [
  ['URL', parsed],
  ['url.URL', parsed],
  ['url.parse', parsed],
  ['urllib.parse.urlparse', parsed],
  ['urllib.parse.urlsplit', parsed],
  ['net/http.NewRequest', requestTo(1)],
  ['net/http.NewRequestWithContext', requestTo(2)],
  ['net/url.Parse', (machine, act, call) => pair(parsed(machine, act, call))],
  ['net/url.ParseRequestURI', (machine, act, call) => pair(parsed(machine, act, call))],
  ['dns.lookup', looked],
  ['dns.resolve4', looked],
  ['dns.resolve', looked],
  ['dns.resolve6', looked],
  ...['lookup', 'resolve', 'resolve4', 'resolve6'].flatMap((name) => [
    [`dns.promises.${name}`, looked] as const,
    [`dns/promises.${name}`, looked] as const,
  ]),
  ['socket.getaddrinfo', lookedUp],
  ['socket.gethostbyname', looked],
  ['socket.gethostbyname_ex', looked],
  ['net.LookupIP', (machine, act, call) => pair(looked(machine, act, call))],
  ['net.LookupHost', (machine, act, call) => pair(looked(machine, act, call))],
  ...(
    [
      ['LookupIPAddr', 1],
      ['LookupHost', 1],
      ['LookupIP', 2],
      ['LookupNetIP', 2],
    ] as const
  ).map(([name, at]) => [`net.DefaultResolver.${name}`, lookedUpIn(at)] as const),
  ['ipaddress.ip_address', addressOf],
  ['ipaddress.IPv4Address', addressOf],
  ['ipaddress.IPv6Address', addressOf],
  [
    'urllib.parse.urljoin',
    (_m, act, { args }) => {
      const [base = UNKNOWN, text = UNKNOWN] = args.positional;
      const added = staysOnHost(act, text) ? onHostOf(text).labels : withPart(text.labels, 'url');
      return foreign(joinLabels(withPart(base.labels, 'url'), added));
    },
  ],
];

/** It throws where a text is no address: what is one has nothing in it but digits, letters and separators. */
function addressOf(_machine: Machine, act: Activation, { args }: Call): Value | undefined {
  const [text] = args.positional;
  if (text !== undefined && act.facts !== undefined)
    act.facts = know(
      act.facts,
      // That what a name resolves to is an address says nothing of which.
      text.labels.filter(({ part }) => part !== 'address'),
      ADDRESS,
    );
  return text;
}

const ADDRESS = bits('plain', 'component', 'relative', 'shell-quoted', 'no-dash', 'one-line');

function pair(value: Value | undefined): Value | undefined {
  return value === undefined ? undefined : list([value, UNKNOWN]);
}

/** Asks an address, or a host as it is written, whether it is private. */
function asked(act: Activation, call: Call, labels: readonly Label[]): Value | undefined {
  if (labels.length === 0 || act.facts === undefined) return undefined;
  const made = new Value();
  const isResolved = labels.some(({ part }) => part === 'address');
  const weak = isResolved
    ? undefined
    : weakly(act, call, 'the name is not resolved before its address is looked at', 'url');
  const gained = isResolved ? bits('address-checked') : bits('weakly-checked');
  const checked = know(act.facts, labels, gained, weak);
  const isPublic = call.method === 'IsGlobalUnicast';
  made.yes = isPublic ? checked : act.facts;
  made.no = isPublic ? act.facts : checked;
  return made;
}

export const urlMethods: Named = [
  // Of an event loop, which asks in another thread.
  [
    'getaddrinfo',
    (machine, act, call) =>
      call.receiver?.labels.length === 0 ? lookedUp(machine, act, call) : undefined,
  ],
  ...['IsPrivate', 'IsLoopback', 'IsLinkLocalUnicast', 'IsUnspecified', 'IsGlobalUnicast'].map(
    (name) =>
      [
        name,
        ((_m, act, call) => asked(act, call, call.receiver?.labels ?? [])) satisfies Builtin,
      ] as const,
  ),
  [
    'geturl',
    (_m, _act, { receiver }) =>
      receiver === undefined || receiver.labels.length === 0
        ? undefined
        : foreign(withPart(receiver.labels, 'url')),
  ],
  [
    'Hostname',
    (_m, _act, { receiver }) =>
      receiver?.labels.some(({ part }) => part === 'url') === true
        ? foreign(withPart(receiver.labels, 'host'))
        : undefined,
  ],
  ...['toString', 'String'].map(
    (name) =>
      [
        name,
        ((_m, _act, { receiver }) =>
          receiver?.labels.some(({ part }) => part === 'url') === true
            ? foreign(receiver.labels)
            : undefined) satisfies Builtin,
      ] as const,
  ),
];
