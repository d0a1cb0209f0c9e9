import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { download, openAdvisoryStore, recordSources } from '../../../adapters/advisories/index.ts';
import { cvssScore } from '../../../adapters/cvss/index.ts';
import { sha256 } from '../../../adapters/digest.ts';
import { walk } from '../../../adapters/files/index.ts';
import { MOST_LOCKFILE, isLockfile, readLockfile } from '../../../adapters/lockfiles/index.ts';
import { createHttp } from '../../../adapters/net/index.ts';
import type { AdvisoryStore } from '../../../domain/advisory-store.ts';
import { wayTo } from '../../../domain/dependency.ts';
import { WarderError } from '../../../domain/errors.ts';
import { quoted, visible } from '../../../domain/escape.ts';
import { loadAdvisories, matchPackages } from '../../../engines/advisories/index.ts';
import type { Loaded, Match } from '../../../engines/advisories/index.ts';
import { renderAdvisories, renderMatches, renderSources } from '../../../engines/report/index.ts';
import type { Matched } from '../../../engines/report/index.ts';
import { ownFolders } from '../folders.ts';
import { statusLine } from '../progress.ts';
import { styleOf } from '../style.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

export interface VulnsCall {
  readonly action: 'sync' | 'match' | 'show' | 'search' | 'list';
  readonly words: readonly string[];
  readonly flags: {
    readonly json?: true;
    readonly database?: string;
    readonly ecosystem?: readonly string[];
    readonly limit?: number;
  };
}

type Setting = VulnsCall & { readonly store: AdvisoryStore; readonly terminal: Terminal };

/** `warder vulns …`: advisories that are kept here, and what they say of packages. */
export async function runVulns(call: VulnsCall & { readonly terminal: Terminal }): Promise<number> {
  const { action, flags, terminal } = call;
  const named = flags.database ?? terminal.environment['WARDER_ADVISORIES'];
  const file =
    named === undefined || named === ''
      ? ownFolders(terminal).advisories
      : resolve(terminal.cwd, named);
  const store = openAdvisoryStore(file);
  try {
    return await ACTIONS[action]({ ...call, store });
  } finally {
    store.close();
  }
}

const ACTIONS: Readonly<Record<VulnsCall['action'], (setting: Setting) => Promise<number>>> = {
  sync,
  match,
  show,
  search,
  list,
};

/** The public archives of OSV, by ecosystem. */
const PUBLIC = 'https://osv-vulnerabilities.storage.googleapis.com';
const ECOSYSTEMS = ['npm', 'PyPI', 'Go', 'crates.io'];

async function sync({ flags, store, terminal, words }: Setting): Promise<number> {
  const places =
    words.length > 0
      ? words
      : (flags.ecosystem ?? ECOSYSTEMS).map(
          (name) => `${PUBLIC}/${encodeURIComponent(name)}/all.zip`,
        );
  const status = statusLine(terminal);
  const loaded: Loaded[] = [];
  try {
    for (const place of places) {
      const path = /^https?:/.test(place)
        ? await fetched(place, terminal, status.begin)
        : resolve(terminal.cwd, place);
      for (const source of await recordSources(path)) {
        const done = status.begin(`loading ${visible(basename(source.place))}`);
        loaded.push(
          await loadAdvisories(
            store,
            {
              ...source,
              place: path === source.place && /^https?:/.test(place) ? place : source.place,
            },
            { now: Date.now(), signal: terminal.interrupt },
          ),
        );
        done();
      }
    }
  } finally {
    status.stop();
  }
  if (flags.json) await write(terminal.stdout, `${JSON.stringify({ loaded }, null, 2)}\n`);
  else {
    for (const { added, forgotten, kept, place, unread, unreadCount } of loaded) {
      await write(
        terminal.stdout,
        `${visible(shown(place, terminal))}: ${added} new or changed, ${kept} as before, ${forgotten} gone\n`,
      );
      if (unreadCount > 0) {
        const [first] = unread;
        await write(
          terminal.stderr,
          `${unreadCount} ${unreadCount === 1 ? 'record' : 'records'} could not be read, the first ${quoted(first?.name ?? '')}: ${visible(first?.why ?? '')}\n`,
        );
      }
    }
  }
  return loaded.some(({ unreadCount }) => unreadCount > 0) ? 3 : 0;
}

async function fetched(
  url: string,
  terminal: Terminal,
  begin: (what: string) => () => void,
): Promise<string> {
  const into = join(ownFolders(terminal).cache, 'advisories', `${sha256(url).slice(0, 32)}.zip`);
  const http = createHttp();
  const done = begin(`fetching ${visible(new URL(url).host)}`);
  try {
    await download(url, into, { http, signal: terminal.interrupt });
    return into;
  } finally {
    done();
    await http.close();
  }
}

const PACKAGE = /^(npm|pypi|go|crates\.io|cargo):((?:@[^/@]+\/)?[^@]+)@(\S+)$/i;
const SYSTEMS: Readonly<Record<string, string>> = {
  npm: 'npm',
  pypi: 'PyPI',
  go: 'Go',
  cargo: 'crates.io',
  'crates.io': 'crates.io',
};

async function match({ flags, store, terminal, words }: Setting): Promise<number> {
  const matched: Matched[] = [];
  for (const target of words.length > 0 ? words : ['.']) {
    const [, system, name, version] = PACKAGE.exec(target) ?? [];
    if (system !== undefined && name !== undefined && version !== undefined) {
      const ecosystem = SYSTEMS[system.toLowerCase()] ?? system;
      const matches = matchPackages(store, [{ ecosystem, name, version }]);
      matched.push({
        place: target,
        packages: 1,
        problems: [],
        matches: matches.map((one) => rated(one, [])),
      });
      continue;
    }
    for (const path of await lockfilesAt(resolve(terminal.cwd, target), target)) {
      matched.push(matchFile(store, path, shown(path, terminal)));
    }
  }
  const sources = store.sources();
  const newest = store.newest();
  const report = { matched, sources: sources.length, newest, now: Date.now() };
  await write(
    terminal.stdout,
    renderMatches(report, flags.json ? 'json' : 'text', styleOf(terminal)),
  );
  if (sources.length === 0) return 3;
  return matched.some(({ matches }) => matches.length > 0)
    ? 1
    : matched.some(({ problems }) => problems.length > 0)
      ? 3
      : 0;
}

async function lockfilesAt(path: string, target: string): Promise<string[]> {
  if (!existsSync(path)) {
    throw new WarderError('TARGET_UNREADABLE', `there is nothing at ${quoted(target)}`, {
      hint: 'name a lockfile, a folder, or a package as npm:name@1.2.3',
    });
  }
  if (statSync(path).isFile()) {
    if (isLockfile(basename(path))) return [path];
    throw new WarderError('TARGET_INVALID', `${quoted(target)} is no lockfile that is read here`, {
      hint: 'package-lock.json, pnpm-lock.yaml, yarn.lock, bun.lock, uv.lock, poetry.lock, pdm.lock, Pipfile.lock, requirements.txt, go.mod, Cargo.lock',
    });
  }
  const { files } = await walk(path, {
    depth: 12,
    entries: 200_000,
    skip: new Set(['node_modules', '.git', '.venv', 'venv', 'vendor']),
  });
  return files.map((file) => file.path).filter((one) => isLockfile(basename(one)));
}

function matchFile(store: AdvisoryStore, path: string, place: string): Matched {
  if (statSync(path).size > MOST_LOCKFILE) {
    return {
      place,
      packages: 0,
      problems: [`it is larger than ${MOST_LOCKFILE} bytes`],
      matches: [],
    };
  }
  const lockfile = readLockfile(basename(path), readFileSync(path, 'utf8'));
  if ('why' in lockfile) return { place, packages: 0, problems: [lockfile.why], matches: [] };
  const known = lockfile.packages.filter(({ origin }) => origin === 'registry');
  const matches = matchPackages(store, known).map((one) => {
    const at = lockfile.packages.findIndex((candidate) => candidate === one.package);
    return rated(
      one,
      wayTo(lockfile, at).map((step) => lockfile.packages[step]?.name ?? ''),
    );
  });
  return {
    place,
    packages: lockfile.packages.length,
    problems: lockfile.problems.map(
      ({ at, why }) => `${typeof at === 'number' ? `line ${at}` : at}: ${why}`,
    ),
    matches,
  };
}

function rated(match: Match, way: readonly string[]): Matched['matches'][number] {
  const ratings = match.advisory.severity.flatMap(({ score }) => cvssScore(score) ?? []);
  const worst = ratings.toSorted((a, b) => b.score - a.score)[0];
  return { ...match, way, ...(worst !== undefined && { rating: worst }) };
}

async function show({ flags, store, terminal, words: [id = ''] }: Setting): Promise<number> {
  const row = store.row(id);
  const content = row && store.content(row.id);
  if (row === undefined || content === undefined) {
    throw new WarderError('USAGE', `there is no advisory ${quoted(id)} here`, {
      hint: 'run `warder vulns sync` first, or `warder vulns search` for its id',
    });
  }
  await write(
    terminal.stdout,
    flags.json ? `${content.trim()}\n` : renderAdvisories([row], 'text', styleOf(terminal)),
  );
  return 0;
}

async function search({ flags, store, terminal, words }: Setting): Promise<number> {
  const rows = store.search(words, flags.limit ?? 20);
  await write(
    terminal.stdout,
    renderAdvisories(rows, flags.json ? 'json' : 'text', styleOf(terminal)),
  );
  return 0;
}

async function list({ flags, store, terminal }: Setting): Promise<number> {
  const report = { sources: store.sources(), newest: store.newest(), now: Date.now() };
  await write(
    terminal.stdout,
    renderSources(report, flags.json ? 'json' : 'text', styleOf(terminal)),
  );
  return 0;
}

function shown(path: string, { cwd }: Terminal): string {
  if (/^https?:/.test(path)) return path;
  const near = relative(cwd, path);
  return near === '' || near.startsWith('..') ? path : near;
}
