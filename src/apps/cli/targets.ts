import { statSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { WarderError } from '../../domain/errors.ts';
import { visible } from '../../domain/escape.ts';
import type { Introspection } from '../../domain/introspection.ts';
import { redact, redactArguments } from '../../domain/redact.ts';
import type { Inventory, Server } from '../../domain/server.ts';
import {
  combine,
  discover,
  discoverFolder,
  packageServer,
  readConfigFile,
  targetServer,
} from '../../engines/inventory/index.ts';
import { readSnapshot } from '../../engines/scan/index.ts';
import type { LookFlags } from './looks.ts';
import { thisMachine } from './machine.ts';
import { fetchNpmTarget } from './npm-target.ts';
import type { StatusLine } from './progress.ts';
import type { Terminal } from './terminal.ts';
import type { Tree } from './trees.ts';

/** What one audit is to look at. */
export interface Plan extends Inventory {
  /** Names the target in reports and in the history. */
  readonly label: string;
  /** Saved lists, by the id of the server that stands for each. */
  readonly snapshots: ReadonlyMap<string, Introspection>;
  /** Folders whose files are looked at too. */
  readonly trees: readonly Tree[];
}

interface Request {
  readonly targets: readonly string[];
  /** What stood behind `--`. */
  readonly command: readonly string[];
  readonly flags: LookFlags;
  readonly status: StatusLine;
  readonly terminal: Terminal;
}

/** One target's part of a plan. */
interface Part {
  readonly label: string;
  readonly inventory: Inventory;
  readonly snapshot?: Introspection;
  readonly tree?: Tree;
}

/**
 * Turns the words of the command line into what is to be looked at. Nothing at all is this machine.
 *
 * @throws WarderError USAGE, TARGET_UNREADABLE, TARGET_INVALID, CONFIG_UNREADABLE, CONFIG_INVALID
 */
export async function planAudit(request: Request): Promise<Plan> {
  const { command, flags, status, targets, terminal } = request;
  const parts: Part[] = [];
  for (const file of flags.config ?? []) parts.push(await configPart(resolve(terminal.cwd, file)));
  for (const target of targets) parts.push(await partOrGap(target, request));
  if (command.length > 0) parts.push(commandPart(command, terminal.cwd));
  if (parts.length === 0) {
    const inventory = await discover(thisMachine(terminal), { progress: status });
    return { ...inventory, label: 'this machine', snapshots: new Map(), trees: [] };
  }
  const snapshots = parts.flatMap(({ inventory, snapshot }) => {
    const id = inventory.servers[0]?.id;
    return snapshot === undefined || id === undefined ? [] : [[id, snapshot] as const];
  });
  return {
    ...combine(parts.map(({ inventory }) => inventory)),
    label: parts.map(({ label }) => label).join(', '),
    snapshots: new Map(snapshots),
    trees: parts.flatMap(({ tree }) => tree ?? []),
  };
}

/** A package that cannot be had just now is a gap beside other targets, and an error alone. */
async function partOrGap(target: string, request: Request): Promise<Part> {
  try {
    return await targetPart(target, request);
  } catch (thrown) {
    const isAlone = request.targets.length + (request.flags.config?.length ?? 0) === 1;
    const isOutOfReach = thrown instanceof WarderError && thrown.code === 'PACKAGE_UNAVAILABLE';
    if (isAlone || !isOutOfReach) throw thrown;
    const unread = [{ path: target, why: thrown.message }];
    return { label: target, inventory: { servers: [], files: [], unread, looked: 0 } };
  }
}

async function configPart(path: string): Promise<Part> {
  return { label: path, inventory: await readConfigFile(path) };
}

async function targetPart(target: string, request: Request): Promise<Part> {
  const { status, terminal } = request;
  if (/^https?:\/\//i.test(target)) return urlPart(target);
  const scheme = /^([a-z][a-z0-9+]*):(?![\\/])(.*)$/i.exec(target);
  if (scheme?.[1] === 'npm') return npmPart(scheme[2] ?? '', request);
  const path = resolve(terminal.cwd, target);
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isDirectory() === true) {
    const inventory = await folderInventory(path, status);
    return {
      label: path,
      inventory,
      tree: { name: path, folder: path, root: path, isCheckout: true },
    };
  }
  if (found !== undefined) return filePart(path);
  throw new WarderError('USAGE', `there is no target "${visible(target)}"`, {
    hint: 'a target is a folder, a file, npm:NAME@VERSION, a URL, or a command behind --',
  });
}

function urlPart(target: string): Part {
  const url = URL.parse(target);
  if (url === null) {
    throw new WarderError('USAGE', `"${visible(redact(target))}" is no valid URL`, {
      hint: 'give the full address, as in https://mcp.example.com/mcp',
    });
  }
  return { label: redact(target), inventory: alone(targetServer(url.host, { url: target })) };
}

/** What a folder configures, and the server that its own package is. */
async function folderInventory(path: string, progress: StatusLine): Promise<Inventory> {
  const found = combine([await discoverFolder(path, { progress }), await packageServer(path)]);
  if (found.servers.length + found.files.length + found.unread.length > 0) return found;
  const why = 'no MCP server is configured in it, and it is no package of one';
  return { ...found, unread: [{ path, why }] };
}

/** A package: what it would configure for whoever opens it, and the server that it is. */
async function npmPart(spec: string, { flags, status, terminal }: Request): Promise<Part> {
  const named = spec.lastIndexOf('@') > 0 ? spec : `${spec}@latest`;
  const { folder, name, version } = await fetchNpmTarget(named, {
    allowedHosts: flags.allowHost ?? [],
    isOffline: flags.offline === true,
    progress: status,
    terminal,
  });
  const server = targetServer(name, { command: 'npx', args: ['-y', `${name}@${version}`] });
  const inside = await discoverFolder(folder, { progress: status });
  const label = `npm:${name}`;
  // The cache has a place of its own for every fetch; a file is named as the package has it.
  const tree = { name: label, folder, root: label, isCheckout: false, server: server.id };
  return { label, inventory: combine([alone(server), inside]), tree };
}

function commandPart([program = '', ...args]: readonly string[], cwd: string): Part {
  const server = targetServer(basename(program), { command: program, args, cwd });
  const words = [program, ...redactArguments(args)].map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word),
  );
  return { label: redact(words.join(' ')), inventory: alone(server) };
}

/** A file is a saved list, if it reads as one, or else a client's configuration. */
async function filePart(path: string): Promise<Part> {
  const snapshot = await readSnapshot(path);
  if (snapshot === undefined) return configPart(path);
  const server = targetServer(basename(path), { command: 'saved list', args: [path] });
  return { label: path, inventory: alone(server), snapshot };
}

function alone(server: Server): Inventory {
  return { servers: [server], files: [], unread: [], looked: 1 };
}
