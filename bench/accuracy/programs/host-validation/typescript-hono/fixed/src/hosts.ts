import type { Context } from 'hono'

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])

const nameOf = (host: string): string => host.replace(/:\d+$/, '')

/** Whether a request is addressed to this machine by a local name. */
export function addressedLocally(c: Context): boolean {
  const host = c.req.header('host')
  return host !== undefined && LOCAL.has(nameOf(host))
}

/** Whether a request comes from a local page, or from no page at all. */
export function localOrigin(c: Context): boolean {
  const origin = c.req.header('origin')
  return origin === undefined || /^https?:\/\/(localhost|127\.0\.0\.1)(:\d{1,5})?$/.test(origin)
}
