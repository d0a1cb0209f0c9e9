import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { z } from 'zod';

const trips = new Map<string, string[]>();

export function tripServer(subject: string): McpServer {
  const server = new McpServer({ name: 'trip-planner', version: '0.9.2' });
  server.registerTool('my_trips', { description: 'Lists your trips.' }, async () => ({
    content: [{ type: 'text', text: (trips.get(subject) ?? []).join('\n') }],
  }));
  server.registerTool(
    'add_trip',
    { description: 'Adds a trip.', inputSchema: { place: z.string().max(80) } },
    async ({ place }) => {
      trips.set(subject, [...(trips.get(subject) ?? []), place]);
      return { content: [{ type: 'text', text: 'added' }] };
    },
  );
  return server;
}
