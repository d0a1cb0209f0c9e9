import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { JsonObject } from '../../src/domain/json.ts';

// A client as small as the labs, so that they are held to the protocol and not to our own wire.

export type Era = 'legacy' | 'modern';

/** A started lab. */
export interface Peer {
  /** Sends a message; resolves with the reply, with `{}` where none is due. */
  send(message: JsonObject): Promise<JsonObject>;
  /** The address, for a lab on HTTP. */
  readonly url?: string;
  close(): Promise<void>;
}

/** What a server says that it offers, all pages joined. */
export interface Offer {
  readonly name: unknown;
  readonly instructions: unknown;
  readonly tools: readonly unknown[];
  readonly prompts: readonly unknown[];
  readonly resources: readonly unknown[];
  readonly resourceTemplates: readonly unknown[];
}

const MODERN = '2026-07-28';
/** What each request of the modern era carries. */
export const META: JsonObject = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientInfo': { name: 'lab-client', version: '1.0.0' },
  'io.modelcontextprotocol/clientCapabilities': {},
};

/** Starts a lab on stdio, or on HTTP where its command says so. */
export async function open(command: readonly string[], cwd: string): Promise<Peer> {
  const [program = '', ...args] = command;
  const run = program === 'node' ? process.execPath : program;
  const child = spawn(run, args, { cwd, stdio: 'pipe' });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const isHttp = args.includes('--http') || args.includes('--sse');
  const close = (): Promise<void> => {
    child.stdin.end();
    if (isHttp) child.kill();
    return ended;
  };
  return { ...(await (isHttp ? overHttp(child) : overStdio(child))), close };
}

async function overStdio(child: ChildProcessWithoutNullStreams): Promise<Omit<Peer, 'close'>> {
  const waiting = new Map<unknown, (reply: JsonObject) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as JsonObject;
    waiting.get(reply['id'])?.(reply);
  });
  return {
    send: (message) => {
      child.stdin.write(`${JSON.stringify(message)}\n`);
      if (message['id'] === undefined) return Promise.resolve({});
      return new Promise((resolve) => waiting.set(message['id'], resolve));
    },
  };
}

async function overHttp(child: ChildProcessWithoutNullStreams): Promise<Omit<Peer, 'close'>> {
  const url = await new Promise<string>((resolve) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const found = /^listening on (\S+)$/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  let session: string | undefined;
  const send = async (message: JsonObject): Promise<JsonObject> => {
    const response = await fetch(url, {
      method: 'POST',
      headers: { ...headersFor(message), ...(session && { 'Mcp-Session-Id': session }) },
      body: JSON.stringify(message),
    });
    session = response.headers.get('Mcp-Session-Id') ?? session;
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as JsonObject);
  };
  return { url, send };
}

function headersFor(message: JsonObject): Record<string, string> {
  const params = message['params'] as JsonObject | undefined;
  const name = params?.['name'] ?? params?.['uri'];
  return {
    'Content-Type': 'application/json',
    Accept: 'application/json, text/event-stream',
    ...(params?.['_meta'] !== undefined && {
      'MCP-Protocol-Version': MODERN,
      'Mcp-Method': String(message['method']),
      ...(name !== undefined && { 'Mcp-Name': String(name) }),
    }),
  };
}

let lastId = 0;

/** One request in the manner of an era. */
export function ask(
  peer: Peer,
  era: Era,
  method: string,
  params: JsonObject = {},
): Promise<JsonObject> {
  lastId += 1;
  const carried = era === 'modern' ? { ...params, _meta: META } : params;
  return peer.send({ jsonrpc: '2.0', id: lastId, method, params: carried });
}

/** Opens the conversation in the manner of an era; the server's reply. */
export async function greet(peer: Peer, era: Era): Promise<JsonObject> {
  if (era === 'modern') return ask(peer, era, 'server/discover');
  const reply = await ask(peer, era, 'initialize', {
    protocolVersion: '2025-11-25',
    capabilities: {},
    clientInfo: { name: 'lab-client', version: '1.0.0' },
  });
  await peer.send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  return reply;
}

/** Everything that a server offers, in one era. Throws on any error that it answers with. */
export async function offerOf(peer: Peer, era: Era): Promise<Offer> {
  const hello = resultOf(await greet(peer, era));
  const capabilities = hello['capabilities'] as JsonObject;
  const info = (hello['serverInfo'] ??
    (hello['_meta'] as JsonObject)['io.modelcontextprotocol/serverInfo']) as JsonObject;
  const list = async (capability: string, method: string, key: string): Promise<unknown[]> => {
    if (capabilities[capability] === undefined) return [];
    const all: unknown[] = [];
    let cursor: unknown;
    do {
      const params = cursor === undefined ? {} : { cursor: String(cursor) };
      const result = resultOf(await ask(peer, era, method, params));
      all.push(...(result[key] as unknown[]));
      cursor = result['nextCursor'];
    } while (cursor !== undefined);
    return all;
  };
  return {
    name: info['name'],
    instructions: hello['instructions'],
    tools: await list('tools', 'tools/list', 'tools'),
    prompts: await list('prompts', 'prompts/list', 'prompts'),
    resources: await list('resources', 'resources/list', 'resources'),
    resourceTemplates: await list('resources', 'resources/templates/list', 'resourceTemplates'),
  };
}

/** The result of a reply; an error reply is thrown. */
export function resultOf(reply: JsonObject): JsonObject {
  if (reply['error'] !== undefined) throw new Error(JSON.stringify(reply['error']));
  return reply['result'] as JsonObject;
}
