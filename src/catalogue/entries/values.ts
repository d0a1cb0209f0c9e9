import type { Entry } from '../../domain/flow.ts';
import { javascript, python } from '../source/calls.ts';

// Requests that are read out of a value of the framework, in whatever function.

export const entries: readonly Entry[] = [
  {
    languages: python,
    values: [
      'args',
      'form',
      'values',
      'json',
      'data',
      'headers',
      'cookies',
      'files',
      'view_args',
    ].map((name) => `flask.request.${name}`),
    foreign: 'all',
    origin: 'request',
    what: 'a part of an HTTP request',
  },
  {
    languages: python,
    values: [
      'query_params',
      'path_params',
      'headers',
      'cookies',
      'GET',
      'POST',
      'match_info',
      'query',
      'rel_url',
      'url',
      'path',
      'data',
      'args',
      'body',
      'FILES',
      'COOKIES',
      'META',
    ].map((name) => `*Request().${name}`),
    foreign: 'all',
    origin: 'request',
    what: 'a part of an HTTP request',
  },
  {
    languages: python,
    values: [
      // Handlers whose own members hold the request.
      ...['path', 'headers', 'rfile'].map((name) => `http.server.*RequestHandler().${name}`),
      ...['body', 'arguments', 'query_arguments', 'headers', 'path', 'uri', 'files'].map(
        (name) => `tornado.web.RequestHandler().request.${name}`,
      ),
      'tornado.web.RequestHandler().path_kwargs',
      ...['GET', 'POST', 'data', 'query_params', 'body', 'headers', 'FILES'].flatMap((name) => [
        `django.views.*().request.${name}`,
        `rest_framework.*().request.${name}`,
      ]),
      ...['query', 'match_info', 'headers', 'rel_url'].map(
        (name) => `aiohttp.web.View().request.${name}`,
      ),
      ...['args', 'form', 'values', 'json', 'data', 'headers', 'cookies', 'files'].map(
        (name) => `quart.request.${name}`,
      ),
    ],
    foreign: 'all',
    origin: 'request',
    what: 'a part of an HTTP request',
  },
  {
    languages: javascript,
    values: [
      'window.location.search',
      'window.location.hash',
      'window.location.href',
      'location.search',
      'location.hash',
      'document.location.search',
      'document.location.hash',
      'document.referrer',
    ],
    foreign: 'all',
    origin: 'request',
    what: 'a part of the address that a page was opened with',
  },
];
