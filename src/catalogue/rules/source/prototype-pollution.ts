import type { Rule } from '../../../domain/rule.ts';
import { javascript, members } from '../../source/calls.ts';
import { javascriptTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = {
  id: 'source/prototype-pollution',
  severity: 'medium',
  confidence: 'medium',
} as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign keys decide where a value is set',
  why: 'A key such as `__proto__` or `constructor.prototype` sets the value on the prototype of all objects, and so in every object of the program: checks that look for a property then find it.',
  fix: 'Take the path from a fixed list, refuse `__proto__`, `constructor` and `prototype`, or keep the values in a `Map`.',
  controls: ['INT-08'],
  techniques: ['code-injection'],
  cwe: [1321, 915],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: [
    {
      languages: javascript,
      calls: [
        ...members('lodash', ['set', 'setWith', 'update']),
        ...members('lodash-es', ['set', 'setWith', 'update']),
        'lodash.set',
        'dot-prop.setProperty',
        'dot-prop.set',
        'object-path.set',
        'set-value',
        'dset.dset',
        'jsonpointer.set',
      ],
      arguments: [1],
      from: ['argument', 'request', 'remote'],
      does: 'is the path at which a value is set in an object',
    },
    {
      languages: javascript,
      // `settings[section][key] = value`; a function that merges or sets by a path comes to the same.
      calls: ['[].[]='],
      arguments: [0],
      from: ['argument', 'request'],
      does: 'is a key of an object in which a value is set under another foreign key',
    },
  ],
  safe: ['own-key'],
  examples: {
    bad: [
      javascriptTool(
        ["import _ from 'lodash';", 'const settings = {};'],
        '{ key: z.string(), value: z.string() }',
        '_.set(settings, args.key, args.value);',
      ),
      javascriptTool(
        ['const settings: Record<string, Record<string, string>> = {};'],
        '{ section: z.string(), key: z.string(), value: z.string() }',
        'settings[args.section] ??= {};\n  settings[args.section][args.key] = args.value;',
      ),
      javascriptTool(
        [
          'const settings = {};',
          'function set(at: any, path: string[], value: string) {',
          '  let here = at;',
          '  for (const part of path.slice(0, -1)) here = here[part];',
          '  here[path.at(-1)!] = value;',
          '}',
        ],
        '{ path: z.string(), value: z.string() }',
        "set(settings, args.path.split('.'), args.value);",
      ),
      javascriptTool(
        ["import { setProperty } from 'dot-prop';", 'const settings = {};'],
        '{ key: z.string() }',
        'setProperty(settings, args.key, true);',
      ),
    ],
    good: [
      javascriptTool(
        ['const settings: Record<string, Record<string, string>> = {};'],
        '{ section: z.string(), key: z.string(), value: z.string() }',
        "if (args.section === '__proto__' || args.section === 'constructor') throw new Error('no');\n  settings[args.section] ??= {};\n  settings[args.section][args.key] = args.value;",
      ),
      javascriptTool(
        ['const settings = Object.create(null);'],
        '{ section: z.string(), key: z.string(), value: z.string() }',
        'settings[args.section][args.key] = args.value;',
      ),
      javascriptTool(
        ["import _ from 'lodash';", 'const settings = {};'],
        "{ key: z.enum(['theme', 'font']), value: z.string() }",
        '_.set(settings, args.key, args.value);',
      ),
      javascriptTool(
        ['const settings = new Map();'],
        '{ key: z.string(), value: z.string() }',
        'settings.set(args.key, args.value);',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ['const grid: string[][] = [];'],
        '{ row: z.number(), column: z.number(), value: z.string() }',
        'grid[args.row][args.column] = args.value;',
      ),
      javascriptTool(
        ['const settings: Record<string, string> = {};'],
        '{ key: z.string(), value: z.string() }',
        'settings[args.key] = args.value;',
      ),
      javascriptTool(
        ["import _ from 'lodash';", 'const settings = {};'],
        '{ value: z.string() }',
        "_.set(settings, 'theme.name', args.value);",
      ),
    ],
  },
  detect: flowsOf(facts),
};
