import { passagesOf } from '../../domain/definition.ts';
import type { Definition, Listing } from '../../domain/definition.ts';
import { quoted } from '../../domain/escape.ts';
import type { Step } from '../../domain/finding.ts';
import type { Look } from '../../domain/introspection.ts';
import { canonicalJson, pointer } from '../../domain/json.ts';
import type { Place } from '../../domain/place.ts';
import type { Program } from '../../domain/program.ts';
import type { Match, MatchOf, RuleFamily, Subjects } from '../../domain/rule.ts';
import type { ConfigFile, Server, ServerEntry } from '../../domain/server.ts';
import { lineAndColumn } from '../../domain/source.ts';
import { compareLists } from '../lock/index.ts';

// What there is to judge, family by family: each thing with the name it has in the coverage, and with
// how a rule's match in it becomes a place and evidence.

/** A server with what one look at it brought. */
export interface Looked {
  readonly server: Server;
  readonly look: Look;
}

/** A program whose source was analysed, or the reason why there is none. */
export interface Analysed {
  /** Its name in the coverage: a folder, or a package. */
  readonly name: string;
  /** Id of the server whose program it is, where that is known. */
  readonly server?: string;
  /** The path that stands before the paths of its modules; empty for none. */
  readonly root: string;
  readonly program?: Program;
  /** Files that were not analysed, or only in part. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
}

/** Where a match is, and what it shows. */
export interface Found {
  readonly place: Place;
  readonly shows: string;
  /** What the finding is about, free of line numbers: its identity across runs. */
  readonly about: readonly string[];
  readonly steps?: readonly Step[];
  /** What is to be said beside the rule's own reason. */
  readonly because?: string;
}

/** One thing for a rule to judge. */
export interface Case<F extends RuleFamily> {
  readonly subject: Subjects[F];
  /** Set where the subject is not whole, so that to find nothing in it is no pass. */
  readonly partly?: string;
  readonly found: (match: MatchOf<F>) => Found;
}

/** All that a rule is to judge under one name in the coverage: a server, a file or a program. */
export interface Group<F extends RuleFamily> {
  readonly name: string;
  readonly server?: string;
  readonly cases: readonly Case<F>[];
  /** Set where there is nothing to judge: the outcome that every rule of the family then has. */
  readonly instead?: { readonly outcome: 'unable' | 'not-applicable'; readonly why: string };
}

/** Characters of one server's definitions. Rules take seconds for a million, and others wait. */
const MAX_TEXT = 2_000_000;
/** The same for one list that a server showed later: there may be several. */
const MAX_LATER_TEXT = 200_000;
/** Characters of evidence from a source file. */
const MAX_SHOWN = 200;

export function definitionGroups(looked: readonly Looked[]): Group<'definition'>[] {
  const listings = new Map<string, Listing>();
  for (const { server, look } of looked) {
    if (!look.seen) continue;
    const { definitions } = look.introspection;
    listings.set(server.id, { server: server.id, title: server.name, definitions });
  }
  return looked.map(({ server, look }): Group<'definition'> => {
    const group = { name: server.id, server: server.id, cases: [] };
    if (!look.seen) {
      const outcome = look.problem.reason === 'disabled' ? 'not-applicable' : 'unable';
      return { ...group, instead: { outcome, why: look.problem.why } };
    }
    const listing = listings.get(server.id);
    if (listing === undefined || listing.definitions.length === 0) {
      return {
        ...group,
        instead: { outcome: 'not-applicable', why: 'the server defines nothing' },
      };
    }
    const others = [...listings.values()].filter((other) => other !== listing);
    return {
      ...group,
      cases: [...definitionCases(listing, others), ...laterCases(server, look, others)],
    };
  });
}

/**
 * The definitions that a server showed only when it was asked again: the rules for definitions judge them
 * too, and their findings say who is shown them.
 */
function laterCases(
  { id, name: title }: Server,
  look: Look & { readonly seen: true },
  others: readonly Listing[],
): Case<'definition'>[] {
  const { again, definitions } = look.introspection;
  const told = new Set<string>();
  return (again?.observations ?? []).flatMap(({ definitions: later, says, way }) => {
    const fresh = compareLists(definitions, later).flatMap(({ after }) => after ?? []);
    const listing = {
      server: id,
      title,
      definitions: fresh.filter(({ kind, name, raw }) => {
        const key = canonicalJson([kind, name, raw]);
        return !told.has(key) && told.add(key);
      }),
    };
    const because = `It is shown only when ${says}.`;
    return definitionCases(listing, others, MAX_LATER_TEXT).map(({ found, ...one }) => ({
      ...one,
      found: (match) => {
        const known = found(match);
        return { ...known, about: [...known.about, way], because };
      },
    }));
  });
}

/** The definitions as far as rules read them; what is left out is told with the last. */
export function definitionCases(
  listing: Listing,
  others: readonly Listing[],
  most: number = MAX_TEXT,
): Case<'definition'>[] {
  const cases: Case<'definition'>[] = [];
  let left = most;
  for (const definition of listing.definitions) {
    const one = definitionCase(definition, listing, others);
    for (const { text } of one.subject.passages) left -= text.length;
    if (left < 0) {
      const partly = `only ${cases.length} of ${listing.definitions.length} definitions were judged: they hold too much text`;
      return cases.map((known) => ({ ...known, partly }));
    }
    cases.push(one);
  }
  return cases;
}

function definitionCase(
  definition: Definition,
  listing: Listing,
  others: readonly Listing[],
): Case<'definition'> {
  const { kind, name, raw } = definition;
  const { isCut, passages } = passagesOf(definition);
  return {
    subject: { kind, name, raw, passages, listing, others },
    ...(isCut && { partly: `the ${kind} ${quoted(name, 80)} is larger than what rules read` }),
    found: ({ at, offset, shows }) => ({
      place: {
        in: 'definition',
        server: listing.server,
        kind,
        name,
        pointer: at,
        ...(offset !== undefined && { offset }),
      },
      shows,
      about: [kind, name, at],
    }),
  };
}

export function configGroups(
  looked: readonly Looked[],
  sanctioned: readonly string[] | undefined,
): Group<'config'>[] {
  const all = looked.flatMap(({ server }) => server.entries);
  return looked.map(({ server }): Group<'config'> => {
    const entries = server.entries.filter(({ scope }) => scope !== 'target');
    const group = { name: server.id, server: server.id, cases: [] };
    if (entries.length === 0) {
      const why = 'the server was given as a target and stands in no configuration';
      return { ...group, instead: { outcome: 'not-applicable', why } };
    }
    return {
      ...group,
      cases: entries.map((entry) => ({
        subject: {
          ...entry,
          others: all.filter((other) => other !== entry),
          sanctioned,
          server: server.id,
        },
        found: (match) => foundInFile(entry.file, entryPointer(entry, match.at), match),
      })),
    };
  });
}

export function fileGroups(files: readonly ConfigFile[]): Group<'config-file'>[] {
  return files.map((file) => ({
    name: file.path,
    cases: [{ subject: file, found: (match) => foundInFile(file, match.at, match) }],
  }));
}

function entryPointer(entry: ServerEntry, at: string): string {
  return at === '' ? entry.at : `${entry.at}${at.startsWith('/') ? at : pointer('', at)}`;
}

function foundInFile(file: ConfigFile, at: string, { shows }: Match): Found {
  const { line, column } = file.locate(at);
  const place = { in: 'file', path: file.path, line, column, pointer: at } as const;
  return { place, shows, about: [file.path, at] };
}

export function sourceGroups(analysed: readonly Analysed[]): Group<'source'>[] {
  return analysed.map(({ name, program, root, server, unable }): Group<'source'> => {
    const group = { name, ...(server !== undefined && { server }), cases: [] };
    const [first] = unable;
    const partly =
      first === undefined
        ? undefined
        : `${unable.length === 1 ? 'a file was' : `${unable.length} files were`} not analysed: ${quoted(first.path, 80)}: ${first.why}`;
    if (program === undefined) {
      const why = partly ?? 'there is no source code to analyse';
      return {
        ...group,
        instead: { outcome: first === undefined ? 'not-applicable' : 'unable', why },
      };
    }
    return {
      ...group,
      cases: [
        {
          subject: program,
          ...(partly !== undefined && { partly }),
          found: foundIn(program, root),
        },
      ],
    };
  });
}

/** A finding in source is about the function around it and the text of its line, not about the line's number. */
function foundIn(program: Program, root: string): (match: MatchOf<'source'>) => Found {
  const modules = new Map(program.modules.map((one) => [one.path, one]));
  const at = (path: string): string => (root === '' ? path : `${root}/${path}`);
  return (match) => {
    const module = modules.get(match.path);
    const { line, column } = lineAndColumn(module?.lines ?? [0], match.at);
    const shows = module?.text.slice(match.at, Math.min(match.end, match.at + MAX_SHOWN)) ?? '';
    const around = module?.functions.findLast((one) => one.at <= match.at && match.end <= one.end);
    return {
      place: { in: 'file', path: at(match.path), line, column },
      shows,
      about: [match.path, around?.name ?? '', shows.replaceAll(/\s+/g, ' ')],
      ...(match.steps !== undefined && {
        steps: match.steps.map(({ column, line, path, what }) => ({
          place: { in: 'file', path: at(path), line, column },
          says: what,
        })),
      }),
    };
  };
}
