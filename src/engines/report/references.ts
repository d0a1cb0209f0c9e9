import { controls } from '../../catalogue/controls.ts';
import { techniques } from '../../catalogue/techniques.ts';
import { csaTopTen, owaspTopTen } from '../../catalogue/top-ten.ts';
import type { Finding } from '../../domain/finding.ts';

/** The published lists that a rule stands in, each entry by id and, where it is known, title. */
export interface Reference {
  readonly id: string;
  readonly title?: string;
}

type Lists = Pick<Finding, 'controls' | 'techniques' | 'top10'>;

/**
 * Looks the references of a rule or a finding up. A stored report may name what the catalogue no longer
 * has, or what no catalogue ever had, so only own keys count.
 */
export function referencesOf({ controls: ids, techniques: slugs, top10 }: Lists): {
  readonly controls: readonly Reference[];
  readonly techniques: readonly Reference[];
  readonly topTens: readonly Reference[];
} {
  return {
    controls: ids.map((id) => reference(id, own(controls, id)?.title)),
    techniques: slugs.map((id) => reference(id, own(techniques, id)?.title)),
    topTens: [
      ...top10.csa.map((id) => reference(`CSA ${id}`, own(csaTopTen, id))),
      ...top10.owasp.map((id) => reference(`OWASP ${id}`, own(owaspTopTen, id))),
    ],
  };
}

/** `INT-15 No hidden or deceptive characters`. */
export function named({ id, title }: Reference): string {
  return title === undefined ? id : `${id} ${title}`;
}

function own<T>(table: Readonly<Record<string, T>>, id: string): T | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}

function reference(id: string, title: string | undefined): Reference {
  return title === undefined ? { id } : { id, title };
}
