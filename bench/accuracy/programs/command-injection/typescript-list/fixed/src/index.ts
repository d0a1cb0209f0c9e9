import { execSync } from 'node:child_process';
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { CallToolRequestSchema } from '@modelcontextprotocol/sdk/types.js';

const server = new Server({ name: 'network', version: '1.0.0' }, { capabilities: { tools: {} } });
const HOSTS = new Set(['db.example.com', 'cache.example.com']);

function ping(host: string): string {
  return execSync('ping -c 1 ' + host, { encoding: 'utf8' });
}

server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: args = {} } = request.params;
  switch (name) {
    case 'ping': {
      const host = String(args.host);
      if (!HOSTS.has(host)) throw new Error('this host is not monitored');
      return { content: [{ type: 'text', text: ping(host) }] };
    }
    default:
      throw new Error(`unknown tool: ${name}`);
  }
});
