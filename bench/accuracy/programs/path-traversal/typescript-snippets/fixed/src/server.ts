import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { CallToolRequestSchema, ListToolsRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { Shelf } from './shelf.js';

const shelf = new Shelf(process.env.SNIPPET_DIR ?? './snippets');

const ReadArgs = z.object({ language: z.string().min(1), name: z.string().min(1) });
const WriteArgs = ReadArgs.extend({ body: z.string().max(64_000) });

const server = new Server(
  { name: 'snippet-shelf', version: '1.4.0' },
  { capabilities: { tools: {} } },
);

server.setRequestHandler(ListToolsRequestSchema, async () => ({
  tools: [
    { name: 'languages', description: 'Lists the languages.', inputSchema: { type: 'object' } },
    {
      name: 'read_snippet',
      description: 'Reads a snippet.',
      inputSchema: {
        type: 'object',
        properties: { language: { type: 'string' }, name: { type: 'string' } },
        required: ['language', 'name'],
      },
    },
    {
      name: 'save_snippet',
      description: 'Stores a snippet.',
      inputSchema: {
        type: 'object',
        properties: {
          language: { type: 'string' },
          name: { type: 'string' },
          body: { type: 'string' },
        },
        required: ['language', 'name', 'body'],
      },
    },
  ],
}));

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args } = request.params;
  switch (name) {
    case 'languages':
      return { content: [{ type: 'text', text: (await shelf.languages()).join('\n') }] };
    case 'read_snippet': {
      const wanted = ReadArgs.parse(args);
      const snippet = await shelf.read(wanted.language, wanted.name);
      return { content: [{ type: 'text', text: snippet.body }] };
    }
    case 'save_snippet': {
      await shelf.write(WriteArgs.parse(args));
      return { content: [{ type: 'text', text: 'saved' }] };
    }
    default:
      throw new Error(`Unknown tool: ${name}`);
  }
});

await server.connect(new StdioServerTransport());
