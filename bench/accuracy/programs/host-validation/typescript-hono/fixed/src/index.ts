import { StreamableHTTPTransport } from '@hono/mcp'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { addressedLocally, localOrigin } from './hosts.js'
import { pantry } from './pantry.js'

const app = new Hono()

app.use('*', async (c, next) => {
  if (!addressedLocally(c) || !localOrigin(c)) {
    return c.text('forbidden', 403)
  }
  await next()
})

app.all('/mcp', async (c) => {
  const transport = new StreamableHTTPTransport()
  await pantry().connect(transport)
  return transport.handleRequest(c)
})

app.get('/healthz', (c) => c.text('ok'))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 8066 })
