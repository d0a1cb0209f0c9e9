import { existsSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { download, openAdvisoryStore, recordSources } from '../../../adapters/advisories/index.ts';
import { sha256 } from '../../../adapters/digest.ts';
import { isLockfile } from '../../../adapters/lockfiles/index.ts';
import { createHttp } from '../../../adapters/net/index.ts';
import type { AdvisoryStore } from '../../../domain/advisory-store.ts';
import { WarderError } from '../../../domain/errors.ts';
import { quoted, visible } from '../../../domain/escape.ts';
import { loadAdvisories } from '../../../engines/advisories/index.ts';
import type { Loaded } from '../../../engines/advisories/index.ts';
import { renderAdvisories, renderMatches, renderSources } from '../../../engines/report/index.ts';
import type { Matched } from '../../../engines/report/index.ts';
import { flawsOf, lockfilesBelow, readPinned } from '../dependencies.ts';
import { advisoriesFile, ownFolders } from '../folders.ts';
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
  const store = openAdvisoryStore(advisoriesFile(flags.database, terminal));
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
    const [, system = '', name, version] = PACKAGE.exec(target) ?? [];
    if (name !== undefined && version !== undefined) {
      const one = { ecosystem: SYSTEMS[system.toLowerCase()] ?? system, name, version };
      const packages = [{ ...one, flaws: flawsOf(one, store), way: [] }];
      matched.push({ path: target, packages, problems: [] });
      continue;
    }
    for (const path of await lockfilesAt(resolve(terminal.cwd, target), target)) {
      const place = shown(path, terminal);
      const read = readPinned(path, place, store);
      matched.push(
        'why' in read ? { path: place, packages: [], problems: [{ at: '', why: read.why }] } : read,
      );
    }
  }
  const sources = store.sources().length;
  const report = { matched, sources, newest: store.newest(), now: Date.now() };
  await write(
    terminal.stdout,
    renderMatches(report, flags.json ? 'json' : 'text', styleOf(terminal)),
  );
  if (sources === 0) return 3;
  if (matched.some(({ packages }) => packages.some(({ flaws }) => flaws.length > 0))) return 1;
  return matched.some(({ problems }) => problems.length > 0) ? 3 : 0;
}

async function lockfilesAt(path: string, target: string): Promise<string[]> {
  if (!existsSync(path)) {
    throw new WarderError('TARGET_UNREADABLE', `there is nothing at ${quoted(target)}`, {
      hint: 'name a lockfile, a folder, or a package as npm:name@1.2.3',
    });
  }
  if (!statSync(path).isFile()) return lockfilesBelow(path);
  if (isLockfile(basename(path))) return [path];
  throw new WarderError('TARGET_INVALID', `${quoted(target)} is no lockfile that is read here`, {
    hint: 'package-lock.json, pnpm-lock.yaml, yarn.lock, bun.lock, uv.lock, poetry.lock, pdm.lock, Pipfile.lock, requirements.txt, go.mod, Cargo.lock',
  });
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
