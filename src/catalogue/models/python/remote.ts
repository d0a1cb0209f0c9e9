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
      ]),
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
];
