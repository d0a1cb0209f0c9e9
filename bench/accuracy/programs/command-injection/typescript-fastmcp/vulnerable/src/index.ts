import { FastMCP } from 'fastmcp'
import { login, plain } from './brew.js'
import { Formula, Pin, Search } from './schemas.js'

const mcp = new FastMCP({ name: 'brew-helper', version: '0.2.0' })

mcp.addTool({
  name: 'search',
  description: 'Searches formulae by name.',
  parameters: Search,
  execute: async ({ text }) => plain('search', '--formula', text),
})

mcp.addTool({
  name: 'outdated',
  description: 'Lists what could be upgraded.',
  execute: async () => plain('outdated', '--verbose'),
})

mcp.addTool({
  name: 'info',
  description: 'Shows version, dependencies and caveats of a formula.',
  parameters: Formula,
  annotations: { readOnlyHint: true },
  execute: async ({ formula }) => login(`source ~/.zprofile; brew info ${formula}`),
})

mcp.addTool({
  name: 'pin',
  description: 'Pins a formula to its version, or unpins it.',
  parameters: Pin,
  execute: async ({ formula, pinned }) =>
    login(`source ~/.zprofile; brew ${pinned ? 'pin' : 'unpin'} ${formula}`) || 'done',
})

await mcp.start({ transportType: 'stdio' })
