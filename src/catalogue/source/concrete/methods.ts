import { applied, isPassing, trimmed } from './library.ts';
import type { Given } from './library.ts';
import { matchObjectsIn, matchesIn, patternOf, replaced, search, splitBy } from './patterns.ts';
import {
  List,
  Match,
  OPAQUE,
  Pattern,
  Table,
  UNKNOWN,
  Vague,
  isAmong,
  isSame,
  turnsOf,
} from './values.ts';
import type { Concrete } from './values.ts';

/** What a method of a value that is known gives; undefined where that is not known. */
export function methodOf(receiver: Concrete, name: string, given: Given): Concrete | undefined {
  if (typeof receiver === 'string') return textMethod(receiver, name, given);
  if (receiver instanceof Pattern) return patternMethod(receiver, name, given);
  if (receiver instanceof Match) return matchMethod(receiver, name, given);
  if (receiver instanceof List) return listMethod(receiver, name, given);
  return receiver instanceof Table ? tableMethod(receiver, name, given) : undefined;
}

const SPACE = ' \t\n\r\f\v';

function textMethod(text: string, name: string, given: Given): Concrete | undefined {
  const [first, second] = given.positional;
  const characters = typeof first === 'string' ? first : SPACE;
  switch (name) {
    case 'lower':
    case 'toLowerCase':
    case 'casefold':
      return text.toLowerCase();
    case 'upper':
    case 'toUpperCase':
      return text.toUpperCase();
    case 'strip':
    case 'trim':
      return trimmed(text, characters, true, true);
    case 'lstrip':
    case 'trimStart':
      return trimmed(text, characters, true, false);
    case 'rstrip':
    case 'trimEnd':
      return trimmed(text, characters, false, true);
    case 'toString':
    case 'valueOf':
    case 'normalize':
    case 'encode':
    case 'decode':
      return text;
    case 'startsWith':
    case 'startswith':
      return anyOf(first, (one) => text.startsWith(one));
    case 'endsWith':
    case 'endswith':
      return anyOf(first, (one) => text.endsWith(one));
    case 'includes':
      return anyOf(first, (one) => text.includes(one));
    case 'indexOf':
    case 'find':
      return typeof first === 'string' ? text.indexOf(first) : undefined;
    case 'count':
      return typeof first === 'string' && first !== '' ? text.split(first).length - 1 : undefined;
    case 'charAt':
      return typeof first === 'number' ? text.charAt(first) : undefined;
    case 'at':
      return typeof first === 'number' ? (text.at(first) ?? null) : undefined;
    case 'isspace':
      return text !== '' && text.trim() === '';
    case 'isalpha':
      return /^[A-Za-z]+$/.test(text);
    case 'isalnum':
      return /^[A-Za-z0-9]+$/.test(text);
    case 'isdigit':
      return /^\d+$/.test(text);
    case 'splitlines':
      return new List(text.split('\n'));
    case 'split':
    case 'rsplit':
      return split(text, first, second);
    case 'partition': {
      const at = typeof first === 'string' ? text.indexOf(first) : -1;
      if (typeof first !== 'string') return undefined;
      return new List(
        at < 0 ? [text, '', ''] : [text.slice(0, at), first, text.slice(at + first.length)],
      );
    }
    case 'slice':
    case 'substring':
      return typeof first === 'number' && (second === undefined || typeof second === 'number')
        ? text.slice(first, second)
        : undefined;
    case 'replace':
    case 'replaceAll':
      return replacedIn(text, name, given);
    case 'match':
    case 'search': {
      const pattern = patternOf(first);
      if (pattern === undefined) return undefined;
      if (name === 'match' && pattern.flags.includes('g')) {
        const all = matchesIn(pattern, text);
        return all instanceof Vague || all.items.length > 0 ? all : null;
      }
      const found = search(pattern, text, 'search');
      if (name === 'match' || found instanceof Vague) return found;
      return found === null ? -1 : found.at;
    }
    case 'matchAll': {
      const pattern = patternOf(first);
      return pattern === undefined ? undefined : matchObjectsIn(pattern, text);
    }
    case 'join': {
      const parts = first instanceof List ? first.items : undefined;
      return parts?.every((part) => typeof part === 'string') === true
        ? parts.join(text)
        : undefined;
    }
    case 'concat':
      return typeof first === 'string' ? text + first : undefined;
    default:
      return undefined;
  }
}

/** Python's methods take several texts at once. */
function anyOf(what: Concrete | undefined, fits: (one: string) => boolean): boolean | undefined {
  if (typeof what === 'string') return fits(what);
  if (!(what instanceof List)) return undefined;
  return what.items.some((one) => typeof one === 'string' && fits(one));
}

function split(
  text: string,
  by: Concrete | undefined,
  most: Concrete | undefined,
): Concrete | undefined {
  if (by instanceof Pattern) return splitBy(by, text);
  if (by === undefined || by === null)
    return new List(text.split(/\s+/).filter((one) => one !== ''));
  if (typeof by !== 'string' || by === '') return undefined;
  const parts = text.split(by);
  if (typeof most !== 'number' || parts.length <= most + 1) return new List(parts);
  return new List([...parts.slice(0, most), parts.slice(most).join(by)]);
}

function replacedIn(text: string, name: string, given: Given): Concrete | undefined {
  const [what, by] = given.positional;
  if (typeof by !== 'string') return undefined;
  if (what instanceof Pattern) return replaced(what, text, by, what.flags.includes('g'));
  if (typeof what !== 'string' || what === '') return undefined;
  const isEach = name === 'replaceAll' || given.place.module.language === 'python';
  return isEach ? text.replaceAll(what, () => by) : text.replace(what, () => by);
}

function patternMethod(
  pattern: Pattern,
  name: string,
  { positional }: Given,
): Concrete | undefined {
  const [first, second] = positional;
  const subject = ['sub', 'subn'].includes(name) ? second : first;
  if (typeof subject !== 'string') return undefined;
  switch (name) {
    case 'test':
    case 'MatchString': {
      const found = search(pattern, subject, 'search');
      return found instanceof Vague ? OPAQUE : found !== null;
    }
    case 'search':
    case 'exec':
      return search(pattern, subject, 'search');
    case 'match':
      return search(pattern, subject, 'match');
    case 'fullmatch':
      return search(pattern, subject, 'full');
    case 'findall':
    case 'FindAllString':
      return matchesIn(pattern, subject);
    case 'finditer':
      return matchObjectsIn(pattern, subject);
    case 'split':
      return splitBy(pattern, subject);
    case 'FindString': {
      const found = search(pattern, subject, 'search');
      return found instanceof Vague ? OPAQUE : (found?.groups[0] ?? '');
    }
    case 'sub':
      return typeof first === 'string' ? replaced(pattern, subject, first, true) : undefined;
    case 'ReplaceAllString':
      return typeof second === 'string' ? replaced(pattern, subject, second, true) : undefined;
    default:
      return undefined;
  }
}

function matchMethod(
  { at, groups }: Match,
  name: string,
  { positional: [nth] }: Given,
): Concrete | undefined {
  if (name === 'group')
    return typeof nth === 'string' ? OPAQUE : (groups[typeof nth === 'number' ? nth : 0] ?? null);
  if (name === 'groups') return new List(groups.slice(1).map((one) => one ?? null));
  return name === 'start' ? at : undefined;
}

function listMethod(list: List, name: string, given: Given): Concrete | undefined {
  const [first, second] = given.positional;
  const { items } = list;
  switch (name) {
    case 'some':
      return items.some((item) => isPassing(given, first, item));
    case 'every':
      return items.every((item) => isPassing(given, first, item));
    case 'filter':
      return new List(items.filter((item) => isPassing(given, first, item)));
    case 'find':
      return items.find((item) => isPassing(given, first, item)) ?? null;
    case 'map':
      return new List(items.map((item, nth) => applied(given, first, item, nth)));
    case 'forEach':
      for (const [nth, item] of items.entries()) applied(given, first, item, nth);
      return null;
    case 'includes':
    case 'has':
    case 'contains':
      return first === undefined ? undefined : isAmong(list, first);
    case 'indexOf':
    case 'index':
      return first === undefined
        ? undefined
        : items.findIndex((item) => isSame(item, first) === true);
    case 'join':
      return items.every((item) => typeof item === 'string')
        ? items.join(typeof first === 'string' ? first : ',')
        : undefined;
    case 'push':
    case 'append':
    case 'add':
      if (first !== undefined && items.length < 1000 && !(list.isSet && items.includes(first)))
        items.push(first);
      return null;
    case 'extend':
    case 'update':
      if (first !== undefined && items.length < 1000) items.push(...turnsOf(first));
      return null;
    case 'union':
      return first instanceof List ? new List([...items, ...first.items], true) : undefined;
    case 'intersection':
      return first instanceof List
        ? new List(
            items.filter((item) => first.items.includes(item)),
            true,
          )
        : undefined;
    case 'slice':
      return typeof first === 'number'
        ? new List(items.slice(first, typeof second === 'number' ? second : undefined))
        : new List([...items]);
    case 'pop':
      return items.pop() ?? null;
    case 'at':
      return typeof first === 'number' ? (items.at(first) ?? null) : undefined;
    case 'sort':
    case 'values':
    case 'keys':
      return list;
    default:
      return undefined;
  }
}

function tableMethod(
  { fields, type }: Table,
  name: string,
  { positional }: Given,
): Concrete | undefined {
  const [key, usual] = positional;
  if (type !== undefined) return undefined;
  switch (name) {
    case 'get':
      return typeof key === 'string' ? (fields.get(key) ?? usual ?? null) : UNKNOWN;
    case 'has':
    case 'hasOwnProperty':
      return typeof key === 'string' ? fields.has(key) : undefined;
    case 'keys':
      return new List([...fields.keys()]);
    case 'values':
      return new List([...fields.values()]);
    case 'items':
    case 'entries':
      return new List([...fields].map(([name, value]) => new List([name, value])));
    default:
      return undefined;
  }
}
