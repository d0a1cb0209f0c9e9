import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import { z } from 'zod';
import { ToolError, metadata, subtitles, version } from './ytdlp.js';

const server = new McpServer({ name: 'video-notes', version: '0.5.0' });

type Result = { content: { type: 'text'; text: string }[]; isError?: boolean };

async function reply(work: Promise<string>): Promise<Result> {
  try {
    return { content: [{ type: 'text', text: await work }] };
  } catch (error) {
    const text = error instanceof ToolError ? 'The video is not available.' : 'Something went wrong.';
    return { content: [{ type: 'text', text }], isError: true };
  }
}

server.registerTool(
  'video_info',
  { description: 'Title and length of a video.', inputSchema: { video: z.string().min(5).max(300) } },
  ({ video }) => reply(metadata(video).then(({ title, seconds }) => `${title} (${seconds} s)`)),
);

server.registerTool(
  'transcript',
  {
    description: 'Returns the subtitles of a video.',
    inputSchema: {
      video: z.string().min(5).max(300),
      language: z.enum(['en', 'de', 'es', 'ja']).default('en'),
    },
  },
  ({ video, language }) => reply(subtitles(video, language)),
);

server.registerTool('tool_version', { description: 'Version of the downloader.' }, () => reply(version()));

await server.connect(new StdioServerTransport());
