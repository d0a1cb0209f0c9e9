import { z } from 'zod';

export const slug = z.string().min(3).max(80).describe('e.g. 2026-11-03-board');

export const year = z.number().int().min(2000).max(2100);

export const minutes = {
  slug,
  title: z.string().max(200),
  present: z.array(z.string().max(80)).max(60),
  text: z.string().max(100_000),
};
