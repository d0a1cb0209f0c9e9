const { Server } = require('@modelcontextprotocol/sdk/server/index.js')
const { StdioServerTransport } = require('@modelcontextprotocol/sdk/server/stdio.js')
const { CallToolRequestSchema, ListToolsRequestSchema } = require('@modelcontextprotocol/sdk/types.js')
const definitions = require('./definitions')
const pdf = require('./pdf')

const handlers = {
  pdf_info: (args) => pdf.info(args.document),
  pdf_pages: (args) => pdf.pages(args.document, args.range),
  pdf_images: (args) => pdf.images(args.document),
}

const server = new Server({ name: 'pdf-tools', version: '1.2.0' }, { capabilities: { tools: {} } })

server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: definitions }))

server.setRequestHandler(CallToolRequestSchema, async (req) => {
  const handler = Object.hasOwn(handlers, req.params.name) ? handlers[req.params.name] : undefined
  if (!handler) {
    return { isError: true, content: [{ type: 'text', text: `No tool ${req.params.name}` }] }
  }
  try {
    return { content: [{ type: 'text', text: await handler(req.params.arguments ?? {}) }] }
  } catch (err) {
    return { isError: true, content: [{ type: 'text', text: err.message }] }
  }
})

server.connect(new StdioServerTransport())
