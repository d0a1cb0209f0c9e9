import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js'
import { z } from 'zod'

const stock = new Map<string, number>()

export function pantry(): McpServer {
  const server = new McpServer({ name: 'pantry', version: '0.5.0' })
  server.registerTool('stock', { description: 'Shows what is there.' }, async () => ({
    content: [{ type: 'text', text: JSON.stringify([...stock]) }],
  }))
  server.registerTool(
    'take',
    { description: 'Takes something out.', inputSchema: { item: z.string(), count: z.number().int().positive() } },
    async ({ item, count }) => {
      const left = Math.max((stock.get(item) ?? 0) - count, 0)
      stock.set(item, left)
      return { content: [{ type: 'text', text: `${left} left` }] }
    },
  )
  server.registerTool(
    'put',
    { description: 'Puts something in.', inputSchema: { item: z.string(), count: z.number().int().positive() } },
    async ({ item, count }) => {
      stock.set(item, (stock.get(item) ?? 0) + count)
      return { content: [{ type: 'text', text: 'put' }] }
    },
  )
  return server
}
