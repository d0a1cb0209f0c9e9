export type Stage = Record<string, unknown>;

const WRITING = new Set(['$out', '$merge']);

/** A read-only pipeline has no stage that writes, at any depth. */
export function writes(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(writes);
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inner]) => WRITING.has(key) || writes(inner));
}

export const limited = (pipeline: readonly Stage[], limit: number): Stage[] => [
  ...pipeline,
  { $limit: limit },
];
