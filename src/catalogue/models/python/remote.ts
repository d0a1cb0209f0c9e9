import type { Model } from '../../../domain/flow.ts';
import { members, python } from '../../source/calls.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'request', 'head', 'send'];
const CLIENTS = [
  'requests',
  'requests.Session()',
  'httpx',
  'httpx.Client()',
  'httpx.AsyncClient()',
  'aiohttp.ClientSession()',
  'urllib3.PoolManager()',
];

// What other services answer.

export const models: readonly Model[] = [
  {
    languages: python,
    calls: [
      ...CLIENTS.flatMap((client) => members(client, VERBS)),
      'urllib.request.urlopen',
      'aiohttp.request',
    ],
    from: [],
    origin: 'remote',
  },
  {
    languages: python,
    // Starlette's and Flask's requests, where they are asked by methods.
    calls: [
      ...members('*Request()', [
        'json',
        'form',
        'body',
        'query_params.get',
        'path_params.get',
        'headers.get',
        'cookies.get',
        'post',
        'read',
        'text',
        'args.get',
      ]),
      ...members('tornado.web.RequestHandler()', [
        'get_argument',
        'get_arguments',
        'get_query_argument',
        'get_query_arguments',
        'get_body_argument',
        'get_body_arguments',
        'get_cookie',
      ]),
      ...members('aiohttp.web.View().request', ['json', 'post', 'text', 'read']),
      ...members('quart.request', ['get_json', 'get_data']),
      ...members('flask.request', [
        'get_json',
        'get_data',
        'args.get',
        'form.get',
        'values.get',
        'headers.get',
        'cookies.get',
        'args.getlist',
        'form.getlist',
      ]),
      ...members('*HttpRequest()', ['GET.get', 'POST.get', 'body.decode']),
    ],
    from: [],
    origin: 'request',
  },
  {
    languages: python,
    // What a client of the server answers is what its user, or its model, wrote. Its roots are its settings.
    calls: [
      ...members('*Context()', ['sample', 'elicit']),
      ...members('*', ['session.create_message', 'session.elicit']),
      ...members('*ServerSession()', ['create_message', 'elicit']),
    ],
    from: [],
    origin: 'argument',
  },
  {
    languages: python,
    // What other servers answer.
    calls: [
      ...members('mcp*ClientSession()', ['call_tool', 'read_resource', 'get_prompt', 'list_tools']),
      ...members('fastmcp.Client()', ['call_tool', 'read_resource', 'get_prompt', 'list_tools']),
    ],
    from: [],
    origin: 'remote',
  },
];
