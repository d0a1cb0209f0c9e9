import { z } from 'zod'

export const Search = z.object({
  text: z.string().regex(/^[a-z0-9-]+$/i, 'letters, digits and dashes').max(60),
})

export const Formula = z.object({
  formula: z.string().min(1).max(120).describe('name of a formula, e.g. ripgrep'),
})

export const Pin = Formula.extend({
  pinned: z.boolean(),
})
