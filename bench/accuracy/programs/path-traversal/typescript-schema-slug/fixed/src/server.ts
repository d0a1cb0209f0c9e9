import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import matter from 'gray-matter';
import { Archive } from './archive.js';
import { minutes, slug, year } from './schemas.js';

const archive = new Archive(process.env.MINUTES_DIR ?? 'minutes');
const server = new McpServer({ name: 'meeting-minutes', version: '1.0.2' });
const reply = (text: string) => ({ content: [{ type: 'text' as const, text }] });

server.registerTool(
  'list_minutes',
  { description: 'Lists the minutes of a year.', inputSchema: { year } },
  async (args) => reply((await archive.year(args.year)).join('\n')),
);

server.registerTool(
  'read_minutes',
  { description: 'Reads the minutes of a meeting.', inputSchema: { slug } },
  async (args) => reply(await archive.read(args.slug)),
);

server.registerTool(
  'write_minutes',
  { description: 'Files the minutes of a meeting.', inputSchema: minutes },
  async (args) => {
    const { slug: name, text, title, present } = args;
    await archive.write(name, matter.stringify(text, { title, present }));
    return reply(`filed as ${name}`);
  },
);

await server.connect(new StdioServerTransport());
