import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { CallToolRequestSchema, ListToolsRequestSchema, type Tool } from "@modelcontextprotocol/sdk/types.js";
import { authors, between, tags } from "./git.js";
import { fail, ok } from "./results.js";

const TOOLS: Tool[] = [
  { name: "list_tags", description: "Lists releases, newest first.", inputSchema: { type: "object" } },
  { name: "list_authors", description: "Lists who has contributed.", inputSchema: { type: "object" } },
  {
    name: "changes",
    description: "Collects what has changed between two releases.",
    inputSchema: {
      type: "object",
      properties: {
        older: { type: "string", description: "tag" },
        newer: { type: "string", description: "tag, or HEAD" },
      },
      required: ["older"],
    },
  },
];

const server = new Server({ name: "release-notes", version: "2.5.0" }, { capabilities: { tools: {} } });

server.setRequestHandler(ListToolsRequestSchema, async () => ({ tools: TOOLS }));

server.setRequestHandler(CallToolRequestSchema, async ({ params }) => {
  const args = params.arguments ?? {};
  switch (params.name) {
    case "list_tags":
      return ok(tags().join("\n"));
    case "list_authors":
      return ok(authors());
    case "changes": {
      const older = String(args.older ?? "");
      const newer = String(args.newer ?? "HEAD");
      if (!older) return fail("older is missing");
      try {
        return ok(between(older, newer));
      } catch {
        return fail("git could not compare the two");
      }
    }
    default:
      return fail(`unknown tool ${params.name}`);
  }
});

await server.connect(new StdioServerTransport());
