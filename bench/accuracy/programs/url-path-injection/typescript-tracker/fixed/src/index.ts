import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { TrackerApi } from './api.js';

const token = process.env.TRACKER_TOKEN;
if (!token) {
  console.error('TRACKER_TOKEN is not set');
  process.exit(1);
}

const api = new TrackerApi(token);
const server = new McpServer({ name: 'tracker', version: '0.7.7' });
const where = { project: z.string().min(1), key: z.string().min(1) };

server.registerTool(
  'get_issue',
  { description: 'Reads an issue.', inputSchema: where },
  async ({ project, key }) => {
    const { title, text } = await api.issue(project, key);
    return { content: [{ type: 'text', text: `# ${title}\n\n${text}` }] };
  },
);

server.registerTool(
  'add_comment',
  { description: 'Comments on an issue.', inputSchema: { ...where, text: z.string().max(10_000) } },
  async ({ project, key, text }) => {
    const { id } = await api.comment(project, key, text);
    return { content: [{ type: 'text', text: `comment ${id}` }] };
  },
);

server.registerTool(
  'search_issues',
  { description: 'Searches issues.', inputSchema: { text: z.string() } },
  async ({ text }) => ({
    content: [{ type: 'text', text: (await api.search(text)).map((hit) => `${hit.key} ${hit.title}`).join('\n') }],
  }),
);

await server.connect(new StdioServerTransport());
