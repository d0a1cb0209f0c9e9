import { randomUUID } from 'node:crypto';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { desk } from './desk.js';
import type { Settings } from './settings.js';

const open = new Map<string, StreamableHTTPServerTransport>();

export const find = (id: unknown): StreamableHTTPServerTransport | undefined =>
  typeof id === 'string' ? open.get(id) : undefined;

export async function begin({ hosts }: Settings): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: () => randomUUID(),
    onsessioninitialized: (id) => void open.set(id, transport),
    enableDnsRebindingProtection: true,
    allowedHosts: hosts,
    allowedOrigins: hosts.map((host) => `http://${host}`),
  });
  transport.onclose = () => {
    if (transport.sessionId) open.delete(transport.sessionId);
  };
  await desk().connect(transport);
  return transport;
}
