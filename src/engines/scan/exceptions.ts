import type { ExceptionSubject } from '../../domain/exception.ts';
import type { Group } from './groups.ts';

/** The exceptions of an audit, by the file that they stand in. */
export function exceptionGroups(uses: readonly ExceptionSubject[]): Group<'exception'>[] {
  const files = Map.groupBy(uses, ({ place }) => place.path);
  return [...files].map(([name, some]) => ({
    name,
    cases: some.map((subject) => ({
      subject,
      found: ({ shows }) => ({
        place: subject.place,
        shows,
        about: [subject.from, subject.rule ?? '', subject.reason],
      }),
    })),
  }));
}
