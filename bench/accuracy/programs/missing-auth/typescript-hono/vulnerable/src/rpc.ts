import * as ledger from './ledger.js';

interface Call {
  jsonrpc: '2.0';
  id: number | string;
  method: string;
  params?: { name?: string; arguments?: Record<string, unknown> };
}

const tools = [
  { name: 'entries', description: 'Lists the entries.', inputSchema: { type: 'object' } },
  {
    name: 'post_entry',
    description: 'Posts an entry.',
    inputSchema: {
      type: 'object',
      properties: { account: { type: 'string' }, cents: { type: 'integer' } },
      required: ['account', 'cents'],
    },
  },
];

function call(name: string | undefined, args: Record<string, unknown>): unknown {
  if (name === 'entries') return ledger.list();
  if (name === 'post_entry') return ledger.post(String(args.account), Math.trunc(Number(args.cents)));
  throw new Error('unknown tool');
}

export function handle(message: Call): unknown {
  const reply = (result: unknown) => ({ jsonrpc: '2.0', id: message.id, result });
  switch (message.method) {
    case 'initialize':
      return reply({
        protocolVersion: '2025-06-18',
        capabilities: { tools: {} },
        serverInfo: { name: 'ledger', version: '0.8.0' },
      });
    case 'tools/list':
      return reply({ tools });
    case 'tools/call': {
      const value = call(message.params?.name, message.params?.arguments ?? {});
      return reply({ content: [{ type: 'text', text: JSON.stringify(value) }] });
    }
    default:
      return { jsonrpc: '2.0', id: message.id, error: { code: -32601, message: 'no such method' } };
  }
}
