import type { Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { go, javascript, members, python } from '../../source/calls.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const does = 'is compiled as a template';
const sinks: readonly Sink[] = [
  {
    languages: python,
    calls: [
      'jinja2.Template',
      ...members('jinja2.Environment()', ['from_string']),
      'flask.render_template_string',
      'mako.template.Template',
      'tornado.template.Template',
      'django.template.Template',
      'chevron.render',
    ],
    arguments: [0, 'source', 'text'],
    does,
  },
  {
    languages: javascript,
    calls: [
      ...members('ejs', ['render', 'compile']),
      ...members('pug', ['render', 'compile']),
      ...members('nunjucks', ['renderString', 'compile']),
      ...members('handlebars', ['compile', 'precompile']),
      'Handlebars.compile',
      'lodash.template',
      'lodash-es.template',
      'eta.renderString',
      'doT.template',
      'dot.template',
    ],
    arguments: [0],
    does,
  },
  {
    languages: go,
    calls: ['text/template.New().Parse', 'html/template.New().Parse'],
    arguments: [0],
    severity: 'medium',
    does,
  },
];

const facts = { id: 'source/template-injection', severity: 'high', confidence: 'high' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data is compiled as a template',
  why: 'Template languages reach the objects of the program, and from them functions that read files and start programs.',
  fix: 'Keep the template constant and pass the value as a variable of it; where users bring templates, use a language without code or the sandboxed environment of the library.',
  controls: ['INT-03'],
  techniques: ['code-injection'],
  cwe: [1336, 94],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks,
  safe: [],
  examples: {
    bad: [
      pythonTool(
        ['from jinja2 import Template'],
        'name: str',
        'text = Template("Hello " + name).render()',
      ),
      pythonTool(
        ['from jinja2 import Environment', 'env = Environment()'],
        'template: str',
        'text = env.from_string(template).render(name="x")',
      ),
      javascriptTool(
        ["import ejs from 'ejs';"],
        '{ template: z.string() }',
        'const text = ejs.render(args.template, {});',
      ),
      goTool(
        ['text/template'],
        'layout',
        'parsed, _ := template.New("page").Parse(layout)\n_ = parsed',
      ),
    ],
    good: [
      pythonTool(
        ['from jinja2 import Template'],
        'name: str',
        'text = Template("Hello {{ name }}").render(name=name)',
      ),
      javascriptTool(
        ["import ejs from 'ejs';"],
        '{ name: z.string() }',
        "const text = ejs.render('Hello <%= name %>', { name: args.name });",
      ),
    ],
    nearMiss: [
      pythonTool(
        ['from jinja2.sandbox import SandboxedEnvironment', 'env = SandboxedEnvironment()'],
        'template: str',
        'text = env.from_string(template).render(name="x")',
      ),
      javascriptTool([], '{ name: z.string() }', 'const text = `Hello ${args.name}`;'),
    ],
  },
  detect: flowsOf(facts),
};
