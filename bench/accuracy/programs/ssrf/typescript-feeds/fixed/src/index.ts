import { FastMCP, UserError } from 'fastmcp';
import { z } from 'zod';
import { FeedReader } from './feeds';

const reader = new FeedReader();
const server = new FastMCP({ name: 'Feed reader', version: '0.6.0' });

async function reported<T>(work: () => Promise<T>): Promise<string> {
  try {
    return JSON.stringify(await work(), null, 1);
  } catch (error) {
    throw new UserError(error instanceof Error ? error.message : 'failed');
  }
}

server.addTool({
  name: 'subscribe',
  description: 'Subscribes to an RSS feed.',
  parameters: z.object({ name: z.string().min(1).max(40), url: z.string().url() }),
  execute: ({ name, url }) => reported(() => reader.subscribe(name, url)),
});

server.addTool({
  name: 'latest',
  description: 'Shows the latest items of a feed.',
  parameters: z.object({ name: z.string() }),
  execute: ({ name }) => reported(() => reader.latest(name)),
});

server.addTool({
  name: 'headlines',
  description: 'Shows what the front page of the public broadcaster says.',
  parameters: z.object({ region: z.enum(['north', 'south', 'west']) }),
  execute: async ({ region }) => {
    const response = await fetch(`https://news.example.org/rss/${region}.xml`);
    return (await response.text()).slice(0, 4000);
  },
});

server.addTool({
  name: 'subscriptions',
  description: 'Lists the feeds.',
  execute: async () => reader.names().join('\n'),
});

await server.start({ transportType: 'stdio' });
