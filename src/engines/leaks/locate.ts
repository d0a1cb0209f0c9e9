import { findSecrets } from '../../catalogue/secrets/index.ts';
import type { Leak, LocatedLeak } from '../../domain/leak.ts';
import { MASK, redact } from '../../domain/redact.ts';
import { lineAndColumn } from '../../domain/source.ts';

/** A digest of a secret under a key: what stands for it in reports. */
export type Fingerprint = (secret: string) => string;

interface Facts {
  readonly path: string;
  readonly fingerprint: Fingerprint | undefined;
  /** Whether all that stands in the file weighs less. */
  readonly isMild?: boolean;
  /** Is told each secret; what it makes of it must not outlast the search. */
  readonly tell?: (secret: string) => void;
}

/** Characters of the line that are shown in front of a secret, and behind it. */
const AROUND = { before: 60, after: 20 };

/** The leaks in a text, each at its line and column, and with what stands around it. */
export function locate(
  text: string,
  { fingerprint, isMild = false, path, tell }: Facts,
): { readonly leaks: readonly LocatedLeak[]; readonly isCut: boolean } {
  const { isCut, leaks } = findSecrets(text, { path });
  if (leaks.length === 0) return { isCut, leaks: [] };
  const lines = lineStarts(text);
  const located = leaks.map((leak, index): LocatedLeak => {
    const { column, line } = lineAndColumn(lines, leak.start);
    tell?.(text.slice(leak.start, leak.end));
    return {
      ...leak,
      isMild: leak.isMild || isMild,
      line,
      column,
      shows: around(text, leak, leaks[index - 1]?.end ?? 0, leaks[index + 1]?.start ?? text.length),
      ...(fingerprint !== undefined && {
        fingerprint: fingerprint(text.slice(leak.start, leak.end)),
      }),
    };
  });
  return { isCut, leaks: located };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** The line around a secret, which is masked: up to its neighbours, so that no half of one is shown. */
function around(text: string, leak: Leak, from: number, to: number): string {
  const before = text.slice(Math.max(from, leak.start - AROUND.before), leak.start);
  const after = text.slice(leak.end, Math.min(to, leak.end + AROUND.after));
  const lineBefore = before.slice(before.lastIndexOf('\n') + 1).trimStart();
  const [lineAfter = ''] = after.split('\n', 1);
  return redact(`${lineBefore}${MASK}${lineAfter}`);
}
