import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyedDigest } from '../../adapters/digest.ts';
import type { Fingerprint } from '../../engines/leaks/index.ts';
import { storeFile } from './folders.ts';
import type { Terminal } from './terminal.ts';

const BYTES = 32;
/** Hexadecimal digits that are shown: two secrets of one report do not share them by chance. */
const SHOWN = 16;

/**
 * How secrets are named in reports: by HMAC-SHA-256 under a key. A plain digest of a short password is
 * found by trying passwords, and a salt that stands beside it does not help; whoever has the report and
 * not the key can try nothing. The key is WARDER_FINGERPRINT_KEY, so that machines of one organisation
 * agree, or lies beside the store, made when it is first needed. Undefined where there is neither and
 * nothing may be kept.
 *
 * @param store as the command line has it: a file, or false for `--no-store`
 */
export function fingerprints(
  terminal: Terminal,
  store: string | false | undefined,
): Fingerprint | undefined {
  const given = terminal.environment['WARDER_FINGERPRINT_KEY'];
  const key =
    given === undefined || given === ''
      ? keptKey(
          join(dirname(storeFile(store || undefined, terminal)), 'fingerprint.key'),
          store !== false,
        )
      : Buffer.from(given);
  return key === undefined ? undefined : (secret) => keyedDigest(key, secret).slice(0, SHOWN);
}

function keptKey(file: string, mayMake: boolean): Uint8Array | undefined {
  try {
    const key = readFileSync(file);
    if (key.length === BYTES) return key;
  } catch {
    // It is not there yet.
  }
  if (!mayMake) return undefined;
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    // Another Warder may have made it just now: then that one counts.
    writeFileSync(file, randomBytes(BYTES), { mode: 0o600, flag: 'wx' });
    return readFileSync(file);
  } catch {
    // A folder that cannot be written is said where the store is opened; here it costs the names alone.
    return undefined;
  }
}
