import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { install } from './install.js';
import { DOWNLOADS, THEMES } from './paths.js';

const server = new McpServer({ name: 'theme-installer', version: '0.6.2' });
const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

server.registerTool('downloads', { description: 'Lists downloaded themes.' }, async () =>
  text((await readdir(DOWNLOADS)).filter((name) => name.endsWith('.zip')).join('\n')),
);

server.registerTool('themes', { description: 'Lists installed themes.' }, async () =>
  text((await readdir(THEMES)).join('\n')),
);

server.registerTool(
  'install_theme',
  { description: 'Installs a downloaded theme.', inputSchema: { theme: z.string().regex(/^[a-z][a-z0-9-]{1,40}$/) } },
  async ({ theme }) => {
    const count = await install(path.join(DOWNLOADS, `${theme}.zip`), theme);
    return text(`${count} files installed`);
  },
);

await server.connect(new StdioServerTransport());
