import { readBounded } from '../../adapters/files/index.ts';
import { decodeText } from '../../adapters/parse/index.ts';
import { WarderError } from '../../domain/errors.ts';
import type { Lock } from '../../domain/lock.ts';
import { readLock } from '../../engines/lock/index.ts';

const LONGEST = 32_000_000;

/**
 * The lock at a path.
 *
 * @param mayBeNew whether one that is not there is an empty one
 * @throws WarderError LOCK_UNREADABLE, LOCK_INVALID
 */
export async function lockAt(path: string, mayBeNew: boolean): Promise<Lock> {
  const content = await readBounded(path, { limit: LONGEST });
  if (content.state === 'absent' && mayBeNew) return { format: 'warder-lock/1', servers: [] };
  if (content.state !== 'read') {
    const why = content.state === 'absent' ? 'there is no such file' : content.why;
    throw new WarderError('LOCK_UNREADABLE', `cannot read ${JSON.stringify(path)}: ${why}`, {
      hint: 'make it with `warder lock write`',
    });
  }
  const decoded = decodeText(content.bytes);
  if (decoded.ok) return readLock(decoded.text, path);
  throw new WarderError('LOCK_INVALID', `cannot read ${JSON.stringify(path)}: it is no text`);
}
