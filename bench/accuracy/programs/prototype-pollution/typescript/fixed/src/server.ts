import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const server = new McpServer({ name: 'preferences', version: '1.0.0' });
const preferences: Record<string, Record<string, string>> = {};

function put(section: string, key: string, value: string): void {
  if (section === '__proto__' || section === 'constructor' || section === 'prototype') {
    throw new Error('no such section');
  }
  preferences[section] ??= {};
  preferences[section][key] = value;
}

server.registerTool(
  'set_preference',
  {
    description: 'Sets a preference.',
    inputSchema: { section: z.string(), key: z.string(), value: z.string() },
  },
  async ({ section, key, value }) => {
    put(section, key, value);
    return { content: [{ type: 'text', text: 'set' }] };
  },
);
