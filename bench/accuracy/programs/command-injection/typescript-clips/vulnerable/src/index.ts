import { readdir } from 'node:fs/promises';
import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { loadSettings } from './config.js';
import { Encoder } from './encoder.js';

const settings = loadSettings();
const encoder = new Encoder(settings);
const server = new McpServer({ name: 'clips', version: '0.3.1' });

const text = (value: string) => ({ content: [{ type: 'text' as const, text: value }] });

server.registerTool(
  'list_clips',
  { title: 'List clips', description: 'Lists the clips of the library.', inputSchema: {} },
  async () => text((await readdir(settings.library)).sort().join('\n')),
);

server.registerTool(
  'clip_duration',
  { title: 'Duration', description: 'Length of a clip in seconds.', inputSchema: { clip: z.string() } },
  async ({ clip }) => text(String(await encoder.duration(clip))),
);

server.registerTool(
  'cut_clip',
  {
    title: 'Cut',
    description: 'Cuts a piece out of a clip and stores it under a new name.',
    inputSchema: { clip: z.string(), from: z.string(), to: z.string(), target: z.string() },
  },
  async (request) => {
    try {
      return text(await encoder.cut(request));
    } catch (error) {
      return { ...text(error instanceof Error ? error.message : 'failed'), isError: true };
    }
  },
);

await server.connect(new StdioServerTransport());
