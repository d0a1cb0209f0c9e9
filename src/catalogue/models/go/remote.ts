import type { Model } from '../../../domain/flow.ts';
import { go, members } from '../../source/calls.ts';

// What other services answer.

export const models: readonly Model[] = [
  {
    languages: go,
    calls: ['net/http', 'net/http.Client', 'net/http.DefaultClient'].flatMap((client) =>
      members(client, ['Get', 'Post', 'Do', 'PostForm', 'Head']),
    ),
    from: [],
    origin: 'remote',
  },
  {
    languages: go,
    // What a client of the server answers is what its user, or its model, wrote. Its roots are its settings.
    calls: members('*', [
      'Elicit',
      'CreateMessage',

      'RequestSampling',
      'RequestElicitation',
    ]),
    from: [],
    origin: 'argument',
  },
  {
    languages: go,
    calls: ['*websocket.Conn.ReadMessage', '*.Upgrade().ReadMessage'],
    from: [],
    origin: 'request',
  },
  {
    languages: go,
    calls: [
      'github.com/gorilla/mux.Vars',
      ...members('github.com/go-chi/chi', ['URLParam', 'URLParamFromCtx']),
    ],
    from: [],
    origin: 'request',
  },
];
