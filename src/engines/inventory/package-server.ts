import { join } from 'node:path';
import { readBounded } from '../../adapters/files/index.ts';
import { decodeText, parseDocument } from '../../adapters/parse/index.ts';
import { isObject, isString } from '../../domain/json.ts';
import type { JsonObject } from '../../domain/json.ts';
import type { Inventory, Server } from '../../domain/server.ts';
import { targetServer } from './target.ts';

const MANIFEST_BYTES = 1024 * 1024;
const ENTRY_BYTES = 64 * 1024 * 1024;

/** Packages that a Node package depends on when it is an MCP server. */
const SERVER_LIBRARIES = [
  '@modelcontextprotocol/sdk',
  '@modelcontextprotocol/server',
  'fastmcp',
  'mcp-framework',
  'xmcp',
];

/**
 * The server that a folder's own Node package is, as its author would start it: the program of its
 * manifest, run by Node. Where the manifest says that it is one and the program or its dependencies are
 * not there yet, that stands in `unread`. Nothing is built or installed.
 */
export async function packageServer(folder: string): Promise<Inventory> {
  const path = join(folder, 'package.json');
  const manifest = await readManifest(path);
  const program = manifest === undefined ? undefined : programOf(manifest);
  if (manifest === undefined || program === undefined || !usesServerLibrary(manifest)) {
    return { servers: [], files: [], unread: [], looked: 1 };
  }
  const nothing = { servers: [] as Server[], files: [], looked: 1 };
  const entry = await readBounded(join(folder, program), { limit: ENTRY_BYTES, within: folder });
  if (entry.state !== 'read') {
    const why = `the package is an MCP server that is not built: its program is ${entry.state}`;
    return { ...nothing, unread: [{ path, why }] };
  }
  const given = manifest['name'];
  const name = isString(given) && given !== '' ? given : 'package';
  const server = targetServer(name, { command: 'node', args: [program], cwd: folder });
  return { ...nothing, servers: [server], unread: [] };
}

async function readManifest(path: string): Promise<JsonObject | undefined> {
  const content = await readBounded(path, { limit: MANIFEST_BYTES });
  if (content.state !== 'read') return undefined;
  const decoded = decodeText(content.bytes);
  const parsed = decoded.ok ? parseDocument(decoded.text, 'json') : undefined;
  return parsed?.ok === true ? parsed.document.value : undefined;
}

/** The program of a manifest, as a path below its folder. */
function programOf(manifest: JsonObject): string | undefined {
  const bin = manifest['bin'];
  const named = isObject(bin) ? Object.values(bin)[0] : bin;
  const path = [named, manifest['main']].find(isString);
  // An absolute path, or one that climbs out of the package, is none that npm would install.
  return path === undefined || /^[\\/]|^[a-z]:|(?:^|[\\/])\.\.(?:[\\/]|$)/i.test(path)
    ? undefined
    : path;
}

function usesServerLibrary(manifest: JsonObject): boolean {
  const dependencies = manifest['dependencies'];
  return (
    isObject(dependencies) && SERVER_LIBRARIES.some((name) => Object.hasOwn(dependencies, name))
  );
}
