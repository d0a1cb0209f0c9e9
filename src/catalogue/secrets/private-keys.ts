import type { Allowed, Leak } from '../../domain/leak.ts';
import { privateKeys } from '../../domain/secret-shapes.ts';
import { keyBlock } from './structure.ts';

/** Private keys between their first and last line, as far as what stands there can be one. */
export function findPrivateKeys(text: string): {
  readonly leaks: readonly Leak[];
  readonly allowed: readonly Allowed[];
} {
  const leaks: Leak[] = [];
  const allowed: Allowed[] = [];
  if (!text.includes('PRIVATE KEY')) return { leaks, allowed };
  for (const { end, start } of privateKeys(text)) {
    const block = keyBlock(text.slice(start, end));
    if (block === 'none') {
      allowed.push({ kind: 'private key', start, why: 'no key stands between the two lines' });
      continue;
    }
    const kind = block === 'locked' ? 'private key with a passphrase' : 'private key';
    const isMild = block === 'locked';
    leaks.push({ kind, start, end, by: 'block', confidence: 'high', isProved: true, isMild });
  }
  return { leaks, allowed };
}
