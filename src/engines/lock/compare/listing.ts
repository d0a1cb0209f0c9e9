import type { DefinitionKind } from '../../../domain/definition.ts';
import { changeKinds } from '../../../domain/drift.ts';
import type { Change, ChangeKind } from '../../../domain/drift.ts';
import { canonicalJson } from '../../../domain/json.ts';
import type { JsonObject } from '../../../domain/json.ts';
import { named } from './changes.ts';
import { compareDefinition } from './definition.ts';

/** A definition as it is compared: equal where the digests are, whatever else is known of it. */
export interface Known {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly digest: string;
  /** Undefined where it is too large to be kept, or was masked beyond comparison. */
  readonly content: JsonObject | undefined;
}

/** What became of one definition: one side is absent where it is new or gone. */
export interface Fate {
  readonly before: Known | undefined;
  readonly after: Known | undefined;
  readonly changes: readonly Change[];
}

/** Characters of a definition without its name, from which on it is told from all others. */
const DISTINCT = 60;

/**
 * Compares two listings of one server, whatever their order, and gives what differs: changed, new, gone
 * and renamed definitions. Nothing where both offer the same.
 */
export function compareListings(before: readonly Known[], after: readonly Known[]): Fate[] {
  const fates: Fate[] = [];
  const gone: Known[] = [];
  const fresh: Known[] = [];
  const [old, now] = [grouped(before), grouped(after)];
  for (const key of new Set([...old.keys(), ...now.keys()])) {
    const { left, right } = unequal(old.get(key) ?? [], now.get(key) ?? []);
    for (const [index, was] of left.entries()) {
      const is = right[index];
      if (is === undefined) gone.push(was);
      else fates.push({ before: was, after: is, changes: changesBetween(was, is) });
    }
    fresh.push(...right.slice(left.length));
  }
  return [...fates, ...comingAndGoing(gone, fresh)];
}

function changesBetween(before: Known, after: Known): Change[] {
  const [old, now] = [before.content, after.content];
  const changes =
    old === undefined || now === undefined
      ? []
      : compareDefinition({ ...before, raw: old }, { ...after, raw: now });
  return changes.length > 0 ? changes : [lone('unseen', after, 'its digest is another')];
}

/** Definitions that are alike but for the name are one that was renamed. */
function comingAndGoing(gone: readonly Known[], fresh: readonly Known[]): Fate[] {
  const heirs = new Map<string, Known[]>();
  for (const is of fresh) {
    const body = bodyOf(is);
    if (body !== undefined) heirs.set(body, [...(heirs.get(body) ?? []), is]);
  }
  const taken = new Set<Known>();
  const fates = gone.map((was): Fate => {
    const [heir, other] = heirs.get(bodyOf(was) ?? '') ?? [];
    if (heir === undefined || other !== undefined || taken.has(heir)) {
      const removed = lone('removed-definition', was, `${nounOf(was)} gone`);
      return { before: was, after: undefined, changes: [removed] };
    }
    taken.add(heir);
    const what = `${named(was.name)} is called ${named(heir.name)} now`;
    const renamed = { ...lone('renamed', heir, what), before: was.name, after: heir.name };
    return { before: was, after: heir, changes: [renamed] };
  });
  for (const is of fresh) {
    if (taken.has(is)) continue;
    const added = lone('new-definition', is, `${nounOf(is)} new`);
    fates.push({ before: undefined, after: is, changes: [added] });
  }
  return fates;
}

function lone(change: ChangeKind, { kind, name }: Known, what: string): Change {
  const isGraver = kind === 'instructions' && change === 'new-definition';
  const grade = isGraver ? changeKinds.instructions.grade : changeKinds[change].grade;
  return { kind, name, change, grade, at: '', what };
}

function nounOf({ kind }: Known): string {
  if (kind === 'instructions') return 'the instructions are';
  return kind === 'server' ? 'the name and version of the server are' : `the ${kind} is`;
}

/** What is left on each side once equal definitions are taken away in pairs. */
function unequal(
  olds: readonly Known[],
  news: readonly Known[],
): { readonly left: Known[]; readonly right: Known[] } {
  const counts = new Map<string, number>();
  for (const { digest } of news) counts.set(digest, (counts.get(digest) ?? 0) + 1);
  const paired = new Map<string, number>();
  const left = olds.filter(({ digest }) => {
    const free = (counts.get(digest) ?? 0) - (paired.get(digest) ?? 0);
    if (free > 0) paired.set(digest, (paired.get(digest) ?? 0) + 1);
    return free <= 0;
  });
  const right = news.filter(({ digest }) => {
    const open = paired.get(digest) ?? 0;
    if (open > 0) paired.set(digest, open - 1);
    return open <= 0;
  });
  return { left, right };
}

function grouped(definitions: readonly Known[]): Map<string, Known[]> {
  const groups = new Map<string, Known[]>();
  for (const definition of definitions) {
    const key = `${definition.kind} ${definition.name}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [definition]);
    else group.push(definition);
  }
  return groups;
}

/** A definition without its name; undefined where that leaves too little to know it by. */
function bodyOf({ content, kind }: Known): string | undefined {
  if (content === undefined) return undefined;
  const { name: _name, uri: _uri, uriTemplate: _template, ...body } = content;
  const text = canonicalJson(body);
  return text.length < DISTINCT ? undefined : `${kind} ${text}`;
}
