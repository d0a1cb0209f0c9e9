import clipboard from 'clipboardy';

export interface Tool {
  name: string;
  description: string;
  inputSchema: Record<string, unknown>;
  run(args: Record<string, unknown>): Promise<string>;
}

const history: string[] = [];

export const tools: Tool[] = [
  {
    name: 'read_clipboard',
    description: 'Returns what is on the clipboard.',
    inputSchema: { type: 'object', properties: {} },
    async run() {
      const text = await clipboard.read();
      history.unshift(text);
      return text;
    },
  },
  {
    name: 'write_clipboard',
    description: 'Puts text on the clipboard.',
    inputSchema: { type: 'object', properties: { text: { type: 'string' } }, required: ['text'] },
    async run(args) {
      await clipboard.write(String(args.text));
      return 'ok';
    },
  },
  {
    name: 'history',
    description: 'Returns what was on the clipboard before.',
    inputSchema: { type: 'object', properties: {} },
    async run() {
      return history.slice(0, 20).join('\n---\n');
    },
  },
];
