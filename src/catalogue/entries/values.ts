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
    ].map((name) => `*Request().${name}`),
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
