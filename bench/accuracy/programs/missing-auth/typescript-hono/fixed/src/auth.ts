import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';

const digest = (value: string): Buffer => createHash('sha256').update(value).digest();

export function bearer(expected: string): MiddlewareHandler {
  const wanted = digest(expected);
  return async (c, next) => {
    const header = c.req.header('authorization') ?? '';
    const token = header.startsWith('Bearer ') ? header.slice(7) : '';
    if (token === '' || !timingSafeEqual(digest(token), wanted)) {
      return c.json({ error: 'unauthorized' }, 401);
    }
    await next();
  };
}
