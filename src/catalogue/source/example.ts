import type { SourceExample } from '../../domain/program.ts';

// Small servers for the examples of source rules: one tool, and in it what the example is about.

/** A server of the TypeScript SDK whose one tool has these parameters (`{ path: z.string() }`) and runs this body with `args`. */
export function javascriptTool(
  imports: readonly string[],
  schema: string,
  body: string,
): SourceExample {
  const lines = [
    "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';",
    "import { z } from 'zod';",
    ...imports,
    '',
    "const server = new McpServer({ name: 'example', version: '1.0.0' });",
    '',
    `server.registerTool('work', { inputSchema: ${schema} }, async (args) => {`,
    `  ${body}`,
    '  return { content: [] };',
    '});',
    '',
  ];
  return { 'src/server.ts': lines.join('\n') };
}

/** A FastMCP server whose one tool has these parameters (`path: str`) and runs this body. */
export function pythonTool(
  imports: readonly string[],
  parameters: string,
  body: string,
): SourceExample {
  const lines = [
    'from mcp.server.fastmcp import FastMCP',
    ...imports,
    '',
    'mcp = FastMCP("example")',
    '',
    '',
    '@mcp.tool()',
    `async def work(${parameters}) -> str:`,
    `    ${body.replaceAll('\n', '\n    ')}`,
    '    return "done"',
    '',
  ];
  return { 'server.py': lines.join('\n') };
}

/** A Go server whose one tool has one text parameter, a variable of the same name, and runs this body. */
export function goTool(
  packages: readonly string[],
  parameter: string,
  body: string,
): SourceExample {
  const lines = [
    'package main',
    '',
    ...[
      'context',
      ...packages,
      'github.com/mark3labs/mcp-go/mcp',
      'github.com/mark3labs/mcp-go/server',
    ].map((name) => `import "${name}"`),
    '',
    'func work(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {',
    `\t${parameter}, err := request.RequireString("${parameter}")`,
    '\tif err != nil {',
    '\t\treturn nil, err',
    '\t}',
    `\t${body.replaceAll('\n', '\n\t')}`,
    '\treturn mcp.NewToolResultText("done"), nil',
    '}',
    '',
    'func main() {',
    '\ts := server.NewMCPServer("example", "1.0.0")',
    `\ts.AddTool(mcp.NewTool("work", mcp.WithString("${parameter}")), work)`,
    '\tserver.ServeStdio(s)',
    '}',
    '',
  ];
  return { 'main.go': lines.join('\n') };
}
