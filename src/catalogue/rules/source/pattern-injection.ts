import type { Rule } from '../../../domain/rule.ts';
import { javascript, members, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/pattern-injection', severity: 'low', confidence: 'medium' } as const;
const does = 'is compiled as a regular expression';

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data is compiled as a regular expression',
  why: 'A pattern with nested repetition takes exponential time on a short text, and the server answers nobody meanwhile; in an expression of the author’s, operators in the value change what it matches.',
  fix: 'Escape the value where it stands for itself; where patterns are meant, run them in an engine that takes linear time (RE2), or in a worker with a time limit.',
  controls: ['TRF-04', 'RUN-09'],
  techniques: ['resource-exhaustion'],
  cwe: [1333, 730, 400],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: [
    {
      languages: javascript,
      calls: ['RegExp'],
      arguments: [0],
      from: ['argument', 'request'],
      does,
    },
    {
      languages: python,
      calls: members('re', [
        'compile',
        'match',
        'search',
        'fullmatch',
        'findall',
        'finditer',
        'sub',
        'split',
      ]),
      arguments: [0],
      from: ['argument', 'request'],
      does,
    },
  ],
  safe: ['pattern-escaped', 'plain', 'bounded'],
  examples: {
    bad: [
      javascriptTool(
        [],
        '{ pattern: z.string(), text: z.string() }',
        'new RegExp(args.pattern).test(args.text);',
      ),
      pythonTool(['import re'], 'pattern: str, text: str', 're.search(pattern, text)'),
    ],
    good: [
      javascriptTool(
        ["import escapeRegExp from 'escape-string-regexp';"],
        '{ word: z.string() }',
        'new RegExp(`\\\\b${escapeRegExp(args.word)}\\\\b`);',
      ),
      pythonTool(['import re'], 'word: str', 're.search(re.escape(word), "text")'),
    ],
    nearMiss: [
      javascriptTool([], '{ text: z.string() }', "new RegExp('^a+$').test(args.text);"),
      pythonTool(['import re'], 'text: str', 're.search("a+", text)'),
    ],
  },
  detect: flowsOf(facts),
};
