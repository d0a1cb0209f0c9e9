import type { Model } from '../../../domain/flow.ts';
import { members, python } from '../../source/calls.ts';

// Values in which nothing can be written, and those that carry nothing of what they were made from.

export const models: readonly Model[] = [
  {
    languages: python,
    calls: [
      'int',
      'float',
      'bool',
      'complex',
      'round',
      'abs',
      'ord',
      'hash',
      'id',
      'isinstance',
      'hasattr',
      'callable',
      'uuid.UUID',
      'decimal.Decimal',
      ...members('datetime', [
        'datetime.fromisoformat',
        'datetime.strptime',
        'date.fromisoformat',
        'datetime.fromtimestamp',
        'timedelta',
      ]),
      ...members('math', ['floor', 'ceil', 'sqrt']),
      'dateutil.parser.parse',
      '*.isoformat',
      '*.count',
    ],
    gives: ['number'],
  },
  {
    // They throw where a text is none.
    languages: python,
    calls: [
      'int',
      'float',
      'uuid.UUID',
      ...members('datetime', ['datetime.fromisoformat', 'date.fromisoformat']),
    ],
    gives: ['number'],
    asserts: { argument: 0, gives: ['number'] },
  },
  ...['isdigit', 'isdecimal', 'isnumeric'].map(
    (name): Model => ({
      languages: python,
      calls: [`*.${name}`],
      from: [],
      checks: { argument: 'receiver', yes: ['number'] },
    }),
  ),
  ...['isalnum', 'isidentifier', 'isalpha'].map(
    (name): Model => ({
      languages: python,
      calls: [`*.${name}`],
      from: [],
      checks: {
        argument: 'receiver',
        yes: ['plain', 'component', 'no-dash', 'no-parent', 'relative', 'one-line'],
      },
    }),
  ),
  {
    languages: python,
    calls: [
      '*.hexdigest',
      '*.digest',
      'uuid.uuid4',
      'uuid.uuid5',
      ...members('secrets', ['token_hex', 'token_urlsafe']),
      'hash',
    ],
    from: [],
  },
  {
    languages: python,
    calls: [
      'print',
      ...['debug', 'info', 'warning', 'error', 'exception', 'critical'].flatMap((name) => [
        `logging.${name}`,
        `*logger.${name}`,
        `logging.getLogger().${name}`,
      ]),
      'sys.stdout.write',
      'sys.stderr.write',
    ],
    from: [],
  },
  { languages: python, calls: ['sys.exit', 'os._exit', 'os.abort', 'exit', 'quit'], ends: true },
  {
    languages: python,
    calls: [
      'asyncio.to_thread',
      'anyio.to_thread.run_sync',
      'starlette.concurrency.run_in_threadpool',
      'fastapi.concurrency.run_in_threadpool',
    ],
    from: [],
    invokes: {
      argument: 0,
      with: [{ argument: 1 }, { argument: 2 }, { argument: 3 }, { argument: 4 }],
      returns: true,
    },
  },
  {
    languages: python,
    calls: ['*.run_in_executor'],
    from: [],
    invokes: {
      argument: 1,
      with: [{ argument: 2 }, { argument: 3 }, { argument: 4 }],
      returns: true,
    },
  },
  {
    languages: python,
    calls: ['*.submit'],
    from: [],
    invokes: {
      argument: 0,
      with: [{ argument: 1 }, { argument: 2 }, { argument: 3 }],
      returns: true,
    },
  },
  {
    languages: python,
    calls: ['map'],
    from: [],
    invokes: { argument: 0, with: [{ elementOf: 1 }], returns: true },
  },
  {
    languages: python,
    calls: [
      'textwrap.dedent',
      'textwrap.indent',
      'inspect.cleandoc',
      'asyncio.create_task',
      'asyncio.ensure_future',
      'asyncio.run',
      'copy.copy',
      'typing.cast',
    ],
  },
  {
    languages: python,
    // An archive is as foreign as what it is opened from.
    calls: ['tarfile.open', 'tarfile.TarFile', 'tarfile.TarFile.open', 'zipfile.ZipFile'],
    from: [0, 'name', 'fileobj', 'file'],
    drops: ['component', 'contained', 'under-folder', 'led', 'embedded', 'no-dash'],
  },
];
