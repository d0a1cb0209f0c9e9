import type { Entry } from '../../domain/flow.ts';
import { javascript } from '../source/calls.ts';

// Frameworks over the TypeScript SDK, and agents' tool kits that take the same shape.

const tool = {
  languages: javascript,
  foreign: [0],
  origin: 'argument',
  what: 'an argument of a tool',
} as const;

export const entries: readonly Entry[] = [
  // fastmcp.
  { ...tool, calls: ['*.addTool'], handler: '0.execute', schema: '0.parameters' },
  { ...tool, calls: ['*.addTool'], handler: '0.handler', schema: '0.inputSchema' },
  { ...tool, calls: ['*.addTool'], handler: 'last' },
  {
    ...tool,
    calls: ['*.addPrompt', '*.addResourceTemplate'],
    handler: '0.load',
    what: 'an argument of a prompt or a resource template',
  },
  // mcp-framework.
  { ...tool, bases: ['mcp-framework.MCPTool'], methods: ['execute'] },
  { ...tool, bases: ['mcp-framework.MCPPrompt'], methods: ['generateMessages'] },
  // Tool kits: `tool({ description, parameters, execute })`.
  {
    ...tool,
    calls: [
      'ai.tool',
      'ai.dynamicTool',
      '@mastra/core/tools.createTool',
      '*.createTool',
      '*.defineTool',
    ],
    handler: '0.execute',
    schema: '0.inputSchema',
  },
  {
    ...tool,
    calls: ['*.defineTool', '*.createTool'],
    handler: '0.handler',
    schema: '0.inputSchema',
  },
  { ...tool, calls: ['@anthropic-ai/claude-agent-sdk.tool'], handler: 3, schema: 2 },
  {
    ...tool,
    calls: ['@langchain/core/tools.tool'],
    handler: 0,
    schema: '1.schema',
  },
];
