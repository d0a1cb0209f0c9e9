import type { Entry } from '../../domain/flow.ts';
import { python } from '../source/calls.ts';

// The Python SDK with its FastMCP, FastMCP 2 and later, and tool kits that decorate functions alike.

/** What the frameworks pass in themselves, by the parameter's type or name. */
const TRUSTED = [
  'Context',
  'ServerSession',
  'RequestContext',
  'ctx',
  'mcp_ctx',
  'ServerRequestContext',
  'CurrentContext',
  'RunContext',
  'ToolContext',
  'ToolRuntime',
] as const;

const tool = {
  languages: python,
  foreign: 'all',
  trusted: TRUSTED,
  enforcesTypes: true,
  origin: 'argument',
  what: 'an argument of a tool',
} as const;

const lowLevel = {
  languages: python,
  foreign: 'all',
  trusted: TRUSTED,
  origin: 'argument',
} as const;

export const entries: readonly Entry[] = [
  {
    ...tool,
    decorators: [
      '*.tool',
      '*.mcp_tool',
      '*.function_tool',
      '*.tool_plain',
      'smolagents.tool',
      'agents.function_tool',
    ],
  },
  {
    ...tool,
    decorators: ['*.prompt', '*.mcp_prompt'],
    what: 'an argument of a prompt',
  },
  {
    ...tool,
    decorators: ['*.resource', '*.mcp_resource'],
    what: 'a part of the URI of a resource',
  },
  {
    ...tool,
    calls: ['*.add_tool', '*.from_function', '*.Tool.from_function', '*.tool()'],
    handler: 0,
  },
  { ...tool, calls: ['*.add_tool', '*.from_function'], handler: 'fn' },
  { ...tool, calls: ['*.from_function'], handler: 'func' },
  // `mcp.tool()(function)`, `mcp.tool(function)`.
  { ...tool, calls: ['*.tool', '*.tool()'], handler: 0 },
  {
    ...tool,
    calls: ['*.prompt()', '*.resource()', '*.add_prompt'],
    handler: 0,
    what: 'an argument of a prompt or resource',
  },
  // Low level: the arguments are what the message carried.
  { ...lowLevel, decorators: ['*.call_tool'], what: 'an argument of a tool' },
  { ...lowLevel, decorators: ['*.get_prompt'], what: 'an argument of a prompt' },
  {
    ...lowLevel,
    decorators: ['*.read_resource', '*.subscribe_resource'],
    what: 'the URI of a resource',
  },
  { ...lowLevel, decorators: ['*.completion'], what: 'what is to be completed' },
  {
    ...lowLevel,
    calls: ['*.call_tool()', '*.read_resource()', '*.get_prompt()'],
    handler: 0,
    what: 'an argument of a request',
  },
  // Version 2 of the low level: `Server(name, on_call_tool=handler)`, and `handler(ctx, params)`.
  ...['on_call_tool', 'on_get_prompt', 'on_read_resource', 'on_completion'].map(
    (handler): Entry => ({
      languages: python,
      calls: ['*Server'],
      handler,
      foreign: ['1.name', '1.arguments', '1.uri', '1.argument'],
      origin: 'argument',
      what: 'an argument of a request',
    }),
  ),
  {
    ...tool,
    bases: ['langchain.tools.BaseTool', 'langchain_core.tools.BaseTool', 'crewai.tools.BaseTool'],
    methods: ['_run', '_arun'],
  },
];
