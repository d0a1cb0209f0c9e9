import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { WarderError, messageOf } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';
import { unpack } from './unpack.ts';

/** The public registry of npm packages. */
export const NPM_REGISTRY = 'https://registry.npmjs.org/';

/** What fetching needs of an HTTP client. */
export interface Exchange {
  request(request: {
    readonly method: 'GET';
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly isNamed?: boolean;
    readonly signal?: AbortSignal;
    readonly limits?: { readonly bodyBytes?: number };
  }): Promise<{
    readonly status: number;
    bytes(): Promise<Uint8Array>;
    close(): void;
  }>;
}

export interface FetchOptions {
  readonly http: Exchange;
  /** Base address of the registry, without credentials; the public one by default. */
  readonly registry?: string;
  readonly signal?: AbortSignal;
}

/** A package that lies unpacked in a folder, its archive verified. */
export interface FetchedPackage {
  readonly name: string;
  readonly version: string;
  /** Subresource integrity of the archive, `sha512-…`. */
  readonly integrity: string;
  readonly source: string;
  readonly folder: string;
}

const MANIFEST_BYTES = 4 * 1024 * 1024;
const ARCHIVE_BYTES = 64 * 1024 * 1024;
const NAME = /^(?:@[a-z0-9~][a-z0-9._~-]{0,100}\/)?[a-z0-9~][a-z0-9._~-]{0,213}$/i;
const VERSION = /^[A-Za-z0-9][A-Za-z0-9.+_-]{0,127}$/;

const manifest = z.object({
  name: z.string(),
  version: z.string().regex(VERSION),
  dist: z.object({ tarball: z.url(), integrity: z.string().max(2000).optional() }),
});

/**
 * Fetches a package of an npm registry, verifies the archive against the SHA-512 that the registry
 * states, and unpacks it under bounds. Nothing of it is run, nothing else is fetched.
 *
 * @param spec `npm:name@version`, where the version is exact or a tag (`latest` where there is none)
 * @param into a folder that is new and empty
 * @throws WarderError TARGET_INVALID, PACKAGE_UNAVAILABLE, PACKAGE_INVALID or LIMIT_EXCEEDED
 */
export async function fetchPackage(
  spec: string,
  into: string,
  options: FetchOptions,
): Promise<FetchedPackage> {
  const { name, version } = readSpec(spec);
  const registry = new URL(options.registry ?? NPM_REGISTRY);
  const base = registry.href.replace(/\/?$/, '/');
  const place = `${base}${name.replace('/', '%2f')}/${encodeURIComponent(version)}`;
  const found = readManifest(await get(place, MANIFEST_BYTES, options), spec);
  if (found.name !== name) throw invalid(spec, `the registry answered with ${quoted(found.name)}`);
  const integrity = strongest(found.dist.integrity);
  if (integrity === undefined) throw invalid(spec, 'the registry states no SHA-512 for it');
  const archive = await get(found.dist.tarball, ARCHIVE_BYTES, options, registry.origin);
  if (!isIntact(archive, integrity)) {
    throw invalid(spec, 'its archive is not the one whose SHA-512 the registry states');
  }
  await unpack(archive, into);
  return { name, version: found.version, integrity, source: found.dist.tarball, folder: into };
}

function readSpec(spec: string): { name: string; version: string } {
  const bare = spec.replace(/^npm:/, '');
  const at = bare.indexOf('@', 1);
  const name = at < 0 ? bare : bare.slice(0, at);
  const version = at < 0 ? 'latest' : bare.slice(at + 1);
  if (NAME.test(name) && VERSION.test(version)) return { name, version };
  throw new WarderError('TARGET_INVALID', `${quoted(spec)} names no package of npm`, {
    hint: 'write npm:name, npm:name@1.2.3 or npm:@scope/name@tag',
  });
}

async function get(
  url: string,
  bodyBytes: number,
  { http, signal }: FetchOptions,
  origin?: string,
): Promise<Uint8Array> {
  // The registry itself may stand behind a private address, a mirror of a company does; where else
  // the registry sends us may not.
  const isNamed = origin === undefined || new URL(url).origin === origin;
  try {
    const response = await http.request({
      method: 'GET',
      url,
      headers: { accept: origin === undefined ? 'application/json' : '*/*' },
      isNamed,
      limits: { bodyBytes },
      ...(signal !== undefined && { signal }),
    });
    if (response.status === 200) return await response.bytes();
    response.close();
    throw new WarderError(
      'PACKAGE_UNAVAILABLE',
      response.status === 404
        ? 'the registry has no such package or version'
        : `the registry answered with status ${response.status}`,
    );
  } catch (cause) {
    if (cause instanceof WarderError) throw cause;
    const why = `the registry cannot be reached: ${messageOf(cause)}`;
    throw new WarderError('PACKAGE_UNAVAILABLE', why, {
      hint: `check the network; where the address is refused and you mean it, --allow-host ${new URL(url).host}`,
      cause,
    });
  }
}

function readManifest(bytes: Uint8Array, spec: string): z.infer<typeof manifest> {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(bytes).toString());
  } catch {
    throw invalid(spec, 'the registry answered with something that is not JSON');
  }
  const found = manifest.safeParse(value);
  if (!found.success)
    throw invalid(spec, 'the registry answered without a name, version or archive');
  return found.data;
}

/** The SHA-512 among the digests of an integrity string (W3C Subresource Integrity, section 3.5). */
function strongest(integrity: string | undefined): string | undefined {
  return integrity?.split(/\s+/).find((digest) => /^sha512-[A-Za-z0-9+/]{86}==$/.test(digest));
}

function isIntact(archive: Uint8Array, integrity: string): boolean {
  const stated = Buffer.from(integrity.slice('sha512-'.length), 'base64');
  return timingSafeEqual(createHash('sha512').update(archive).digest(), stated);
}

function invalid(spec: string, why: string): WarderError {
  return new WarderError('PACKAGE_INVALID', `${quoted(spec)} is refused: ${why}`);
}
