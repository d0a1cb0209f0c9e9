import { tools } from './clipboard.js';

interface Message {
  jsonrpc: '2.0';
  id?: string | number;
  method: string;
  params?: { name?: string; arguments?: Record<string, unknown> };
}

export async function answer(message: Message): Promise<object | undefined> {
  const { id, method, params } = message;
  if (id === undefined) return undefined;
  if (method === 'initialize') {
    return {
      jsonrpc: '2.0',
      id,
      result: {
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'clipboard', version: '0.1.4' },
      },
    };
  }
  if (method === 'tools/list') {
    return { jsonrpc: '2.0', id, result: { tools: tools.map(({ run: _, ...rest }) => rest) } };
  }
  if (method === 'tools/call') {
    const tool = tools.find(({ name }) => name === params?.name);
    if (tool) {
      const text = await tool.run(params?.arguments ?? {});
      return { jsonrpc: '2.0', id, result: { content: [{ type: 'text', text }] } };
    }
  }
  return { jsonrpc: '2.0', id, error: { code: -32601, message: 'not found' } };
}
