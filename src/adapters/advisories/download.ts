import { createHash } from 'node:crypto';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { WarderError, messageOf } from '../../domain/errors.ts';
import { quoted } from '../../domain/escape.ts';

/** What downloading needs of an HTTP client. */
export interface Downloader {
  request(request: {
    readonly method: 'GET';
    readonly url: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly isNamed?: boolean;
    readonly signal?: AbortSignal;
    readonly limits?: { readonly bodyBytes?: number };
  }): Promise<{
    readonly status: number;
    readonly headers: ReadonlyMap<string, string>;
    readonly body: AsyncIterable<Uint8Array>;
    close(): void;
  }>;
}

interface Options {
  readonly http: Downloader;
  readonly signal: AbortSignal;
  /** Told now and then: bytes so far, and in all where the server says. */
  readonly onProgress?: (done: number, all: number | undefined) => void;
}

const MOST = 4 * 1024 * 1024 * 1024;
const note = z.object({ tag: z.string().max(500) });

/**
 * Fetches an archive into a file. What the server still has as it was is not fetched again; what was
 * broken off goes on from where it stood. Where the server states a digest (`x-goog-hash` with MD5, or
 * `digest` with SHA-256) the file is held to it.
 *
 * @returns whether anything was fetched
 * @throws WarderError PACKAGE_UNAVAILABLE, PACKAGE_INVALID, INTERRUPTED
 */
export async function download(url: string, into: string, options: Options): Promise<boolean> {
  mkdirSync(dirname(into), { recursive: true, mode: 0o700 });
  const part = `${into}.part`;
  const started = existsSync(part) ? statSync(part).size : 0;
  const tag = tagOf(started > 0 ? part : into);
  const isKept = started === 0 && tag !== undefined && existsSync(into);
  const response = await ask(url, options, {
    'accept-encoding': 'identity',
    ...(isKept && { 'if-none-match': tag }),
    ...(started > 0 && tag !== undefined && { range: `bytes=${started}-`, 'if-range': tag }),
  });
  if (response.status === 304 && isKept) {
    response.close();
    return false;
  }
  const isRest = response.status === 206 && isFrom(response.headers, started);
  if (response.status !== 200 && !isRest) {
    response.close();
    // A part that the server knows nothing of any more would be asked for again and again.
    if (started > 0) rmSync(part, { force: true });
    throw unavailable(url, `the server answered with status ${response.status}`);
  }
  const from = isRest ? started : 0;
  writeFileSync(`${part}.json`, JSON.stringify({ tag: response.headers.get('etag') ?? '' }));
  await receive(url, response, part, from, options);
  const stated = response.headers;
  await check(url, part, isRest ? undefined : stated.get('content-length'), stated);
  renameSync(part, into);
  renameSync(`${part}.json`, `${into}.json`);
  return true;
}

function tagOf(path: string): string | undefined {
  try {
    const { tag } = note.parse(JSON.parse(readFileSync(`${path}.json`, 'utf8')));
    return tag === '' ? undefined : tag;
  } catch {
    return undefined;
  }
}

async function ask(
  url: string,
  { http, signal }: Options,
  headers: Readonly<Record<string, string>>,
): ReturnType<Downloader['request']> {
  try {
    return await http.request({
      method: 'GET',
      url,
      headers,
      signal,
      isNamed: true,
      limits: { bodyBytes: MOST },
    });
  } catch (cause) {
    throw unavailable(url, messageOf(cause), cause);
  }
}

function isFrom(headers: ReadonlyMap<string, string>, start: number): boolean {
  return start > 0 && (headers.get('content-range') ?? '').startsWith(`bytes ${start}-`);
}

async function receive(
  url: string,
  response: Awaited<ReturnType<Downloader['request']>>,
  part: string,
  from: number,
  { onProgress, signal }: Options,
): Promise<void> {
  const length = Number(response.headers.get('content-length') ?? Number.NaN);
  const all = Number.isSafeInteger(length) ? from + length : undefined;
  const file = await open(part, from > 0 ? 'a' : 'w', 0o600);
  let done = from;
  try {
    for await (const chunk of response.body) {
      await file.write(chunk);
      done += chunk.length;
      onProgress?.(done, all);
    }
  } catch (cause) {
    const hint = 'what came is kept; the next run goes on from there';
    if (signal.aborted) throw new WarderError('INTERRUPTED', 'interrupted', { hint, cause });
    throw unavailable(url, messageOf(cause), cause, hint);
  } finally {
    response.close();
    await file.close();
  }
}

async function check(
  url: string,
  part: string,
  length: string | undefined,
  headers: ReadonlyMap<string, string>,
): Promise<void> {
  const wrong = (why: string): never => {
    rmSync(part, { force: true });
    throw new WarderError('PACKAGE_INVALID', `what came from ${quoted(url)} is refused: ${why}`);
  };
  if (length !== undefined && statSync(part).size !== Number(length)) {
    wrong('it is not as long as the server said');
  }
  const md5 = /(?:^|[\s,])md5=([A-Za-z0-9+/]{22}==)/.exec(headers.get('x-goog-hash') ?? '')?.[1];
  const sha = /(?:^|[\s,])sha-256=:?([A-Za-z0-9+/]{43}=)/i.exec(headers.get('digest') ?? '')?.[1];
  for (const [algorithm, stated] of [
    ['md5', md5],
    ['sha256', sha],
  ] as const) {
    if (stated === undefined) continue;
    const hash = createHash(algorithm);
    for await (const chunk of createReadStream(part)) hash.update(chunk as Uint8Array);
    if (hash.digest('base64') !== stated) wrong('its digest is not the one that the server states');
  }
}

function unavailable(url: string, why: string, cause?: unknown, hint?: string): WarderError {
  return new WarderError('PACKAGE_UNAVAILABLE', `${quoted(url)} cannot be fetched: ${why}`, {
    hint: hint ?? 'check the network; or fetch it elsewhere and name the file or the folder',
    cause,
  });
}
