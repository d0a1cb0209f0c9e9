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

/** Untyped parameters that hold the request, by name. */
const PASSED = { request: 'framework.Request()', req: 'framework.Request()' };

const route = {
  languages: python,
  foreign: 'all',
  trusted: TRUSTED,
  passes: PASSED,
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
  '*Quart()',
  '*RoutesTable()',
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
    calls: [
      ...['Route', 'WebSocketRoute'].map((name) => `starlette.routing.${name}`),
      ...['path', 're_path', 'conf.urls.url'].map((name) => `django.urls.${name}`),
      ...METHODS.map((method) => `aiohttp.web.${method}`),
      ...METHODS.map((method) => `*.router.add_${method}`),
      '*.add_websocket_route',
    ],
    handler: 1,
  },
  { ...route, calls: ['starlette.routing.Route'], handler: 'endpoint' },
  { ...route, calls: ['*.add_route'], handler: 1 },
  { ...route, calls: ['*.router.add_route', 'aiohttp.web.route'], handler: 2 },
  {
    ...route,
    // Django.
    decorators: [
      ...['require_GET', 'require_POST', 'require_safe', 'require_http_methods'].map(
        (name) => `django.views.decorators.http.${name}`,
      ),
      'django.views.decorators.csrf.csrf_exempt',
      'rest_framework.decorators.api_view',
      'rest_framework.decorators.action',
    ],
  },
  {
    ...route,
    // Classes with a method for each verb.
    bases: [
      'django.views.View',
      'django.views.generic.*',
      'rest_framework.views.APIView',
      'rest_framework.generics.*',
      'rest_framework.viewsets.*',
      'flask.views.MethodView',
      'flask_restful.Resource',
      'flask_restx.Resource',
      'starlette.endpoints.HTTPEndpoint',
      'aiohttp.web.View',
      'tornado.web.RequestHandler',
    ],
    methods: [
      ...METHODS,
      'list',
      'retrieve',
      'create',
      'update',
      'partial_update',
      'destroy',
      'dispatch',
    ],
  },
];
