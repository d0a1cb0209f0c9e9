import { z } from 'zod';

const MOST = 100_000;

/** A baseline: findings that were there when somebody began to look, by ids that survive moved lines. */
export const baseline = z.strictObject({
  format: z.literal('warder-baseline/1'),
  reason: z.string().trim().min(1).max(2000),
  findings: z
    .array(
      z.strictObject({
        id: z.string().regex(/^[0-9a-f]{16}$/),
        rule: z.string().max(200),
        where: z.string().max(2000),
      }),
    )
    .max(MOST),
});

export type Baseline = z.infer<typeof baseline>;
