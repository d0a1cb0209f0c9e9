export type Stage = Record<string, unknown>;

/** A read-only pipeline doesn't end with a stage that writes. */
export function writes(pipeline: readonly Stage[]): boolean {
  const last = pipeline.at(-1);
  return last !== undefined && '$out' in last;
}

export const limited = (pipeline: readonly Stage[], limit: number): Stage[] => [
  ...pipeline,
  { $limit: limit },
];
