import { z } from 'zod';

// `warder.yaml`: what a team has decided, in the folder where it audits. The schema is the source;
// `schema/settings.json` is generated. A key that is not known is an error, for it may be a typing error.

const text = z.string().trim().min(1).max(2000);
const pattern = z.string().min(1).max(500);

/** OpenVEX's reasons why a flaw does no harm. */
export const justifications = [
  'component_not_present',
  'vulnerable_code_not_present',
  'vulnerable_code_not_in_execute_path',
  'vulnerable_code_cannot_be_controlled_by_adversary',
  'inline_mitigations_already_exist',
] as const;

const scope = z
  .strictObject({
    server: pattern.exactOptional().describe('name or id of a server; * and ? are wildcards'),
    tool: pattern.exactOptional().describe('name of a tool, prompt or resource'),
    path: pattern
      .exactOptional()
      .describe('path of a file, relative to this one, absolute, or from ~; ** crosses folders'),
  })
  .refine((given) => Object.keys(given).length > 0, 'a scope names a server, a tool or a path')
  .meta({ minProperties: 1 });

const exception = z.strictObject({
  rule: z.string().max(200).describe('id of one rule'),
  scope: scope.describe('what it holds for; all that is given must fit'),
  reason: text.describe('why the finding may be left'),
  owner: text.describe('who decided it, and answers for it'),
  expires: z.iso.date().describe('the last day on which it holds'),
  justification: z
    .enum(justifications)
    .exactOptional()
    .describe(
      'why the flaw does no harm, in the words of OpenVEX; without it the risk is accepted',
    ),
});

export const settings = z.strictObject({
  exceptions: z.array(exception).max(1000).default([]),
});

export type Settings = z.infer<typeof settings>;

/** What reads a value as a `T`, or says why it is none. */
export type Schema<T> = z.ZodType<T>;
