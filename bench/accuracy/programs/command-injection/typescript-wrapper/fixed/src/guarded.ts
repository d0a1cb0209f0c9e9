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

const SELECTOR = /^[a-z0-9_]+(\.[a-z0-9_]+)*\+?$/;

/** Like `logged`, for tools whose selector goes to the shell. */
export function selecting<A extends { select: string }>(name: string, handler: Handler<A>): Handler<A> {
  return logged(name, async (args) => {
    if (!SELECTOR.test(args.select)) return message('a selector looks like orders+ or mart.sales', true);
    return handler(args);
  });
}
