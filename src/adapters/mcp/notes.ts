import { redact } from '../../domain/redact.ts';
import type { WireNote } from '../../domain/introspection.ts';

const MAX_SAMPLE = 500;
/** Notes of one kind that are kept apart; what comes after them is counted with the last. */
const MAX_PER_KIND = 8;

interface Entry {
  readonly kind: WireNote['kind'];
  readonly what: string;
  sample: string;
  count: number;
}

/** Collects what a server did that it should not have: bounded, however often it does it. */
export class Notes {
  readonly #entries: Entry[] = [];

  /** @param sample what came; different samples of a note follow each other, up to 500 characters */
  add(kind: WireNote['kind'], what: string, sample: string | Uint8Array = ''): void {
    const entry = this.#entryFor(kind, what);
    entry.count += 1;
    if (entry.sample.length >= MAX_SAMPLE || sample.length === 0) return;
    const text = typeof sample === 'string' ? sample : startOf(sample);
    // Masked before it is cut, so that no half of a secret is left over.
    const masked = redact(text.slice(0, 4 * MAX_SAMPLE));
    if (entry.sample.includes(masked)) return;
    entry.sample = [entry.sample, masked].filter(Boolean).join('\n').slice(0, MAX_SAMPLE);
  }

  #entryFor(kind: WireNote['kind'], what: string): Entry {
    const ofKind = this.#entries.filter((entry) => entry.kind === kind);
    const known = ofKind.find((entry) => entry.what === what);
    if (known !== undefined) return known;
    const last = ofKind.at(-1);
    if (last !== undefined && ofKind.length >= MAX_PER_KIND) return last;
    const entry: Entry = { kind, what, sample: '', count: 0 };
    this.#entries.push(entry);
    return entry;
  }

  /** What was noted so far, in the order of its first appearance. */
  list(): WireNote[] {
    return this.#entries.map(({ kind, what, sample, count }) => ({
      kind,
      what,
      ...(sample !== '' && { sample }),
      count,
    }));
  }
}

function startOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes.subarray(0, 4 * MAX_SAMPLE));
}
