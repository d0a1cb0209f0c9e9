import { noCapture } from '../../domain/introspection.ts';
import type { NotSeen } from '../../domain/introspection.ts';

/** A server that was not started, and why. */
export function notStarted(reason: NotSeen['reason'], why: string, hint?: string): NotSeen {
  return { reason, why, ...(hint !== undefined && { hint }), notes: [], stderr: noCapture };
}

/** Tells the two ends of a step apart. */
export function isNotSeen(value: object): value is NotSeen {
  return 'reason' in value && 'why' in value;
}
