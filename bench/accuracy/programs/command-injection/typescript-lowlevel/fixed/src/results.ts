import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";

export const ok = (text: string): CallToolResult => ({ content: [{ type: "text", text }] });

export const fail = (text: string): CallToolResult => ({ ...ok(text), isError: true });
