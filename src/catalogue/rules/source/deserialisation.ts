import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascript, members, option, python } from '../../source/calls.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const does = 'is read by a format that can make any object and call any function';

/** `yaml.load` is harmless with one of its safe loaders. */
function loadsAnything(call: CallView): boolean {
  const loader = option(call, 'Loader') ?? call.argument(1);
  return !/(?:Safe|Base)Loader$/.test(loader?.name ?? '');
}

const sinks: readonly Sink[] = [
  {
    languages: python,
    calls: [
      ...members('pickle', ['load', 'loads', 'Unpickler']),
      ...members('cPickle', ['load', 'loads']),
      ...members('dill', ['load', 'loads']),
      ...members('cloudpickle', ['load', 'loads']),
      ...members('marshal', ['load', 'loads']),
      ...members('joblib', ['load']),
      ...members('jsonpickle', ['decode', 'loads']),
      ...members('yaml', ['unsafe_load', 'unsafe_load_all', 'full_load']),
      'pandas.read_pickle',
      'shelve.open',
      'torch.load',
    ],
    arguments: [0],
    does,
  },
  {
    languages: python,
    calls: ['yaml.load', 'yaml.load_all'],
    arguments: [0],
    when: loadsAnything,
    does,
  },
  {
    languages: javascript,
    calls: [
      'node-serialize.unserialize',
      'serialize-to-js.deserialize',
      'funcster.deepDeserialize',
      'cryo.parse',
    ],
    arguments: [0],
    does,
  },
  {
    languages: javascript,
    calls: ['v8.deserialize'],
    arguments: [0],
    severity: 'medium',
    does: 'is read by a format that is not made for foreign data',
  },
];

const facts = { id: 'source/deserialisation', severity: 'critical', confidence: 'high' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data is deserialised by a format that runs code',
  why: 'Formats such as pickle say which functions to call while they are read. Whoever writes the bytes runs code with the rights of the server.',
  fix: 'Take JSON, or the safe loader of the format (`yaml.safe_load`), and check the result against a schema.',
  controls: ['INT-07'],
  techniques: ['code-injection'],
  cwe: [502],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks,
  safe: [],
  examples: {
    bad: [
      pythonTool(
        ['import base64', 'import pickle'],
        'state: str',
        'value = pickle.loads(base64.b64decode(state))',
      ),
      pythonTool(['import yaml'], 'text: str', 'value = yaml.load(text, Loader=yaml.UnsafeLoader)'),
      javascriptTool(
        ["import serialize from 'node-serialize';"],
        '{ state: z.string() }',
        'serialize.unserialize(args.state);',
      ),
    ],
    good: [
      pythonTool(['import json'], 'state: str', 'value = json.loads(state)'),
      pythonTool(['import yaml'], 'text: str', 'value = yaml.safe_load(text)'),
      javascriptTool([], '{ state: z.string() }', 'JSON.parse(args.state);'),
      goTool(['encoding/json'], 'state', 'var value any\njson.Unmarshal([]byte(state), &value)'),
    ],
    nearMiss: [
      pythonTool(['import yaml'], 'text: str', 'value = yaml.load(text, Loader=yaml.SafeLoader)'),
      pythonTool(['import pickle'], 'text: str', 'value = pickle.dumps(text)'),
    ],
  },
  detect: flowsOf(facts),
};
