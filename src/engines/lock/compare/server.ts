import { readCommand } from '../../../domain/command.ts';
import type { Change } from '../../../domain/drift.ts';
import { quoted } from '../../../domain/escape.ts';
import { isObject, pointer } from '../../../domain/json.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { list } from '../../../domain/list.ts';
import type { Artefact, ServerPin } from '../../../domain/lock.ts';
import type { LaunchRecord } from '../../../domain/report.ts';
import { Changes, isSame, union } from './changes.ts';

/** What differs in how a server is reached and what it is, apart from its definitions. */
export interface ServerComparison {
  readonly changes: readonly Change[];
  /** What is pinned and could not be compared, in clauses. */
  readonly unchecked: readonly string[];
}

export function compareServers(before: ServerPin, after: ServerPin): ServerComparison {
  const launch = new Changes({ kind: 'launch', name: '' });
  compareLaunch(before.launch, after.launch, launch);
  const protocol = new Changes({ kind: 'protocol', name: '' });
  for (const key of ['era', 'protocolVersion'] as const) {
    const both = { before: before[key], after: after[key] };
    const what = key === 'era' ? 'it speaks the other era' : 'it speaks another revision';
    if (both.before !== both.after) protocol.add('protocol', pointer('', key), { what, ...both });
  }
  const capabilities = new Changes({ kind: 'capabilities', name: '' });
  compareCapabilities(before.capabilities as Json, after.capabilities as Json, '', capabilities);
  const { changes, unchecked } = comparePackages(before.package, after.package);
  return {
    changes: [...launch.found, ...changes, ...protocol.found, ...capabilities.found],
    unchecked,
  };
}

function compareLaunch(
  before: LaunchRecord | undefined,
  after: LaunchRecord | undefined,
  changes: Changes,
): void {
  if (before === undefined || after === undefined || before.transport !== after.transport) {
    if (before === after) return;
    const [old, now] = [before?.transport ?? 'nothing', after?.transport ?? 'nothing'];
    changes.add('launch', '/transport', {
      what: 'it is reached another way',
      before: old,
      after: now,
    });
  } else if (before.transport === 'stdio' && after.transport === 'stdio') {
    compareCommand(before, after, changes);
    compareNames('variable', '/env', before.env, after.env, changes);
  } else if (before.transport !== 'stdio' && after.transport !== 'stdio') {
    const both = { before: before.url, after: after.url };
    if (both.before !== both.after) {
      const isElsewhere = URL.parse(both.before)?.origin !== URL.parse(both.after)?.origin;
      const what = isElsewhere ? 'it is asked at another host' : 'it is asked at another path';
      changes.add('launch', '/url', { what, ...both, ...(!isElsewhere && { grade: 'medium' }) });
    }
    compareNames('header', '/headers', before.headers, after.headers, changes);
  }
}

type StdioRecord = Extract<LaunchRecord, { readonly transport: 'stdio' }>;

function compareCommand(before: StdioRecord, after: StdioRecord, changes: Changes): void {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (!isSame(old, now)) {
    const both = { before: old.join(' '), after: now.join(' ') };
    const [asked, named] = [requested(before), requested(after)];
    if (asked !== undefined && named !== undefined && isSame(asked.words, named.words)) {
      const what = `the command asks for ${quoted(named.spec, 80)} instead of ${quoted(asked.spec, 80)}`;
      changes.add('package-version', '/args', { what, ...both });
    } else changes.add('launch', '/command', { what: 'the command is another', ...both });
  }
  const folders = { before: before.cwd, after: after.cwd };
  if (folders.before !== folders.after) {
    changes.add('launch', '/cwd', {
      what: 'it starts in another folder',
      ...folders,
      grade: 'medium',
    });
  }
}

function wordsOf({ args, command }: StdioRecord): string[] {
  return [command, ...args];
}

/** A command that fetches a package: what it asks for, and its words without the version. */
function requested(
  launch: StdioRecord,
): { readonly spec: string; readonly words: readonly string[] } | undefined {
  const [first] = readCommand(launch.command, launch.args).packages;
  if (first === undefined) return undefined;
  const words = wordsOf(launch).map((word, at) => (at === first.at ? first.name : word));
  return { spec: first.spec, words };
}

function compareNames(
  noun: string,
  at: string,
  before: readonly string[],
  after: readonly string[],
  changes: Changes,
): void {
  const added = after.filter((name) => !before.includes(name));
  const gone = before.filter((name) => !after.includes(name));
  const shown = (names: readonly string[]): string =>
    list(
      names.map((name) => quoted(name, 60)),
      5,
    );
  if (added.length > 0)
    changes.add('variables', at, { what: `it is given the ${noun} ${shown(added)}` });
  if (gone.length > 0) {
    const what = `it is no longer given the ${noun} ${shown(gone)}`;
    changes.add('variables', at, { what, grade: 'low' });
  }
}

function comparePackages(
  before: Artefact | undefined,
  after: Artefact | undefined,
): ServerComparison {
  if (before === undefined) return { changes: [], unchecked: [] };
  if (after === undefined) {
    return {
      changes: [],
      unchecked: ['the package is pinned, and which one runs here is not known'],
    };
  }
  const changes = new Changes({ kind: 'package', name: after.name });
  const [old, now] = [idOf(before), idOf(after)];
  if (before.ecosystem !== after.ecosystem || before.name !== after.name) {
    changes.add('package-changed', '/name', {
      what: 'it is another package',
      before: old,
      after: now,
    });
  } else if (before.version !== after.version) {
    changes.add('package-version', '/version', {
      what: 'it is another version',
      before: old,
      after: now,
    });
  } else if (before.integrity !== undefined) {
    if (before.build !== after.build || after.integrity === undefined) {
      const why =
        'the package was built for another system, so that its integrity cannot be compared';
      return { changes: [], unchecked: [why] };
    }
    const both = { before: before.integrity, after: after.integrity };
    if (both.before !== both.after) {
      changes.add('integrity', '/integrity', { what: `${quoted(now)} holds other bytes`, ...both });
    }
  }
  return { changes: changes.found, unchecked: [] };
}

function idOf({ ecosystem, name, version }: Artefact): string {
  return `${ecosystem}:${name}@${version}`;
}

/** Capabilities are objects in objects; what stands there is declared, unless it says `false`. */
function compareCapabilities(before: Json, after: Json, base: string, changes: Changes): void {
  const [old, now] = [objectOf(before), objectOf(after)];
  for (const key of union(Object.keys(old), Object.keys(now))) {
    const [was, is] = [old[key], now[key]];
    if (isSame(was, is)) continue;
    const at = pointer(base, key);
    const what = quoted(at.slice(1), 80);
    if (!isDeclared(was) && isDeclared(is)) {
      changes.add('capability-added', at, { what: `it declares ${what} now` });
    } else if (isDeclared(was) && !isDeclared(is)) {
      changes.add('capability-removed', at, { what: `it no longer declares ${what}` });
    } else if (isObject(was) && isObject(is)) compareCapabilities(was, is, at, changes);
    else if (isDeclared(is)) {
      changes.add('capability-added', at, { what: `${what} is another`, before: was, after: is });
    }
  }
}

function isDeclared(value: Json | undefined): boolean {
  return value !== undefined && value !== false && value !== null;
}

function objectOf(value: Json): JsonObject {
  return isObject(value) ? value : {};
}
