import type { Entry } from '../../domain/flow.ts';
import { javascript } from '../source/calls.ts';

// Tools that stand in tables of the program's own, to be called by a dispatcher, and tools and routes
// that a framework finds by the file they are in.

/** What a dispatcher passes beside the arguments, by the usual names. */
const TRUSTED = [
  'client',
  'api',
  'ctx',
  'context',
  'extra',
  'server',
  'deps',
  'config',
  'session',
  'logger',
  'options',
  'env',
] as const;

const HANDLERS = ['handler', 'execute', 'run', 'callback', 'handle', 'call', 'invoke'];

const tool = {
  languages: javascript,
  foreign: 'all',
  trusted: TRUSTED,
  origin: 'argument',
  what: 'an argument of a tool',
} as const;

export const entries: readonly Entry[] = [
  ...[
    'inputSchema',
    'parameters',
    'schema',
    'input_schema',
    'argsSchema',
    'paramsSchema',
    'params',
  ].map(
    (schema): Entry => ({
      ...tool,
      records: { handlers: HANDLERS, beside: ['name', 'description', schema] },
      schema,
    }),
  ),
  {
    ...tool,
    // xmcp.
    foreign: [0],
    exports: {
      names: ['default'],
      beside: ['schema', 'metadata'],
      paths: /(?:^|\/)tools\/[^/]{1,100}\.[jt]sx?$/,
    },
    schema: 'schema',
  },
  {
    languages: javascript,
    // Workers.
    exports: { names: ['default.fetch'], beside: [], paths: /\.[cm]?[jt]s$/ },
    foreign: [0],
    origin: 'request',
    what: 'an HTTP request',
  },
  {
    languages: javascript,
    // Next.
    exports: {
      names: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      beside: [],
      paths: /(?:^|\/)route\.[jt]sx?$/,
    },
    foreign: [0, '1.params'],
    origin: 'request',
    what: 'a part of an HTTP request',
  },
  {
    languages: javascript,
    exports: { names: ['default'], beside: [], paths: /(?:^|\/)pages\/api\/.{1,200}\.[jt]sx?$/ },
    foreign: ['0.query', '0.body', '0.headers', '0.cookies', '0.url'],
    origin: 'request',
    what: 'a part of an HTTP request',
  },
];
