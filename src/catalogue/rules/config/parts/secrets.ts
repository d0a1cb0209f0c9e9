import type { JsonPointer } from '../../../../domain/json.ts';
import { MASK } from '../../../../domain/redact.ts';
import type { ConfigSubject, Match } from '../../../../domain/rule.ts';
import { findSecret } from '../../../../domain/secret-find.ts';
import type { FoundSecret } from '../../../../domain/secret-find.ts';
import { formIn } from '../../../secrets/index.ts';

/**
 * The match for a literal secret that stands under a name; undefined where the value is none. What is
 * certain, or stands in a file that a repository carries, is graver than what only its name tells.
 */
export function secretMatch(
  { scope }: ConfigSubject,
  at: JsonPointer,
  name: string,
  value: string,
): Match | undefined {
  const found = findSecret(value, name) ?? formOf(value);
  if (found === undefined) return undefined;
  const isShared = scope === 'project';
  return {
    at,
    shows: name === '' ? MASK : `${name} = ${MASK}`,
    because: `Kind: ${found.kind}${isShared ? ', in a file that the project carries' : ''}.`,
    severity: found.isCertain || isShared ? 'high' : 'medium',
    confidence: found.isCertain ? 'high' : 'medium',
  };
}

/** What the issuer's form tells where neither the name nor a common form does. */
export function formOf(value: string): FoundSecret | undefined {
  const form = formIn(value.slice(0, 20_000));
  return form && { kind: form.kind, isCertain: true, offset: form.start };
}

/** Names with their values within a text: `--name=value`, `NAME=value`, `"name": "value"`, `Name: value`. */
export function pairsIn(text: string): { readonly name: string; readonly value: string }[] {
  const pairs = text
    .slice(0, 20_000)
    .matchAll(
      /(?<![\w.-])(-{0,2}[A-Za-z_][\w.-]{0,100})["']?\s{0,2}[=:]\s{0,2}(?:"([^"]*)"|'([^']*)'|([^\s;&,"'})]+))/g,
    );
  return [...pairs].map(([, name = '', double, single, bare]) => ({
    name: name.replace(/^-+/, ''),
    value: double ?? single ?? bare ?? '',
  }));
}
