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
];
