import type { Model } from '../../../domain/flow.ts';
import { go, members } from '../../source/calls.ts';

export const models: readonly Model[] = [
  {
    languages: go,
    calls: [
      ...members('strconv', [
        'Atoi',
        'ParseInt',
        'ParseFloat',
        'ParseBool',
        'ParseUint',
        'Itoa',
        'FormatInt',
      ]),
      'int',
      'int32',
      'int64',
      'float64',
      'uint',
      'bool',
      'time.Parse',
      'time.ParseDuration',
      'github.com/google/uuid.Parse',
    ],
    gives: ['number'],
  },
  { languages: go, calls: ['strconv.Quote'], gives: ['one-line'] },
  // The folder of what lies in a folder is that folder, or lies in it too.
  { languages: go, calls: ['path/filepath.Dir', 'path.Dir'] },
  {
    languages: go,
    calls: ['github.com/cyphar/filepath-securejoin.SecureJoin', 'securejoin.SecureJoin'],
    from: [1],
    gives: ['contained', 'normalised', 'resolved', 'no-dash'],
  },
  {
    languages: go,
    calls: [
      ...members('log', ['Fatal', 'Fatalf', 'Fatalln', 'Panic', 'Panicf']),
      'os.Exit',
      'panic',
      '*.Fatal',
      '*.Fatalf',
    ],
    ends: true,
  },
  {
    languages: go,
    calls: [
      ...members('log', ['Print', 'Printf', 'Println']),
      ...members('fmt', ['Print', 'Printf', 'Println', 'Fprintf', 'Fprintln', 'Fprint']),
    ],
    from: [],
  },
  {
    languages: go,
    calls: ['fmt.Errorf', 'errors.New', 'errors.Is', 'errors.As', 'errors.Join'],
    from: [],
  },
  {
    languages: go,
    calls: ['*.Sum', '*.Sum256', 'crypto/sha256.Sum256', 'github.com/google/uuid.NewString'],
    from: [],
  },
  {
    languages: go,
    calls: [
      'html.EscapeString',
      'html/template.HTMLEscapeString',
      'text/template.HTMLEscapeString',
    ],
    gives: ['html-escaped'],
  },
  { languages: go, calls: ['regexp.QuoteMeta'], gives: ['pattern-escaped'] },
  {
    languages: go,
    calls: members('net/url', ['PathEscape', 'QueryEscape']),
    gives: ['url-encoded', 'one-line'],
  },
  { languages: go, calls: ['*.Encode'], gives: ['url-encoded'] },
  {
    languages: go,
    calls: members('net/url', ['PathUnescape', 'QueryUnescape']),
    drops: [
      'url-encoded',
      'plain',
      'component',
      'no-parent',
      'relative',
      'contained',
      'one-line',
      'no-dash',
      'led',
    ],
  },
  {
    languages: go,
    calls: [
      'github.com/alessio/shellescape.Quote',
      'al.essio.dev/pkg/shellescape.Quote',
      'github.com/kballard/go-shellquote.Join',
    ],
    gives: ['shell-quoted'],
  },
  {
    languages: go,
    calls: [
      'github.com/lib/pq.QuoteIdentifier',
      'github.com/jackc/pgx.Identifier.Sanitize',
      '*.Sanitize',
    ],
    gives: ['identifier', 'sql-quoted'],
  },
  { languages: go, calls: ['github.com/lib/pq.QuoteLiteral'], gives: ['sql-quoted'] },
  {
    languages: go,
    calls: ['path/filepath.Base', 'path.Base'],
    gives: ['component', 'relative'],
    drops: ['contained'],
  },
  {
    languages: go,
    calls: ['github.com/cyphar/filepath-securejoin.SecureJoin'],
    gives: ['contained', 'resolved', 'normalised'],
  },
];
