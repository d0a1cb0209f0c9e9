import type { Model } from '../../../domain/flow.ts';
import { javascript, members } from '../../source/calls.ts';

const VERBS = ['get', 'post', 'put', 'patch', 'delete', 'request', 'head'];

// What other services answer, and what a page is opened with.

export const models: readonly Model[] = [
  {
    languages: javascript,
    calls: [
      'fetch',
      'globalThis.fetch',
      'node-fetch',
      'node-fetch.fetch',
      'cross-fetch',
      'cross-fetch.fetch',
      ...members('undici', ['fetch', 'request']),
      'axios',
      ...members('axios', VERBS),
      ...members('axios.create()', VERBS),
      'got',
      ...members('got', VERBS),
      'ky',
      ...members('ky', VERBS),
    ],
    from: [],
    origin: 'remote',
  },
  {
    languages: javascript,
    // What other servers answer.
    calls: members('@modelcontextprotocol/*Client()', [
      'callTool',
      'readResource',
      'getPrompt',
      'listTools',
      'listResources',
      'listPrompts',
      'getInstructions',
    ]),
    from: [],
    origin: 'remote',
  },
  {
    languages: javascript,
    // What a client of the server answers is what its user, or its model, wrote. Its roots are its settings.
    calls: members('*', ['createMessage', 'elicitInput', 'requestSampling']),
    from: [],
    origin: 'argument',
  },
  {
    languages: javascript,
    calls: [
      'react-router-dom.useSearchParams',
      'react-router.useSearchParams',
      'next/navigation.useSearchParams',
      'react-router-dom.useParams',
      'next/navigation.useParams',
      'next/router.useRouter',
    ],
    from: [],
    origin: 'request',
  },
];
