import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

type Handler<A> = (args: A) => Promise<CallToolResult>;

export const message = (text: string, isError = false): CallToolResult => ({
  isError,
  content: [{ type: 'text', text }],
});

/** Turns what a handler throws into a result, and keeps a log of calls. */
export function logged<A extends object>(name: string, handler: Handler<A>): Handler<A> {
  return async (args) => {
    console.error(new Date().toISOString(), name);
    try {
      return await handler(args);
    } catch (error) {
      return message(error instanceof Error ? error.message : 'failed', true);
    }
  };
}
