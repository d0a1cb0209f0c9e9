import type { Entry } from '../../domain/flow.ts';
import { javascript } from '../source/calls.ts';

// Routes: Express, Koa, Hono and Fastify name them alike, and give the request in the first parameter.

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'all', 'use', 'options', 'head'];

/** Where each framework keeps what the client sent; `req` and `request` are Hono's and Koa's. */
const PARTS = [
  '0.query',
  '0.body',
  '0.params',
  '0.headers',
  '0.cookies',
  '0.url',
  '0.originalUrl',
  '0.path',
  '0.rawBody',
  '0.header',
  '0.hostname',
  ...['query', 'queries', 'param', 'json', 'text', 'parseBody', 'formData', 'header', 'valid'].map(
    (name) => `0.req.${name}`,
  ),
  '0.request.body',
  '0.request.query',
  '0.request.headers',
] as const;

const route = {
  languages: javascript,
  foreign: PARTS,
  origin: 'request',
  what: 'a part of an HTTP request',
} as const;

export const entries: readonly Entry[] = [
  {
    ...route,
    types: [
      'express.Request',
      'http.IncomingMessage',
      'fastify.FastifyRequest',
      '@vercel/node.VercelRequest',
    ],
  },
  { ...route, types: ['hono.Context', 'koa.Context'] },
  {
    ...route,
    calls: METHODS.map((method) => `*.${method}`),
    when: (call) => {
      const path = call.argument(0)?.constant;
      return call.count > 1 && typeof path === 'string' && /^[/*:]/.test(path);
    },
    handler: 'last',
  },
  {
    ...route,
    // What runs before all routes.
    calls: ['*.use'],
    when: (call) =>
      call.count === 1 &&
      /app|router|server|express|koa/i.test(call.argument('receiver')?.text ?? ''),
    handler: 'last',
  },
  // `router.route('/x').post(handler)`.
  { ...route, calls: METHODS.map((method) => `*.route().${method}`), handler: 'last' },
  { ...route, calls: ['*.route'], handler: '0.handler' },
  {
    ...route,
    calls: [
      'http.createServer',
      'https.createServer',
      'http2.createServer',
      'http2.createSecureServer',
    ],
    handler: 'last',
    foreign: ['0.url', '0.headers'],
  },
  {
    ...route,
    calls: ['Bun.serve', 'Deno.serve', '@hono/node-server.serve'],
    handler: '0.fetch',
    foreign: [0],
  },
  { ...route, calls: ['Deno.serve'], handler: 'last', foreign: [0] },
  {
    languages: javascript,
    calls: ['*.on', '*.addEventListener'],
    when: (call) =>
      call.argument(0)?.constant === 'message' &&
      /socket|^ws$|conn|peer/i.test(call.argument('receiver')?.text ?? ''),
    handler: 1,
    foreign: [0],
    origin: 'request',
    what: 'a message of a WebSocket',
  },
  {
    languages: javascript,
    calls: ['*.addEventListener', '*.on'],
    when: (call) =>
      call.argument(0)?.constant === 'message' && /window|self|globalThis/.test(call.name),
    handler: 1,
    foreign: ['0.data'],
    origin: 'request',
    what: 'a message of another window',
  },
];
