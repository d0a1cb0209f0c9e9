import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lookAtNode, lookAtUrl, seenIn } from '../../../test/support/look.ts';
import type { Look } from '../../domain/introspection.ts';

// Servers that nobody here wrote, and what the official client says that they offer.

const everything = 'node_modules/@modelcontextprotocol/server-everything/dist/index.js';
const v2 = 'test/fixtures/wire/v2-server.ts';

interface Offer {
  readonly tool: string[];
  readonly prompt: string[];
  readonly resource: string[];
  readonly template: string[];
}

/** What the official client lists, page by page. */
async function offerTo(transport: Transport): Promise<Offer> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(transport);
  const { tools, prompts, resources } = client.getServerCapabilities() ?? {};
  const offer = {
    tool: tools ? (await client.listTools()).tools.map(({ name }) => name) : [],
    prompt: prompts ? (await client.listPrompts()).prompts.map(({ name }) => name) : [],
    resource: resources ? (await client.listResources()).resources.map(({ uri }) => uri) : [],
    template: resources
      ? (await client.listResourceTemplates()).resourceTemplates.map((one) => one.uriTemplate)
      : [],
  };
  await client.close();
  return offer;
}

function offerIn(look: Look): Offer {
  const { definitions } = seenIn(look);
  const names = (kind: string): string[] =>
    definitions.filter((one) => one.kind === kind).map(({ name }) => name);
  return {
    tool: names('tool'),
    prompt: names('prompt'),
    resource: names('resource'),
    template: names('template'),
  };
}

/** Starts a server on HTTP that says on standard error where it listens. */
async function started(...args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  return await new Promise((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^listening on (\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
}

describe('servers on stdio', () => {
  test.each([
    ['everything', [everything, 'stdio'], { tool: 13, prompt: 4 }],
    [
      'filesystem',
      ['node_modules/@modelcontextprotocol/server-filesystem/dist/index.js', 'docs'],
      { tool: 14, prompt: 0 },
    ],
    [
      'memory',
      ['node_modules/@modelcontextprotocol/server-memory/dist/index.js'],
      { tool: 9, prompt: 0 },
    ],
  ])('%s is seen completely', async (_name, args, counts) => {
    const official = await offerTo(
      new StdioClientTransport({ command: process.execPath, args, stderr: 'ignore' }),
    );
    const look = await lookAtNode(args);
    expect(offerIn(look)).toEqual(official);
    expect({ tool: official.tool.length, prompt: official.prompt.length }).toEqual(counts);
    expect(seenIn(look)).toMatchObject({ era: 'legacy', transport: 'stdio' });
  });

  test.each(['serve', 'reject'])(
    'of the second version are seen in the modern era (legacy: %s)',
    async (legacy) => {
      const look = await lookAtNode([v2, 'stdio', legacy]);
      expect(seenIn(look)).toMatchObject({
        era: 'modern',
        protocolVersion: '2026-07-28',
        serverInfo: { name: 'v2' },
        instructions: 'Be brief.',
        notes: [],
      });
      expect(offerIn(look)).toEqual(offerOfV2);
    },
  );
});

const offerOfV2: Offer = {
  tool: ['tool-0', 'tool-1', 'tool-2'],
  prompt: ['prompt-0', 'prompt-1', 'prompt-2'],
  resource: ['memo://resource/0', 'memo://resource/1', 'memo://resource/2'],
  template: ['memo://note/{id}'],
};

describe('servers on HTTP', () => {
  test('everything is seen completely over Streamable HTTP', async () => {
    const loopback = ['--require', './test/fixtures/wire/loopback.cjs'];
    const url = `${await started(...loopback, everything, 'streamableHttp')}/mcp`;
    const official = await offerTo(
      new StreamableHTTPClientTransport(new URL(url)) as unknown as Transport,
    );
    const look = await lookAtUrl(url);
    expect(offerIn(look)).toEqual(official);
    expect(official.tool.length).toBeGreaterThan(10);
    expect(seenIn(look)).toMatchObject({ era: 'legacy', transport: 'http' });
  });

  test.each(['http', 'sse'])(
    'everything is seen completely over HTTP+SSE, configured as %s',
    async (type) => {
      const loopback = ['--require', './test/fixtures/wire/loopback.cjs'];
      const url = `${await started(...loopback, everything, 'sse')}/sse`;
      const official = await offerTo(new SSEClientTransport(new URL(url)));
      const look = await lookAtUrl(url, { type });
      expect(offerIn(look)).toEqual(official);
      expect(official.tool.length).toBeGreaterThan(10);
      expect(seenIn(look)).toMatchObject({ era: 'legacy', transport: 'sse' });
    },
  );

  test('of the second version are seen in the modern era, and alike by legacy clients', async () => {
    const url = `${await started(v2, 'http', 'serve')}/mcp`;
    const official = await offerTo(
      new StreamableHTTPClientTransport(new URL(url)) as unknown as Transport,
    );
    const look = await lookAtUrl(url);
    expect(official).toEqual(offerOfV2);
    expect(offerIn(look)).toEqual(offerOfV2);
    expect(seenIn(look)).toMatchObject({ era: 'modern', transport: 'http', notes: [] });
  });

  test('of the second version without the legacy era are seen too', async () => {
    const look = await lookAtUrl(`${await started(v2, 'http', 'reject')}/mcp`);
    expect(seenIn(look)).toMatchObject({ era: 'modern', instructions: 'Be brief.', notes: [] });
    expect(offerIn(look)).toEqual(offerOfV2);
  });
});
