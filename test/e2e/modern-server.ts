import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { McpServer, ResourceTemplate, createMcpHandler } from '@modelcontextprotocol/server';
import { z } from 'zod';

// A server on the official package for the current revision; it also serves the old era.

export const offered = { tools: 3, prompts: 2, resources: 2, templates: 1 } as const;

function build(): McpServer {
  const server = new McpServer({ name: 'library', version: '1.0.0' });
  const text = (words: string) => ({ content: [{ type: 'text' as const, text: words }] });
  for (let n = 1; n <= offered.tools; n += 1) {
    const config = {
      description: `Counts the books on shelf ${n}.`,
      inputSchema: z.object({ author: z.string().describe('Name of the author.') }),
      annotations: { readOnlyHint: true },
    };
    server.registerTool(`count_shelf_${n}`, config, () => text('None.'));
  }
  for (let n = 1; n <= offered.prompts; n += 1) {
    server.registerPrompt(`summary_${n}`, { description: 'Summarises a book.' }, () => ({
      messages: [{ role: 'user', content: { type: 'text', text: 'Summarise the book.' } }],
    }));
  }
  const read = (uri: URL) => ({ contents: [{ uri: uri.href, text: 'A page.' }] });
  for (let n = 1; n <= offered.resources; n += 1) {
    server.registerResource(`page_${n}`, `library://page/${n}`, { description: 'A page.' }, read);
  }
  const template = new ResourceTemplate('library://shelf/{number}', { list: undefined });
  server.registerResource('shelf', template, { description: 'A shelf.' }, read);
  return server;
}

/** Serves on loopback; gives the address and how to stop. */
export async function serveModern(): Promise<{ readonly url: string; close(): void }> {
  const handler = createMcpHandler(() => build());
  const server = createServer(async (request, response) => {
    const init = {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]),
      ...(request.method === 'POST' && { body: Readable.toWeb(request), duplex: 'half' as const }),
    };
    const url = `http://${request.headers.host}${request.url}`;
    const answer = await handler.fetch(new Request(url, init as RequestInit));
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    for await (const chunk of answer.body ?? []) response.write(chunk);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/mcp`, close };
}
