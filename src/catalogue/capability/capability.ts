import type { Definition } from '../../domain/definition.ts';
import { isObject, isString } from '../../domain/json.ts';
import type { Json } from '../../domain/json.ts';
import { list } from '../../domain/list.ts';
import type { Confidence } from '../../domain/severity.ts';
import { quote } from '../text/quote.ts';
import { nameSigns, parameterSigns, textSigns } from './signs.ts';

/**
 * What a tool can do that matters in a chain of calls. `untrusted`: brings in content that strangers
 * write; `sensitive`: reads private data; `outward`: carries data to somebody else; `store` and `recall`:
 * write to, and read from, what outlives a conversation.
 */
export const capabilityKinds = [
  'untrusted',
  'sensitive',
  'outward',
  'destructive',
  'money',
  'execution',
  'store',
  'recall',
] as const;
export type CapabilityKind = (typeof capabilityKinds)[number];

/** A capability with the reason to believe in it. A server describes itself, so none of this is proof. */
export interface Capability {
  readonly kind: CapabilityKind;
  readonly confidence: Confidence;
  /** What says so: `its name and the parameter "url"`. */
  readonly because: string;
}

const ENOUGH = 3;
const PLENTY = 5;
const MAX_NAME = 200;
const MAX_TEXT = 400;
const MAX_PARAMETERS = 100;
// Something that only looks cannot pay or destroy, whatever it looks at.
const LOOKS =
  /^(?:\w+ )?(?:get|list|read|search|find|show|view|describe|check|count|fetch|lookup|query|retrieve)\b/;
const ACTS: ReadonlySet<CapabilityKind> = new Set(['money', 'destructive', 'store']);

const known = new WeakMap<Definition, readonly Capability[]>();

/** What a tool seems able to do, by its name, description, parameters and annotations. Bounded and linear. */
export function capabilitiesOf(tool: Definition): readonly Capability[] {
  const before = known.get(tool);
  if (before !== undefined) return before;
  const found = classify(tool);
  known.set(tool, found);
  return found;
}

interface Evidence {
  weight: number;
  readonly says: Set<string>;
}

function classify({ name, raw }: Definition): Capability[] {
  const evidence = new Map<CapabilityKind, Evidence>();
  const add = (kind: CapabilityKind, weight: number, says: string): void => {
    const one = evidence.get(kind) ?? { weight: 0, says: new Set() };
    evidence.set(kind, one);
    one.weight += weight;
    one.says.add(says);
  };
  const words = wordsOf(name);
  for (const kind of capabilityKinds) {
    const sign = nameSigns.find((one) => one.kind === kind && one.shape.test(words));
    if (sign !== undefined) add(kind, sign.weight, 'its name');
  }
  const given = raw['description'];
  const text = isString(given) ? given.slice(0, MAX_TEXT).toLowerCase() : '';
  for (const { kind, shape, weight } of textSigns) {
    if (shape.test(text)) add(kind, weight, 'its description');
  }
  const parameters = parametersOf(raw['inputSchema']);
  for (const parameter of parameters) {
    const spoken = wordsOf(parameter);
    for (const { kind, shape, weight } of parameterSigns) {
      if (shape.test(spoken)) add(kind, weight, `the parameter ${quote(parameter)}`);
    }
  }
  addChosenAddress(parameters.map(wordsOf), add);
  addAnnotations(raw['annotations'], evidence, add);
  if (LOOKS.test(words)) for (const kind of ACTS) evidence.delete(kind);
  return [...evidence]
    .filter(([, { weight }]) => weight >= ENOUGH)
    .map(([kind, { says, weight }]) => ({
      kind,
      confidence: weight >= PLENTY ? 'high' : 'medium',
      because: list([...says], 4),
    }));
}

type Add = (kind: CapabilityKind, weight: number, says: string) => void;

/** An address of the model's choosing carries data out: in a body openly, in its own path and query else. */
function addChosenAddress(parameters: readonly string[], add: Add): void {
  const has = (shape: RegExp): boolean => parameters.some((parameter) => shape.test(parameter));
  if (has(/^(?:url|uri|endpoint|webhook url)$/)) {
    const isBody = has(/^(?:body|data|payload|json|form|headers|method|content)$/);
    add(
      'outward',
      isBody ? 4 : 3,
      isBody ? 'an address with a body' : 'an address of the model’s choice',
    );
  }
  if (
    has(/^(?:to|recipients?|channel(?: id)?|chat id)$/) &&
    has(/^(?:body|text|message|content|subject)$/)
  ) {
    add('outward', 3, 'a recipient with a message');
  }
  if (
    has(/^amount$/) &&
    has(/^(?:currency|iban|to|recipient|account|wallet|address|to account)$/)
  ) {
    add('money', 3, 'an amount with a recipient');
  }
}

/** Hints are what a server says of itself: they add to other evidence, and prove nothing alone. */
function addAnnotations(
  annotations: Json | undefined,
  evidence: ReadonlyMap<CapabilityKind, Evidence>,
  add: Add,
): void {
  if (!isObject(annotations)) return;
  if (annotations['openWorldHint'] === true) {
    for (const kind of ['untrusted', 'outward'] as const) {
      if (evidence.has(kind)) add(kind, 1, 'its annotations');
    }
  }
  if (annotations['destructiveHint'] === true && annotations['readOnlyHint'] !== true) {
    add('destructive', 3, 'its annotations');
  }
}

/** `fetchPage`, `fetch_page` and `fetch-page` as "fetch page". */
function wordsOf(name: string): string {
  return name
    .slice(0, MAX_NAME)
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[^A-Za-z\d]+/g, ' ')
    .trim()
    .toLowerCase();
}

function parametersOf(schema: Json | undefined): string[] {
  const properties = isObject(schema) ? schema['properties'] : undefined;
  return isObject(properties) ? Object.keys(properties).slice(0, MAX_PARAMETERS) : [];
}
