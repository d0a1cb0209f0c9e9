import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';
import { recall, remember } from './memory.js';

export function memoryServer(user: string): McpServer {
  const server = new McpServer({ name: 'team-memory', version: '1.0.0' });
  server.registerTool(
    'remember',
    { description: 'Keeps a fact for the team.', inputSchema: { text: z.string().max(2000) } },
    async ({ text }) => ({ content: [{ type: 'text', text: `kept as ${remember(user, text).id}` }] }),
  );
  server.registerTool(
    'recall',
    { description: 'Finds facts.', inputSchema: { words: z.string().max(100) } },
    async ({ words }) => ({ content: [{ type: 'text', text: JSON.stringify(recall(words)) }] }),
  );
  return server;
}
