import type { Entry } from '../../domain/flow.ts';
import { python } from '../source/calls.ts';

// Routes: FastAPI, Starlette, Flask, aiohttp and Django. Parameters that hold the request itself are
// not foreign as a whole: what is read out of them is (see the models).

const TRUSTED = [
  'Request',
  'HttpRequest',
  'Response',
  'WebSocket',
  'BackgroundTasks',
  'HTTPConnection',
  'Session',
  'AsyncSession',
  'SecurityScopes',
  'request',
  'req',
  'response',
  'self',
  'db',
  'session',
  'current_user',
  'user',
  'websocket',
] as const;

const route = {
  languages: python,
  foreign: 'all',
  trusted: TRUSTED,
  enforcesTypes: true,
  origin: 'request',
  what: 'a parameter of an HTTP route',
} as const;

/** What routes are hung on; a bare `*.patch` would be that of tests. */
const ROUTERS = [
  '*FastAPI()',
  '*APIRouter()',
  '*Flask()',
  '*Blueprint()',
  '*RouteTableDef()',
  '*Sanic()',
  '*app',
  '*router',
  '*routes',
  '*api',
  '*bp',
  '*blueprint',
];
const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

export const entries: readonly Entry[] = [
  {
    ...route,
    decorators: [
      ...ROUTERS.flatMap((router) => METHODS.map((method) => `${router}.${method}`)),
      ...['route', 'api_route', 'websocket', 'custom_route'].map((method) => `*.${method}`),
    ],
  },
  { ...route, calls: ['*.add_api_route', '*.add_url_rule'], handler: 'last' },
  {
    ...route,
    calls: ['starlette.routing.Route', 'django.urls.path', 'django.urls.re_path'],
    handler: 1,
  },
];
