import type { Sink } from '../../domain/flow.ts';
import { go, javascript, members, python } from './calls.ts';

// Calls that write to a log. Shared by the rules about what may stand there.

const LEVELS = ['debug', 'info', 'warn', 'error', 'trace', 'fatal'];
const PYTHON_LEVELS = ['debug', 'info', 'warning', 'warn', 'error', 'exception', 'critical', 'log'];
const LOGGERS = [
  'logging',
  'logging.getLogger()',
  'loguru.logger',
  'structlog.get_logger()',
  '*logger',
  '*log',
];

export const logging: readonly Pick<Sink, 'languages' | 'calls' | 'arguments'>[] = [
  {
    languages: javascript,
    calls: [
      ...members('console', ['log', 'debug', 'info', 'warn', 'error', 'trace']),
      ...['winston', 'pino()', 'winston.createLogger()', '*logger', '*log'].flatMap((base) =>
        members(base, LEVELS),
      ),
      'process.stdout.write',
      'process.stderr.write',
    ],
    arguments: ['any'],
  },
  {
    languages: python,
    calls: ['print', ...LOGGERS.flatMap((base) => members(base, PYTHON_LEVELS))],
    arguments: ['any'],
  },
  {
    languages: go,
    calls: [
      ...members('log', ['Print', 'Printf', 'Println', 'Fatal', 'Fatalf']),
      ...members('log/slog', ['Debug', 'Info', 'Warn', 'Error']),
      ...members('fmt', ['Print', 'Printf', 'Println']),
    ],
    arguments: ['any'],
  },
];
