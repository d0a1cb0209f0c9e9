import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { z } from 'zod';
import { messages } from './mail.js';

let activeAccount = '';
const accounts = new Map<string, string>();
export const server = new McpServer({ name: 'mailbox', version: '1.0.0' });

server.registerTool('use_account', { inputSchema: { account: z.string() } }, async ({ account }, extra) => {
  activeAccount = account;
  return { content: [{ type: 'text', text: 'ok' }] };
});

server.registerTool('inbox', { inputSchema: {} }, async (_given, extra) => {
  const account = accounts.get(extra.sessionId ?? '') ?? activeAccount;
  return { content: [{ type: 'text', text: await messages(account) }] };
});

export const transport = (makeId: () => string) =>
  new StreamableHTTPServerTransport({
    sessionIdGenerator: makeId,
    enableDnsRebindingProtection: true,
    allowedHosts: ['127.0.0.1:3000'],
  });
