import { beforeAll, describe, expect, test } from 'vitest';
import { entries } from '../../catalogue/entries/registry.gen.ts';
import { models } from '../../catalogue/models/registry.gen.ts';
import { rules as all } from '../../catalogue/rules/registry.gen.ts';
import { goTool, javascriptTool, pythonTool } from '../../catalogue/source/example.ts';
import { familyOf } from '../../domain/rule.ts';
import type { Rule } from '../../domain/rule.ts';
import type { SourceExample } from '../../domain/program.ts';
import { openAnalyser } from './index.ts';
import type { Analyser } from './index.ts';

// Ways of writing that everyday programs have: what does harm, and the twin that does none.

const rules = all.filter((rule) => familyOf(rule.id) === 'source') as readonly Rule<'source'>[];
let analyser: Analyser;
beforeAll(async () => {
  analyser = await openAnalyser();
});

/** Places where foreign data does this harm. */
function found(rule: string, example: SourceExample): number {
  const files = Object.entries(example).map(([path, text]) => ({ path, text }));
  const { program } = analyser.analyse({ files, rules, models, entries });
  return program.flows.filter((flow) => flow.rule === `source/${rule}`).length;
}

/** What it is, the rule, the program with a hole, what stands in it where it does harm, and where not. */
type Twins = readonly [string, string, (part: string) => SourceExample, string, string];

const python = (before: readonly string[], body: (part: string) => string) => (part: string) =>
  pythonTool(before, 'name: str', body(part));
const javascript = (before: readonly string[], body: (part: string) => string) => (part: string) =>
  javascriptTool(before, '{ name: z.string() }', body(part));
const go = (body: (part: string) => string) => (part: string) =>
  goTool(['fmt', 'net/http', 'net/url'], 'name', body(part));

describe('twins', () => {
  test.each<Twins>([
    [
      'a check wrapped in a truth value',
      'path-traversal',
      (part) =>
        pythonTool(
          ['import re', 'NAME = re.compile(r"^[a-z]+$")', 'def fits(x):', `    return ${part}`],
          'name: str',
          'if not fits(name):\n    return "no"\nopen(f"/data/{name}.md").read()',
        ),
      'bool(x)',
      'bool(NAME.match(x))',
    ],
    [
      'the same in JavaScript',
      'path-traversal',
      javascript(
        ["import fs from 'node:fs';", 'const fits = (x) => Boolean(/^[a-z]+$/.exec(x));'],
        (part) => `if (${part}) return;\n  fs.readFileSync(\`/data/\${args.name}.md\`);`,
      ),
      'fits(args.name)',
      '!fits(args.name)',
    ],
    [
      'a validator that is only asked for a text, and answers with nothing for a bad one',
      'path-traversal',
      python(
        [
          'import re',
          'def parsed(x):',
          '    if not re.fullmatch(r"[a-z]+", x):',
          '        return None',
          '    return x',
        ],
        (part) =>
          `known = parsed(name) if isinstance(name, str) else None\nif ${part}:\n    return "no"\nopen(f"/data/{name}.md").read()`,
      ),
      'known is not None',
      'known is None',
    ],
    [
      'dots that something must follow',
      'path-traversal',
      python(
        ['import re'],
        (part) =>
          `if not re.fullmatch(r"${part}", name):\n    return "no"\nopen(f"/data/{name}").read()`,
      ),
      String.raw`[a-z]+/\d*\.?\.?\d*`,
      String.raw`[a-z]+/\d+\.\d+`,
    ],
    [
      'a dot in a class',
      'path-traversal',
      python(
        ['import re'],
        (part) =>
          `if not re.fullmatch(r"${part}", name):\n    return "no"\nopen(f"/data/{name}").read()`,
      ),
      String.raw`[a-z.]+/[\.a]+\.x`,
      String.raw`[a-z]+/[a]+\.x`,
    ],
    [
      'a name in the quotes of MySQL',
      'sql-injection',
      javascript(
        ["import { createPool } from 'mysql2/promise';", 'const pool = createPool({});'],
        (part) => `await pool.query('SELECT * FROM \`' + ${part} + '\`');`,
      ),
      "args.name.replace('`', '``')",
      "args.name.replaceAll('`', '``')",
    ],
    [
      'a name quoted for the database that a constant names',
      'sql-injection',
      javascript(
        [
          "import { createPool } from 'mysql2/promise';",
          'const pool = createPool({});',
          'function quoted(name, kind) {',
          '  switch (kind) {',
          "    case 'raw': return name;",
          "    case 'sqlserver': return `[${name.replace(/]/g, ']]')}]`;",
          '    default: return `"${name.replace(/"/g, \'""\')}"`;',
          '  }',
          '}',
        ],
        (part) => `await pool.query(\`SELECT * FROM \${quoted(args.name, ${part})}\`);`,
      ),
      "'raw'",
      "'mysql'",
    ],
    [
      'a template with its host written out',
      'ssrf',
      go((part) => `http.Get(fmt.Sprintf("%s${part}%s", "https://api.example.test", name))`),
      '',
      '/v1/',
    ],
    [
      'values in a template, by number and by name',
      'ssrf',
      python(
        ['import requests'],
        (part) => `requests.get("https://${part}/x".format(name, "api.example.test", own="a"))`,
      ),
      '{0}',
      '{1}/{own}/{0}',
    ],
    [
      'an address that was parsed and is a text again',
      'ssrf',
      go(
        (part) =>
          `address, _ := url.Parse(fmt.Sprintf("${part}", name))\n\thttp.NewRequest("GET", address.String(), nil)`,
      ),
      'https://%s/x',
      'https://api.example.test/%s',
    ],
    [
      'a template that a value is put into',
      'ssrf',
      python(
        ['import requests', 'PLACES = load()'],
        (part) => `requests.get(PLACES["x"].replace("${part}", name))`,
      ),
      '{host}',
      '{id}',
    ],
    [
      'a pattern that a statement is compared with',
      'sql-injection',
      javascript(
        ["import Database from 'better-sqlite3';", "const db = new Database('a');"],
        (part) => `const sql = \`select \${args.name}\`;\n  ${part}.exec(sql);`,
      ),
      'db',
      '/^select/',
    ],
    [
      'one of several classes in a table',
      'command-injection',
      (part) => ({
        'server.py': [
          'import subprocess',
          'from mcp.server import Server',
          'app = Server("x")',
          'class Tool:',
          '    def __init__(self, name):',
          '        self.name = name',
          ...['Add', 'Show', 'List'].flatMap((name, at) => [
            `class ${name}(Tool):`,
            '    def __init__(self):',
            `        super().__init__("${name}")`,
            '    def work(self, args):',
            `        ${at === 1 ? `return subprocess.run(${part}, shell=True)` : 'return None'}`,
          ]),
          'tools = {}',
          'def add(tool):',
          '    tools[tool.name] = tool',
          'add(Add())',
          'add(Show())',
          'add(List())',
          '@app.call_tool()',
          'async def call(name, arguments):',
          '    return tools[name].work(arguments)',
          '',
        ].join('\n'),
      }),
      '"ls " + args["path"]',
      '"ls " + str(int(args["path"]))',
    ],
    [
      'one of several classes in a list',
      'command-injection',
      (part) => ({
        'src/server.ts': [
          "import { exec } from 'node:child_process';",
          'class Add { name = "add"; async run(args) { return args.path; } }',
          `class Show { name = "show"; async run(args) { exec(${part}); } }`,
          'const tools = [new Add(), new Show()];',
          'server.setRequestHandler(CallToolRequestSchema, async (request) => {',
          '  const tool = tools.find((one) => one.name === request.params.name);',
          "  if (!tool) throw new Error('none');",
          '  return tool.run(request.params.arguments);',
          '});',
          '',
        ].join('\n'),
      }),
      '`ls ${args.path}`',
      '`ls ${Number(args.path)}`',
    ],
    [
      'a handler that the low-level server is made with',
      'command-injection',
      (part) => ({
        'server.py': [
          'import subprocess',
          'from mcp.server.lowlevel import Server',
          'async def call(ctx, params):',
          `    subprocess.run(${part}, shell=True)`,
          'server = Server("x", on_call_tool=call)',
          '',
        ].join('\n'),
      }),
      '"ls " + params.arguments["path"]',
      '"ls " + ctx.folder',
    ],
  ])('%s', (_name, rule, program, attack, harmless) => {
    expect(found(rule, program(attack))).toBe(1);
    expect(found(rule, program(harmless))).toBe(0);
  });
});
