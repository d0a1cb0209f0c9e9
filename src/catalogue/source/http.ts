import type { CallView, Sink } from '../../domain/flow.ts';
import { go, javascript, members, python, startOf } from './calls.ts';

// Calls that send a request to a URL. Shared by the rules about where it goes and what is put into it.

type HttpSink = Pick<Sink, 'languages' | 'calls' | 'arguments'> & Partial<Pick<Sink, 'when'>>;

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options'];

/** A path alone belongs to a client that has its host already. */
export function isPathOnly(call: CallView, at: number | string): boolean {
  return /^\/(?!\/)/.test(startOf(call, at));
}

const PYTHON_CLIENTS = [
  'requests',
  'requests.Session()',
  'requests.session()',
  'httpx',
  'httpx.Client()',
  'httpx.AsyncClient()',
  'aiohttp.ClientSession()',
  'urllib3',
  'urllib3.PoolManager()',
  'curl_cffi.requests',
  'niquests',
  'cloudscraper.create_scraper()',
];

export const requesting: readonly HttpSink[] = [
  {
    languages: javascript,
    calls: [
      'fetch',
      'globalThis.fetch',
      'node-fetch',
      'node-fetch.fetch',
      'cross-fetch',
      'cross-fetch.fetch',
      'isomorphic-fetch',
      ...members('undici', ['fetch', 'request', 'stream']),
      'axios',
      ...members('axios', [...VERBS, 'request', 'getUri']),
      ...members('axios.create()', VERBS),
      'got',
      ...members('got', [...VERBS, 'stream']),
      'ky',
      ...members('ky', VERBS),
      ...members('superagent', VERBS),
      'needle',
      'request',
      ...members('request', VERBS),
      ...members('http', ['get', 'request']),
      ...members('https', ['get', 'request']),
      'ws',
      'ws.WebSocket',
      'WebSocket',
      'EventSource',
      'eventsource',
      'eventsource.EventSource',
    ],
    arguments: [0],
    when: (call) => call.argument(0)?.fields === undefined && !isPathOnly(call, 0),
  },
  {
    languages: javascript,
    calls: [
      'axios',
      'axios.request',
      'axios.create',
      'axios.create().request',
      'got',
      'request',
      'http.request',
      'https.request',
      'http.get',
      'https.get',
    ],
    arguments: ['0.url', '0.baseURL', '0.uri', '0.hostname', '0.host'],
  },
  {
    languages: python,
    calls: PYTHON_CLIENTS.flatMap((client) => members(client, VERBS)),
    arguments: [0, 'url'],
    when: (call) => !isPathOnly(call, 0),
  },
  {
    languages: python,
    calls: PYTHON_CLIENTS.flatMap((client) =>
      members(client, ['request', 'stream', 'build_request']),
    ),
    arguments: [1, 'url'],
    when: (call) => !isPathOnly(call, 1),
  },
  {
    languages: python,
    calls: [
      ...members('urllib.request', ['urlopen', 'urlretrieve', 'Request']),
      'urllib.urlopen',
      'websockets.connect',
      'feedparser.parse',
      'trafilatura.fetch_url',
      'aiohttp.request',
    ],
    arguments: [0, 'url', 'fullurl'],
  },
  {
    languages: go,
    calls: [
      ...members('net/http', ['Get', 'Head', 'Post', 'PostForm']),
      ...members('net/http.Client', ['Get', 'Head', 'Post', 'PostForm']),
      ...members('net/http.DefaultClient', ['Get', 'Head', 'Post', 'PostForm']),
      '*.R().Get',
      '*.R().Post',
    ],
    arguments: [0],
  },
  { languages: go, calls: ['net/http.NewRequest'], arguments: [1] },
  { languages: go, calls: ['net/http.NewRequestWithContext'], arguments: [2] },
];
