import { randomUUID } from 'node:crypto';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import { notebook } from './notebook.js';

interface Session {
  user: string;
  transport: StreamableHTTPServerTransport;
}

const sessions = new Map<string, Session>();

export async function start(user: string): Promise<StreamableHTTPServerTransport> {
  const transport = new StreamableHTTPServerTransport({
    sessionIdGenerator: randomUUID,
    onsessioninitialized: (id) => {
      sessions.set(id, { user, transport });
    },
  });
  transport.onclose = () => {
    sessions.delete(transport.sessionId ?? '');
  };
  await notebook(user).connect(transport);
  return transport;
}

/** The session of an id, if it belongs to the user. */
export function resume(id: string, user: string): StreamableHTTPServerTransport | undefined {
  const session = sessions.get(id);
  return session?.user === user ? session.transport : undefined;
}
