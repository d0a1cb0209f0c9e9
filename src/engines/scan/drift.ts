import type { Introspection } from '../../domain/introspection.ts';
import type { Match, Variation } from '../../domain/rule.ts';
import { compareLists } from '../lock/index.ts';
import type { Found, Group, Looked } from './groups.ts';

/** What each server offered when it was asked again, compared with what it offered first. */
export function driftGroups(looked: readonly Looked[]): Group<'drift'>[] {
  return looked.map(({ look, server }): Group<'drift'> => {
    const group = { name: server.id, server: server.id, cases: [] };
    if (!look.seen) {
      const outcome = look.problem.reason === 'disabled' ? 'not-applicable' : 'unable';
      return { ...group, instead: { outcome, why: look.problem.why } };
    }
    const { again } = look.introspection;
    if (again === undefined) {
      const why = 'the server was asked once';
      return { ...group, instead: { outcome: 'not-applicable', why } };
    }
    const [failed] = again.unable;
    const subject = {
      server: server.id,
      asked: again.asked,
      variations: variationsOf(look.introspection),
    };
    const found = (match: Match): Found => foundIn(match, server.id);
    const partly = failed === undefined ? {} : { partly: `it could not be asked again: ${failed}` };
    return { ...group, cases: [{ subject, found, ...partly }] };
  });
}

function variationsOf({ again, definitions }: Introspection): Variation[] {
  return (again?.observations ?? []).map(({ definitions: later, ...how }) => {
    return { ...how, changes: compareLists(definitions, later).flatMap(({ changes }) => changes) };
  });
}

function foundIn({ at, of, shows }: Match, server: string): Found {
  if (of === undefined) throw new Error('a match in what changed names its definition');
  const { kind, name } = of;
  return {
    place: { in: 'definition', server, kind, name, pointer: at },
    shows,
    about: [kind, name],
  };
}
