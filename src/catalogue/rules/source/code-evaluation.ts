import type { Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascript, members, python } from '../../source/calls.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { programTexts, starting } from '../../source/processes.ts';

const does = 'is run as code';
const sinks: readonly Sink[] = [
  ...starting.map(
    ({ languages, calls, places }): Sink => ({
      languages,
      calls,
      arguments: (call) => programTexts(call, places),
      severity: 'high',
      does: 'is run as code by an interpreter that is started for it',
    }),
  ),
  {
    languages: javascript,
    calls: [
      'eval',
      ...members('vm', [
        'runInNewContext',
        'runInThisContext',
        'runInContext',
        'compileFunction',
        'Script',
      ]),
      'vm2.VM().run',
      'vm2.NodeVM().run',
      'isolated-vm.Isolate().compileScript',
    ],
    arguments: [0],
    does,
  },
  {
    languages: javascript,
    calls: ['Function', 'AsyncFunction', 'GeneratorFunction'],
    arguments: ['any'],
    does,
  },
  {
    languages: javascript,
    // A text instead of a function is evaluated.
    calls: ['setTimeout', 'setInterval'],
    arguments: [0],
    when: (call) =>
      (call.argument(0)?.prefix ?? '') !== '' && call.argument(0)?.isFunction === false,
    does,
  },
  {
    languages: javascript,
    calls: ['require', 'import'],
    arguments: [0],
    severity: 'medium',
    from: ['argument', 'request'],
    does: 'is the name of a module that is loaded and run',
  },
  {
    languages: javascript,
    calls: ['*.evaluate', '*.evaluateHandle', '*.addScriptTag'],
    arguments: [0],
    when: (call) => call.argument(0)?.isFunction === false,
    severity: 'low',
    from: ['argument', 'request'],
    does: 'is run as code in a page',
  },
  {
    languages: python,
    calls: [
      'eval',
      'exec',
      'builtins.eval',
      'builtins.exec',
      'compile',
      'code.InteractiveInterpreter().runcode',
      '*.run_cell',
      'timeit.timeit',
      'numexpr.evaluate',
    ],
    arguments: [0],
    does,
  },
  { languages: python, calls: ['runpy.run_path', 'runpy.run_module'], arguments: [0], does },
  {
    languages: python,
    calls: ['importlib.import_module', '__import__'],
    arguments: [0],
    severity: 'medium',
    from: ['argument', 'request'],
    does: 'is the name of a module that is loaded and run',
  },
  {
    languages: python,
    calls: [
      'pandas*.eval',
      'pandas*.query',
      'simpleeval.simple_eval',
      'sympy.sympify',
      'sympy.parsing.sympy_parser.parse_expr',
    ],
    arguments: [0],
    severity: 'medium',
    does: 'is evaluated as an expression that may call functions',
  },
];

const facts = { id: 'source/code-evaluation', severity: 'critical', confidence: 'high' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data is run as code',
  why: 'What comes in is run with all that the server may do. Taking names away from it, or searching it for forbidden words, does not hold: the language has other ways to every function.',
  fix: 'Parse the value as data (`JSON.parse`, `ast.literal_eval`, a parser of your own for expressions). Where running code is the purpose, run it in a separate process without rights: no network, no files, a time limit.',
  controls: ['INT-03'],
  techniques: ['code-injection'],
  cwe: [94, 95, 184],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks,
  safe: ['sum'],
  examples: {
    bad: [
      // With these characters alone any code can be written.
      javascriptTool(
        [],
        '{ sum: z.string() }',
        "if (!/^[()[\\]!+]+$/.test(args.sum)) throw new Error('no');\n  eval(args.sum);",
      ),
      javascriptTool([], '{ formula: z.string() }', 'const value = eval(args.formula);'),
      javascriptTool([], '{ body: z.string() }', "const run = new Function('input', args.body);"),
      javascriptTool(
        ["import vm from 'node:vm';"],
        '{ code: z.string() }',
        'vm.runInNewContext(args.code, {});',
      ),
      pythonTool([], 'formula: str', 'value = eval(formula, {"__builtins__": {}})'),
      pythonTool([], 'code: str', 'if "import" in code:\n    raise ValueError("no")\nexec(code)'),
    ],
    good: [
      javascriptTool([], '{ data: z.string() }', 'const value = JSON.parse(args.data);'),
      javascriptTool(
        [],
        '{ sum: z.string() }',
        "if (!/^[\\d+*/(). -]+$/.test(args.sum)) throw new Error('no');\n  eval(args.sum);",
      ),
      pythonTool(['import ast'], 'data: str', 'value = ast.literal_eval(data)'),
    ],
    nearMiss: [
      javascriptTool([], '{ delay: z.number() }', 'setTimeout(() => undefined, args.delay);'),
      javascriptTool(
        [],
        '{ name: z.enum(["a", "b"]) }',
        'await import(`./plugins/${args.name}.js`);',
      ),
      // A method of that name on an object of one's own.
      javascriptTool(
        [
          'class Rules { eval(text: string) { return text.length; } }',
          'const rules = new Rules();',
        ],
        '{ text: z.string() }',
        'rules.eval(args.text);',
      ),
      pythonTool(['import re'], 'text: str', 'pattern = re.compile("a+")\npattern.search(text)'),
    ],
  },
  detect: flowsOf({ ...facts, mends: ['text'] }),
};
