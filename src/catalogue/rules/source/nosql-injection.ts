import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascript, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const METHODS = {
  javascript: [
    'find',
    'findOne',
    'findOneAndUpdate',
    'findOneAndDelete',
    'updateOne',
    'updateMany',
    'deleteOne',
    'deleteMany',
    'countDocuments',
    'replaceOne',
  ],
  python: [
    'find',
    'find_one',
    'find_one_and_update',
    'find_one_and_delete',
    'update_one',
    'update_many',
    'delete_one',
    'delete_many',
    'count_documents',
    'replace_one',
  ],
};

/** The filter is foreign as a whole: with its operators, not a value in a field of it. */
function isWhole(call: CallView): boolean {
  const filter = call.argument(0);
  return filter?.isForeign === true && filter.fields === undefined && filter.items === undefined;
}

const COLLECTION = /collection|mongo|mongoose|\bdb\b/i;

/** Whether a method is one of a collection, by what made it or by how it is called. */
function isOfCollection(call: CallView): boolean {
  const { text = '' } = call.argument('receiver') ?? {};
  return COLLECTION.test(call.name) || /\bcoll(?:ection)?\b|model$/i.test(text);
}
const filter = 'is the filter of a query, with whatever operators are in it';

const sinks: readonly Sink[] = [
  {
    languages: javascript,
    calls: METHODS.javascript.map((name) => `*.${name}`),
    arguments: [0],
    when: (call) =>
      COLLECTION.test(call.name) && call.argument(0)?.isFunction === false && isWhole(call),
    does: filter,
  },
  {
    languages: python,
    calls: METHODS.python.map((name) => `*.${name}`),
    arguments: [0],
    when: (call) => COLLECTION.test(call.name) && isWhole(call),
    does: filter,
  },
  {
    languages: [...javascript, ...python],
    calls: [...METHODS.javascript, ...METHODS.python].map((name) => `*.${name}`),
    arguments: ['0.$where', '0.$expr.$function.body'],
    when: (call) =>
      call.argument(0)?.field('$where') !== undefined ||
      call.argument(0)?.field('$expr') !== undefined,
    severity: 'high',
    does: 'is run as JavaScript by the database',
  },
  {
    languages: [...javascript, ...python],
    calls: ['*.aggregate', '*.aggregate_raw_batches'],
    arguments: [0, 'pipeline'],
    when: (call) => isOfCollection(call) && isWhole(call),
    severity: 'medium',
    does: 'is a pipeline of stages, of which `$out` and `$merge` write and `$function` runs JavaScript',
  },
  {
    languages: [...javascript, ...python],
    calls: ['*.command', '*.runCommand', '*.run_command'],
    arguments: [0],
    when: (call) => COLLECTION.test(call.name) && isWhole(call),
    severity: 'medium',
    does: 'is a command of the database, whatever it does',
  },
  {
    languages: [...javascript, ...python],
    calls: ['*.eval', '*.mapReduce', '*.map_reduce'],
    arguments: [0, 1],
    when: (call) => COLLECTION.test(call.name) && /db\b|collection/i.test(call.name),
    severity: 'high',
    does: 'is run as JavaScript by the database',
  },
];

const facts = { id: 'source/nosql-injection', severity: 'low', confidence: 'medium' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data decides what a document query does',
  why: 'Operators such as `$where`, `$ne` or `$gt` in a filter read other documents than those that were meant, and some run JavaScript in the database.',
  fix: 'Build the filter in the code and put foreign values into its fields as strings or numbers; never take `$where`.',
  controls: ['INT-04'],
  techniques: ['sql-injection'],
  cwe: [943],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: sinks.map((sink) => ({ ...sink, from: ['argument', 'request'] })),
  safe: ['statement'],
  examples: {
    bad: [
      javascriptTool(
        [
          "import { MongoClient } from 'mongodb';",
          "const notes = new MongoClient('mongodb://localhost').db('x').collection('notes');",
        ],
        '{ name: z.string() }',
        'await notes.find({ $where: `this.name == "${args.name}"` }).toArray();',
      ),
      pythonTool(
        ['import json', 'from pymongo import MongoClient', 'notes = MongoClient().x.notes'],
        'query: str',
        'found = list(notes.find(json.loads(query)))',
      ),
    ],
    good: [
      javascriptTool(
        [
          "import { MongoClient } from 'mongodb';",
          "const notes = new MongoClient('mongodb://localhost').db('x').collection('notes');",
        ],
        '{ name: z.string() }',
        'await notes.find({ name: args.name }).toArray();',
      ),
      pythonTool(
        ['from pymongo import MongoClient', 'notes = MongoClient().x.notes'],
        'name: str',
        'found = list(notes.find({"name": name}))',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["const notes = ['a', 'b'];"],
        '{ name: z.string() }',
        'notes.find((note) => note === args.name);',
      ),
    ],
  },
  detect: flowsOf(facts),
};
