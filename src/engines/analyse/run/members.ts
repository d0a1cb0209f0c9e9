import type { Span } from '../../../domain/source.ts';
import { UNDER_FOREIGN_KEY } from './assigned.ts';
import { HARMLESS, bits } from './assurance.ts';
import { memberOfClass, memberOfInstance, methodsLike } from './classes.ts';
import { exportOf } from './imports.ts';
import { assumeListed, know, without } from './knowing.ts';
import { enteringValue } from './entries.ts';
import type { Activation, Machine } from './machine.ts';
import type { ClassInfo } from './modules.ts';
import { plainName } from './names.ts';
import {
  UNKNOWN,
  Value,
  copied,
  elementOf,
  elements,
  foreign,
  join,
  joinLabels,
  named,
  uncertain,
  withBits,
  withPart,
} from './value.ts';
import type { Label } from './value.ts';

/** `value.name`. */
export function memberOf(
  machine: Machine,
  act: Activation,
  value: Value,
  name: string,
  at: Span,
): Value {
  if (value.module !== undefined) {
    const offered = exportOf(machine, value.module, name);
    machine.growth.noteRead(value.module.frame, name, offered, act.node);
    return offered;
  }
  const field = value.fields?.get(name);
  if (field !== undefined) return field;
  if (value.class !== undefined) {
    const found = memberOfClass(machine, act, value.class, name, value);
    if (found !== undefined) return found;
  }
  if (value.instance !== undefined) {
    const found = memberOfAny(machine, act, value.instance, name, value);
    if (found?.name !== undefined && found.labels.length === 0)
      found.labels = enteringValue(machine, act, found.name, at);
    if (found !== undefined) return found;
  }
  const { labels } = value;
  if (labels.length > 0) {
    if (name === 'length' || name === 'size') {
      const made = foreign(withPart(withBits(labels, HARMLESS), 'length'));
      return made;
    }
    const part = value.name === 'pathlib.Path()' ? partOfPath(labels, name) : undefined;
    if (part !== undefined) return part;
    if (PRIVATE.has(name)) return privacy(act, labels, name, at);
    const parts = partOfUrl(labels, name);
    if (parts !== undefined) return foreign(parts);
  }
  if (name === 'length' && (value.items !== undefined || value.element !== undefined))
    return UNKNOWN;
  const made = new Value();
  made.isInfluenced = value.isInfluenced;
  if (value.name !== undefined) {
    made.name = plainName(`${value.name}.${name}`);
    const entering = enteringValue(machine, act, made.name, at);
    made.labels = joinLabels(secretIn(machine, act, made.name, at), entering);
    // All that is in a request comes in with it.
    made.isOpen = entering.length > 0;
  }
  if (labels.length > 0) {
    const inner = labels.map((label) => ({ ...label, origin: label.origin.child(name) }));
    made.labels = joinLabels(
      made.labels,
      value.isOpen || value.name === undefined ? inner : uncertain(inner),
    );
  }
  if (value.isOpen && value.element !== undefined) return join(made, value.element);
  if (name.startsWith('$') && labels.length > 0 && act.facts !== undefined) {
    made.yes = act.facts;
    made.no = without(act.facts, labels, [name]);
  }
  return made;
}

/** The member that an instance has, whichever of its classes it is of. */
function memberOfAny(
  machine: Machine,
  act: Activation,
  first: ClassInfo,
  name: string,
  value: Value,
): Value | undefined {
  if (value.others === undefined) return memberOfInstance(machine, act, first, name, value);
  let found: Value | undefined;
  for (const info of [first, ...value.others]) {
    const self = copied(value);
    self.instance = info;
    self.others = undefined;
    const member = memberOfInstance(machine, act, info, name, self);
    if (member !== undefined) found = found === undefined ? member : join(found, member);
  }
  return found;
}

const URL_PARTS: Readonly<Record<string, 'host' | 'scheme' | 'url'>> = {
  host: 'host',
  hostname: 'host',
  Host: 'host',
  Hostname: 'host',
  netloc: 'host',
  origin: 'host',
  protocol: 'scheme',
  scheme: 'scheme',
  Scheme: 'scheme',
  href: 'url',
};

/** What Python's paths are made of. */
function partOfPath(labels: readonly Label[], name: string): Value | undefined {
  if (name === 'name' || name === 'stem' || name === 'suffix')
    return foreign(withBits(labels, bits('component')));
  if (name === 'parts')
    return elements(foreign(withBits(labels, bits('component'), bits('led', 'no-dash'))));
  if (name === 'parents') return elements(named('pathlib.Path()', labels));
  return name === 'parent' || name === 'absolute' ? named('pathlib.Path()', labels) : undefined;
}

const PRIVATE = new Set([
  'is_private',
  'is_loopback',
  'is_link_local',
  'is_reserved',
  'is_multicast',
  'is_global',
]);

/** The first of a text; what a name was resolved to is a tuple that starts with the address. */
function firstOf(part: Label['part']): Label['part'] {
  if (part === 'address') return part;
  return part === undefined ? 'first' : undefined;
}

/** Python asks addresses by properties. */
function privacy(
  act: Activation,
  labels: readonly Label[],
  name: string,
  { at, end }: Span,
): Value {
  const made = new Value();
  if (act.facts === undefined) return made;
  const isResolved = labels.some(({ part }) => part === 'address');
  const weak = {
    module: act.module.module,
    at,
    end,
    why: 'the name is not resolved before its address is looked at',
    about: 'url' as const,
  };
  const checked = know(
    act.facts,
    labels,
    bits(isResolved ? 'address-checked' : 'weakly-checked'),
    isResolved ? undefined : weak,
  );
  // Heeded or not, a look at the host as it is written is worth telling of.
  const isPublic = name === 'is_global';
  made.yes = isPublic || !isResolved ? checked : act.facts;
  made.no = isPublic && isResolved ? act.facts : checked;
  return made;
}

/** A parsed URL's parts stand for the URL: what is checked of the host is checked of it. */
function partOfUrl(labels: readonly Label[], name: string): readonly Label[] | undefined {
  const part = URL_PARTS[name];
  if (part === undefined || !labels.some((label) => label.part === 'url')) return undefined;
  return withPart(labels, part);
}

/** Where a credential is kept, what it is called, how it is used: not the credential. */
const ABOUT_SECRETS =
  /(?:_(?:ARN|MODE|TYPE|URL|URI|NAME|ID|FILE|PATH|DIR|FOLDER|ENABLED|DISABLED|REQUIRED|PROVIDER|HEADER|METHOD|EXPIRY|TTL|HOST|PORT|REGION|SCOPES?|AUDIENCE|ISSUER|SERVER|ENDPOINT|DOMAIN|CLASS|BACKEND|ALGORITHM|LENGTH|LIMIT|LIFETIME)|(?:TAG|PARTITION|SORT|PRIMARY|PUBLIC|CACHE)_?KEY)$/i;
const SECRET_NAME =
  /(?:^|_)(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD|PWD|CREDENTIALS?|APIKEY|(?:BASIC|HTTP|PROXY|NPM|REGISTRY)_AUTH)(?:_|$)/i;
const ENVIRONMENT = /^(?:process\.env|os\.environ|import\.meta\.env|Deno\.env|Bun\.env)\.(\w+)$/;

/** A credential of the program's own, out of its environment. */
export function secretIn(
  machine: Machine,
  act: Activation,
  name: string,
  at: Span,
): readonly Label[] {
  const variable = ENVIRONMENT.exec(name)?.[1];
  if (variable === undefined || !SECRET_NAME.test(variable) || ABOUT_SECRETS.test(variable)) {
    return [];
  }
  const { module } = act.module;
  return [
    machine.source(
      'secret',
      variable,
      module,
      at,
      `the credential \`${variable}\` is read from the environment`,
    ),
  ];
}

/** `value[index]`. */
export function indexed(
  machine: Machine,
  act: Activation,
  value: Value,
  index: Value,
  at: Span,
): Value {
  // Go: a function with its type arguments.
  if (value.closures !== undefined && act.module.module.language === 'go') return value;
  const key = index.constant;
  if (key === undefined && value.instance !== undefined) {
    const methods = methodsLike(value.instance, index, value);
    if (methods !== undefined) return methods;
  }
  if (typeof key === 'string') return memberOf(machine, act, value, key, at);
  if (typeof key === 'number') {
    if (value.items !== undefined) return value.items.at(key) ?? UNKNOWN;
    if (
      key === 0 &&
      value.labels.length > 0 &&
      value.fields === undefined &&
      value.element === undefined
    ) {
      return foreign(value.labels.map((label) => ({ ...label, part: firstOf(label.part) })));
    }
  }
  const element = elementOf(value);
  const isOfOwn = element === UNKNOWN || value.name === UNDER_FOREIGN_KEY;
  if (isOfOwn && index.labels.length > 0) return named(UNDER_FOREIGN_KEY);
  // What is found in a fixed collection under a foreign key was a key of it.
  if (!value.isFixed || value.fields === undefined || act.facts === undefined) return element;
  if (index.labels.length === 0) return element;
  const found = copied(element);
  found.yes = assumeListed(act.facts, index.labels);
  found.no = act.facts;
  return found;
}
