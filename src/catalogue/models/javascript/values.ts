import type { Model } from '../../../domain/flow.ts';
import { javascript, members } from '../../source/calls.ts';

// Values in which nothing can be written, and those that carry nothing of what they were made from.

export const models: readonly Model[] = [
  {
    languages: javascript,
    calls: [
      'parseInt',
      'parseFloat',
      'Number',
      'BigInt',
      'Boolean',
      'isNaN',
      'isFinite',
      ...members('Number', [
        'parseInt',
        'parseFloat',
        'isInteger',
        'isSafeInteger',
        'isFinite',
        'isNaN',
      ]),
      'Math.*',
      'Date',
      'Date.parse',
      'Array.isArray',
      'Buffer.byteLength',
      'Buffer.isBuffer',
      '*.getTime',
      '*.toISOString',
      '*.charCodeAt',
      '*.codePointAt',
      '*.localeCompare',
    ],
    gives: ['number'],
  },
  ...members('Number', ['isInteger', 'isSafeInteger', 'isFinite']).map(
    (call): Model => ({
      languages: javascript,
      calls: [call],
      from: [],
      checks: { argument: 0, yes: ['number'] },
    }),
  ),
  {
    languages: javascript,
    calls: ['uuid.validate', 'validator.isUUID', 'validator.isInt', 'validator.isNumeric'],
    from: [],
    checks: { argument: 0, yes: ['number'] },
  },
  {
    languages: javascript,
    calls: ['validator.isAlphanumeric', 'validator.isSlug', 'validator.isHexadecimal'],
    from: [],
    checks: { argument: 0, yes: ['plain', 'component', 'no-dash'] },
  },
  {
    languages: javascript,
    // A digest is hexadecimal or base64: nothing of what went in can be written in it.
    calls: [
      '*.digest',
      'crypto.createHash().update().digest',
      'crypto.hash',
      'crypto.randomUUID',
      'crypto.randomBytes',
      'uuid.v4',
      'nanoid.nanoid',
    ],
    from: [],
  },
  {
    languages: javascript,
    calls: [
      ...members('console', ['log', 'error', 'warn', 'info', 'debug', 'trace']),
      'process.stdout.write',
      'process.stderr.write',
    ],
    from: [],
  },
];
