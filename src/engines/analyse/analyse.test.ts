import { beforeAll, describe, expect, test } from 'vitest';
import type { Entry, Model, Sink } from '../../domain/flow.ts';
import type { SourceLanguage } from '../../domain/source.ts';
import { sourceRule } from '../../../test/support/source-rule.ts';
import { openAnalyser } from './index.ts';
import type { Analyser, Analysis } from './index.ts';

// What the analysis makes of guards, with a few sinks, entries and models of its own: an attack and its
// harmless twin for each. The catalogue's are tested by the examples of its rules.

const all: readonly SourceLanguage[] = ['javascript', 'python', 'go'];

const sink = (calls: readonly string[], at: readonly (number | string)[]): Sink => ({
  languages: all,
  calls,
  arguments: at,
  does: 'is used',
});

const rules = [
  sourceRule(
    'source/shell',
    [sink(['child_process.exec', 'os.system', 'runShell'], [0])],
    ['shell-quoted', 'plain'],
  ),
  sourceRule(
    'source/path',
    [
      sink(
        ['fs.readFile', 'fs.readFileSync', 'open', '*.read_text', 'os.ReadFile'],
        [0, 'receiver'],
      ),
    ],
    ['contained', 'component', ['no-parent', 'relative'], ['no-parent', 'under-folder']],
  ),
  sourceRule(
    'source/fetch',
    [sink(['fetch', 'requests.get', 'net/http.Get'], [0])],
    ['after-host', 'host-listed', 'address-checked'],
  ),
  sourceRule(
    'source/option',
    [sink(['child_process.execFile', 'subprocess.run', 'os/exec.Command'], [0, 1, 'any'])],
    ['no-dash', 'led'],
  ),
  sourceRule('source/sql', [sink(['*.query', '*.execute'], [0])], ['sql-quoted', 'identifier']),
];

const entries: readonly Entry[] = [
  {
    languages: ['javascript'],
    calls: ['*.tool', '*.registerTool'],
    handler: 'last',
    foreign: [0],
    schema: 1,
    origin: 'argument',
    what: 'an argument of a tool',
  },
  {
    languages: ['javascript'],
    calls: ['*.setRequestHandler'],
    handler: 1,
    foreign: ['0.params'],
    origin: 'argument',
    what: 'an argument of a tool',
  },
  {
    languages: ['python'],
    decorators: ['*.tool'],
    foreign: 'all',
    trusted: ['Context', 'ctx'],
    enforcesTypes: true,
    origin: 'argument',
    what: 'an argument of a tool',
  },
  {
    languages: ['python'],
    decorators: ['*.call_tool'],
    foreign: [1],
    origin: 'argument',
    what: 'an argument of a tool',
  },
  {
    languages: ['go'],
    calls: ['*.AddTool'],
    handler: 1,
    foreign: [1],
    origin: 'argument',
    what: 'an argument of a tool',
  },
];

const models: readonly Model[] = [
  { languages: all, calls: ['parseInt', 'Number', 'int', 'strconv.Atoi'], gives: ['number'] },
  {
    languages: all,
    calls: ['path.basename', 'os.path.basename', 'path/filepath.Base'],
    gives: ['component'],
  },
  { languages: all, calls: ['shlex.quote'], gives: ['shell-quoted'] },
  { languages: ['javascript'], calls: ['process.exit'], ends: true },
];

let analyser: Analyser;
beforeAll(async () => {
  analyser = await openAnalyser();
});

function analysed(files: Readonly<Record<string, string>>): Analysis {
  const list = Object.entries(files).map(([path, text]) => ({ path, text }));
  return analyser.analyse({ files: list, rules, models, entries });
}

/** `rule source` of each flow, from least to most. */
function flowsIn(files: Readonly<Record<string, string>>): string[] {
  const { program, unable } = analysed(files);
  expect(unable).toEqual([]);
  return program.flows
    .map(
      ({ isUncertain, origin, rule: id, source }) =>
        `${id.slice(7)} ${origin} ${source}${isUncertain ? '?' : ''}`,
    )
    .toSorted();
}

const ts = (body: string, schema = '{}'): Readonly<Record<string, string>> => ({
  'server.ts': `import { exec, execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import path from 'node:path';
import dns from 'node:dns/promises';
import { z } from 'zod';
import { server, root, db } from './app.js';
server.tool('t', ${schema}, async (args) => {
${body}
});`,
});

describe('TypeScript', () => {
  test.each<readonly [string, string, readonly string[]]>([
    [
      'a shell command with an argument in it',
      'exec(`ls ${args.path}`);',
      ['shell argument args.path'],
    ],
    ['a number in a shell command', 'exec(`head -n ${parseInt(args.n)} x`);', []],
    [
      'an argument that is passed on through a helper',
      'const run = (c: string) => exec(c); run("ls " + args.path);',
      ['shell argument args.path'],
    ],
    [
      'one of a fixed set',
      "if (!['a', 'b'].includes(args.mode)) throw new Error('no'); exec(`run ${args.mode}`);",
      [],
    ],
    [
      'the wrong argument checked',
      "if (!['a', 'b'].includes(args.mode)) throw new Error('no'); exec(`run ${args.name}`);",
      ['shell argument args.name'],
    ],
    [
      'a set of allowed values',
      "const ALLOWED = new Set(['a']); if (!ALLOWED.has(args.mode)) return; exec(args.mode);",
      [],
    ],
    [
      'an anchored pattern',
      "if (!/^[a-z0-9]+$/.test(args.id)) throw new Error('no'); exec(`show ${args.id}`);",
      [],
    ],
    [
      'an unanchored pattern',
      "if (!/[a-z0-9]+/.test(args.id)) throw new Error('no'); exec(`show ${args.id}`);",
      ['shell argument args.id'],
    ],
    [
      'a pattern with an anchor for one alternative',
      "if (!/^[a-z]+$|x/.test(args.id)) throw new Error('no'); exec(args.id);",
      ['shell argument args.id'],
    ],
    [
      'a switch on the value',
      "switch (args.mode) { case 'a': exec(args.mode); break; default: return; }",
      [],
    ],
    [
      'containment with a separator',
      "const p = path.resolve(root, args.path); if (!p.startsWith(root + path.sep)) throw new Error('no'); await fs.readFile(p);",
      [],
    ],
    [
      'a bare prefix',
      "const p = path.resolve(root, args.path); if (!p.startsWith(root)) throw new Error('no'); await fs.readFile(p);",
      ['path argument args.path'],
    ],
    [
      'a prefix of what was not normalised',
      "const p = root + '/' + args.path; if (!p.startsWith(root + '/')) throw new Error('no'); await fs.readFile(p);",
      ['path argument args.path'],
    ],
    [
      'containment by the relative path',
      "const p = path.resolve(root, args.path); const r = path.relative(root, p); if (r.startsWith('..') || path.isAbsolute(r)) throw new Error('no'); await fs.readFile(p);",
      [],
    ],
    ['a base name', 'await fs.readFile(path.join(root, path.basename(args.path)));', []],
    [
      'a base name that is not used',
      'const safe = path.basename(args.path); void safe; await fs.readFile(args.path);',
      ['path argument args.path'],
    ],
    ['a join alone', 'await fs.readFile(path.join(root, args.path));', ['path argument args.path']],
    [
      'a join without parents',
      "if (args.path.includes('..')) throw new Error('no'); await fs.readFile(path.join(root, args.path));",
      [],
    ],
    [
      'a resolve without parents',
      "if (args.path.includes('..')) throw new Error('no'); await fs.readFile(path.resolve(root, args.path));",
      ['path argument args.path'],
    ],
    [
      'a validator whatever its name',
      "const chk = (v: string) => { const p = path.resolve(v); if (p !== root && !p.startsWith(root + path.sep)) { throw new Error('no'); } return p; }; await fs.readFile(chk(args.path));",
      [],
    ],
    [
      'a validator that answers',
      'const ok = (v: string) => { const p = path.resolve(v); return p === root || p.startsWith(root + path.sep); }; if (!ok(args.path)) return; await fs.readFile(args.path);',
      [],
    ],
    [
      'a validator whose answer is ignored',
      'const ok = (v: string) => { const p = path.resolve(v); return p.startsWith(root + path.sep); }; ok(args.path); await fs.readFile(args.path);',
      ['path argument args.path'],
    ],
    [
      'a validator that answers with a record',
      'const v = (p: string) => { if (!/^[a-z]+$/.test(p)) return { ok: false }; return { ok: true }; }; const r = v(args.path); if (!r.ok) return; exec(args.path);',
      [],
    ],
    [
      'the same, taken apart',
      'const v = (p: string) => { if (!/^[a-z]+$/.test(p)) return { ok: false }; return { ok: true }; }; const { ok } = v(args.path); if (!ok) return; exec(args.path);',
      [],
    ],
    [
      'a check in a try whose failure is swallowed',
      "try { if (!/^[a-z]+$/.test(args.p)) throw new Error('no'); } catch { console.warn('x'); } exec(args.p);",
      ['shell argument args.p'],
    ],
    [
      'some of several roots',
      'const p = path.resolve(args.path); const isIn = [root, "/data"].some((d) => p === d || p.startsWith(d + path.sep)); if (!isIn) throw new Error("no"); await fs.readFile(p);',
      [],
    ],
    [
      'every element',
      "if (args.files.some((f: string) => f.startsWith('-'))) throw new Error('no'); execFile('git', ['add', ...args.files]);",
      [],
    ],
    ['no element', "execFile('git', ['add', ...args.files]);", ['option argument args.files[]']],
    ['after two dashes', "execFile('git', ['add', '--', ...args.files]);", []],
    [
      'a loop that checks each',
      "for (const f of args.files) { if (f.startsWith('-')) throw new Error('no'); } execFile('git', ['add', ...args.files]);",
      [],
    ],
    ['a path after a fixed host', 'await fetch(`https://api.example/${args.id}`);', []],
    [
      'a host of the caller',
      'await fetch(`https://${args.host}/x`);',
      ['fetch argument args.host'],
    ],
    [
      'an allowed host',
      "const u = new URL(args.url); if (!['a.example'].includes(u.hostname)) throw new Error('no'); await fetch(u);",
      [],
    ],
    [
      'an allowed host, fetched as it came',
      "const u = new URL(args.url); if (u.hostname !== 'a.example') throw new Error('no'); await fetch(args.url);",
      [],
    ],
    [
      'an ending of the host without its dot',
      "const u = new URL(args.url); if (!u.hostname.endsWith('a.example')) throw new Error('no'); await fetch(u);",
      ['fetch argument args.url'],
    ],
    [
      'an ending of the host with its dot',
      "const u = new URL(args.url); if (!u.hostname.endsWith('.a.example')) throw new Error('no'); await fetch(u);",
      [],
    ],
    [
      'only the scheme',
      "const u = new URL(args.url); if (u.protocol !== 'https:') throw new Error('no'); await fetch(u);",
      ['fetch argument args.url'],
    ],
    ['a ternary default', "const m = args.mode === 'a' ? args.mode : 'b'; exec(m);", []],
    ['a nullish default', "exec(args.mode ?? 'b');", ['shell argument args.mode']],
    [
      'statement text',
      'await db.query(`select * from t where id = ${args.id}`);',
      ['sql argument args.id'],
    ],
    [
      'the first quote doubled',
      "await db.query(`select '${args.id.replace(\"'\", \"''\")}'`);",
      ['sql argument args.id'],
    ],
    ['every quote doubled', "await db.query(`select '${args.id.replaceAll(\"'\", \"''\")}'`);", []],
    ['a bound parameter', "await db.query('select * from t where id = $1', [args.id]);", []],
    [
      'destructuring with a default',
      "const { path: p = 'x', ...rest } = args; void rest; exec(p);",
      ['shell argument args.path'],
    ],
    [
      'a promise chain',
      'await Promise.resolve(args.cmd).then((c: string) => exec(c));',
      ['shell argument args.cmd'],
    ],
    [
      'an immediately called function',
      '(() => { exec(args.cmd); })();',
      ['shell argument args.cmd'],
    ],
    [
      'a table of handlers',
      'const table: Record<string, (x: string) => void> = { a: (x) => { exec(x); } }; table[args.name](args.cmd);',
      ['shell argument args.cmd'],
    ],
  ])('%s', (_name, body, expected) => {
    expect(flowsIn(ts(body))).toEqual(expected);
  });

  test.each<readonly [string, string, readonly string[]]>([
    ['{ mode: z.enum(["a", "b"]) }', 'exec(args.mode);', []],
    ['{ mode: z.string() }', 'exec(args.mode);', ['shell argument args.mode']],
    ['{ id: z.string().regex(/^[a-z]+$/) }', 'exec(args.id);', []],
    ['{ id: z.string().regex(/[a-z]+/) }', 'exec(args.id);', ['shell argument args.id']],
    ['{ n: z.number().optional() }', 'exec(`x ${args.n}`);', []],
    ['{ list: z.array(z.enum(["a"])) }', 'exec(args.list[0]);', []],
    [
      'z.object({ a: z.object({ id: z.string().uuid() }), b: z.string() })',
      'exec(args.a.id); exec(args.b);',
      ['shell argument args.b'],
    ],
  ])('what the schema %s assures', (schema, body, expected) => {
    expect(flowsIn(ts(body, schema))).toEqual(expected);
  });

  test('a handler in another file, behind a re-export and a class', () => {
    const files = {
      'package.json': '{"name":"x"}',
      'src/index.ts':
        "import { register } from './tools/index.js'; import { server } from './s.js'; register(server);",
      'src/tools/index.ts': "export * from './shell.js';",
      'src/tools/shell.ts': `import { Runner } from '../runner.js';
const runner = new Runner('x');
export function register(server) { server.registerTool('run', { inputSchema: {} }, async ({ cmd }) => runner.run(cmd)); }`,
      'src/runner.ts': `import { exec } from 'child_process';
export class Runner { constructor(private readonly base: string) {} run(c: string) { return this.#go(this.base + ' ' + c); } #go(line: string) { exec(line); } }`,
    };
    expect(flowsIn(files)).toEqual(['shell argument arguments.cmd']);
  });

  test('a wrapper that registers, and one that checks first', () => {
    const wrapped = (before: string): Readonly<Record<string, string>> => ({
      'a.ts': `import { exec } from 'child_process';
const addTool = (server, name, handler) => server.tool(name, {}, async (args) => { ${before} return handler(args); });
addTool(app, 'x', async (args) => { exec(args.cmd); });`,
    });
    expect(flowsIn(wrapped(''))).toEqual(['shell argument args.cmd']);
    expect(flowsIn(wrapped("if (!/^\\w+$/.test(args.cmd)) throw new Error('no');"))).toEqual([]);
  });

  test('low-level dispatch by the name of the tool', () => {
    const files = {
      'a.ts': `import { exec } from 'child_process'; import { z } from 'zod';
const Args = z.object({ id: z.string().regex(/^\\d+$/), cmd: z.string() });
server.setRequestHandler(CallToolRequestSchema, async (request) => {
  const { name, arguments: a } = request.params;
  switch (name) {
    case 'one': { const { id } = Args.parse(a); exec('x ' + id); break; }
    case 'two': { const parsed = Args.safeParse(a); if (!parsed.success) throw new Error('no'); exec(parsed.data.cmd); break; }
  }
});`,
    };
    expect(flowsIn(files)).toEqual(['shell argument request.params.arguments.cmd']);
  });

  test('a parameter of a function that nothing calls is foreign by assumption alone', () => {
    expect(
      flowsIn({
        'a.ts':
          "import { exec } from 'child_process'; export function run(cmd: string) { exec(cmd); }",
      }),
    ).toEqual(['shell assumed cmd']);
  });

  test('cyclic imports and calls end', () => {
    const files = {
      'a.ts':
        "import { b } from './b.js'; import { exec } from 'child_process'; export function a(x, n) { exec(x); return b(x, n - 1); } server.tool('t', {}, (args) => a(args.x, 3));",
      'b.ts': "import { a } from './a.js'; export function b(x, n) { return n > 0 ? a(x, n) : x; }",
    };
    expect(flowsIn(files)).toEqual(['shell argument args.x']);
  });
});

const py = (body: string, parameters = 'path: str'): Readonly<Record<string, string>> => ({
  'server.py': `import os, re, subprocess, shlex, requests, socket, ipaddress
from urllib.parse import urljoin, urlparse
from pathlib import Path
from typing import Literal, Annotated
from pydantic import BaseModel, Field
from app import mcp, ROOT, REGION, db

class Args(BaseModel):
    name: Literal['a', 'b']
    path: str
    n: int

@mcp.tool()
async def tool(${parameters}, ctx: Context) -> str:
${body
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`,
});

describe('Python', () => {
  test.each<readonly [string, string, string, readonly string[]]>([
    ['a shell command', 'path: str', "os.system(f'ls {path}')", ['shell argument path']],
    ['quoted for the shell', 'path: str', "os.system(f'ls {shlex.quote(path)}')", []],
    ['a number', 'n: int', "os.system(f'head -{n}')", []],
    ['a literal type', "mode: Literal['a', 'b']", 'os.system(mode)', []],
    [
      'a constrained field',
      "mode: Annotated[str, Field(pattern='^[a-z]+$')]",
      'os.system(mode)',
      [],
    ],
    [
      'a model',
      'args: Args',
      'os.system(args.name)\nos.system(args.path)',
      ['shell argument args.path'],
    ],
    [
      'containment',
      'path: str',
      "p = Path(path).resolve()\nif not p.is_relative_to(ROOT):\n    raise ValueError('no')\nreturn p.read_text()",
      [],
    ],
    [
      'containment that throws',
      'path: str',
      'p = (ROOT / path).resolve()\np.relative_to(ROOT)\nreturn p.read_text()',
      [],
    ],
    [
      'containment of what is not resolved',
      'path: str',
      "p = Path(ROOT) / path\nif not p.is_relative_to(ROOT):\n    raise ValueError('no')\nreturn p.read_text()",
      ['path argument path'],
    ],
    [
      'a bare prefix',
      'path: str',
      "p = os.path.abspath(path)\nif not p.startswith(ROOT):\n    raise ValueError('no')\nopen(p)",
      ['path argument path'],
    ],
    [
      'a prefix with a separator',
      'path: str',
      "p = os.path.realpath(path)\nif not p.startswith(ROOT + os.sep):\n    raise ValueError('no')\nopen(p)",
      [],
    ],
    [
      'the common path',
      'path: str',
      "p = os.path.realpath(path)\nif os.path.commonpath([ROOT, p]) != ROOT:\n    raise ValueError('no')\nopen(p)",
      [],
    ],
    [
      'join without parents',
      'path: str',
      "if '..' in path:\n    raise ValueError('no')\nopen(os.path.join(ROOT, path))",
      ['path argument path'],
    ],
    [
      'join without parents and not absolute',
      'path: str',
      "if '..' in path or os.path.isabs(path):\n    raise ValueError('no')\nopen(os.path.join(ROOT, path))",
      [],
    ],
    [
      'a list of options',
      'files: list[str]',
      "subprocess.run(['git', 'add', *files])",
      ['option argument files[]'],
    ],
    [
      'a list without options',
      'files: list[str]',
      "if any(f.startswith('-') for f in files):\n    raise ValueError('no')\nsubprocess.run(['git', 'add'] + files)",
      [],
    ],
    [
      'a full match',
      'path: str',
      "if not re.fullmatch(r'[a-z]+', path):\n    raise ValueError('no')\nos.system(path)",
      [],
    ],
    [
      'a match at the start',
      'path: str',
      "if not re.match(r'[a-z]+', path):\n    raise ValueError('no')\nos.system(path)",
      ['shell argument path'],
    ],
    [
      'a compiled pattern',
      'path: str',
      "ok = re.compile(r'^[a-z]+$')\nif not ok.match(path):\n    raise ValueError('no')\nos.system(path)",
      [],
    ],
    [
      'a validator that returns an error',
      'path: str',
      "def check(p):\n    if not re.fullmatch(r'\\w+', p):\n        return 'bad'\n    return None\nerr = check(path)\nif err:\n    return err\nos.system(path)",
      [],
    ],
    [
      'a validator that returns a pair',
      'path: str',
      "def check(p):\n    if not re.fullmatch(r'\\w+', p):\n        return False, 'bad'\n    return True, ''\nok, why = check(path)\nif not ok:\n    return why\nos.system(path)",
      [],
    ],
    [
      'a comprehension that filters',
      'files: list[str]',
      "safe = [f for f in files if re.fullmatch(r'\\w+', f)]\nfor f in safe:\n    os.system(f)",
      [],
    ],
    [
      'a request after a fixed host',
      'path: str',
      "requests.get(f'https://api.example/{path}')",
      [],
    ],
    ["a request to the caller's host", 'path: str', 'requests.get(path)', ['fetch argument path']],
    ['a statement', 'path: str', "db.execute(f'select {path}')", ['sql argument path']],
    ['a bound statement', 'path: str', "db.execute('select ?', (path,))", []],
    ['a dictionary that maps', 'path: str', "table = {'a': 'x'}\nos.system(table[path])", []],
    [
      'a with statement',
      'path: str',
      'with open(path) as f:\n    return f.read()',
      ['path argument path'],
    ],
    [
      'the parents of a path without `..`',
      'path: str',
      'p = (Path(ROOT) / path).resolve()\nif Path(ROOT) not in p.parents:\n    raise ValueError()\np.read_text()',
      [],
    ],
    [
      'the parents of a path as it came',
      'path: str',
      'p = Path(ROOT) / path\nif Path(ROOT) not in p.parents:\n    raise ValueError()\np.read_text()',
      ['path argument path'],
    ],
    [
      'every address of a name',
      'path: str',
      'for info in socket.getaddrinfo(urlparse(path).hostname, 443):\n    if ipaddress.ip_address(info[4][0]).is_private:\n        raise ValueError()\nrequests.get(path)',
      [],
    ],
    [
      'a name as if it were an address',
      'path: str',
      'if ipaddress.ip_address(urlparse(path).hostname).is_private:\n    raise ValueError()\nrequests.get(path)',
      ['fetch argument path'],
    ],
    [
      'a name on a base address',
      'path: str',
      "if not re.fullmatch('[a-z]+', path):\n    raise ValueError()\nrequests.get(urljoin(f'https://{REGION}.example/a/', path))",
      [],
    ],
    [
      'an address on a base address',
      'path: str',
      "requests.get(urljoin(f'https://{REGION}.example/a/', path))",
      ['fetch argument path'],
    ],
    [
      'an address that goes on after its host',
      'path: str, name: str',
      "base = f'https://{REGION}.example/{path}/'\nrequests.get(base.rstrip('/') + f'/{name}')",
      [],
    ],
    [
      'an instance of a number',
      'd: dict',
      "if not isinstance(d['n'], (int, float)):\n    raise ValueError()\nos.system(f\"head {d['n']}\")",
      [],
    ],
    [
      'an instance of a text',
      'd: dict',
      "if not isinstance(d['n'], (int, str)):\n    raise ValueError()\nos.system(f\"head {d['n']}\")",
      ['shell argument d.n'],
    ],
    ['a format', 'path: str', "os.system('ls {}'.format(path))", ['shell argument path']],
    ['a percent format', 'path: str', "os.system('ls %s' % path)", ['shell argument path']],
  ])('%s', (_name, parameters, body, expected) => {
    expect(flowsIn(py(body, parameters))).toEqual(expected);
  });

  test('a decorator that checks is followed, and one that does not', () => {
    const decorated = (check: string): Readonly<Record<string, string>> => ({
      'a.py': `import functools, os, re
def guarded(f):
    @functools.wraps(f)
    async def inner(*args, **kwargs):
        ${check}
        return await f(*args, **kwargs)
    return inner

@mcp.tool()
@guarded
async def tool(path: str):
    os.system(path)
`,
    });
    expect(flowsIn(decorated('pass'))).toEqual(['shell argument path']);
    expect(
      flowsIn(decorated("if not re.fullmatch(r'\\w+', kwargs['path']): raise ValueError('no')")),
    ).toEqual([]);
  });

  test('low-level handlers dispatch over a dictionary of arguments', () => {
    const files = {
      'pkg/__init__.py': '',
      'pkg/ops.py': 'import os\n\ndef run(cmd):\n    os.system(cmd)\n',
      'pkg/server.py': `from . import ops
@server.call_tool()
async def call(name, arguments):
    match name:
        case 'a':
            ops.run(arguments['cmd'])
        case 'b':
            ops.run(str(int(arguments.get('n', 1))))
`,
    };
    expect(flowsIn(files)).toEqual(['shell argument arguments.cmd']);
  });
});

const go = (body: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/x\n',
  'main.go': `package main
import ("context"; "os"; "os/exec"; "path/filepath"; "strings"; "fmt"; "net/http"; "errors"; "regexp"; "github.com/mark3labs/mcp-go/mcp")
func main() { s.AddTool(mcp.NewTool("t"), handle) }
func handle(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	path, err := request.RequireString("path")
	if err != nil { return nil, err }
${body}
	return nil, nil
}
func check(p string) error { if !regexp.MustCompile("^[a-z]+$").MatchString(p) { return errors.New("no") }; return nil }
`,
});

describe('Go', () => {
  test.each<readonly [string, string, readonly string[]]>([
    ['an option', 'exec.Command("git", "show", path)', ['option argument request.path']],
    [
      'no option',
      'if strings.HasPrefix(path, "-") { return nil, errors.New("no") }\nexec.Command("git", "show", path)',
      [],
    ],
    [
      'a validator that returns an error',
      'if err := check(path); err != nil { return nil, err }\nexec.Command("git", path)',
      [],
    ],
    [
      'a validator whose error is ignored',
      '_ = check(path)\nexec.Command("git", path)',
      ['option argument request.path'],
    ],
    ['a file', 'os.ReadFile(filepath.Join(root, path))', ['path argument request.path']],
    [
      'a local file',
      'if !filepath.IsLocal(path) { return nil, errors.New("no") }\nos.ReadFile(filepath.Join(root, path))',
      [],
    ],
    [
      'a contained file',
      'p := filepath.Join(root, path)\nif !strings.HasPrefix(p, root+string(filepath.Separator)) { return nil, errors.New("no") }\nos.ReadFile(p)',
      [],
    ],
    [
      'a bare prefix',
      'p := filepath.Join(root, path)\nif !strings.HasPrefix(p, root) { return nil, errors.New("no") }\nos.ReadFile(p)',
      ['path argument request.path'],
    ],
    [
      'a relative path that does not go up',
      'p, _ := filepath.Abs(path)\nr, err := filepath.Rel(root, p)\nif err != nil || r == ".." || strings.HasPrefix(r, ".."+string(filepath.Separator)) { return nil, err }\nos.ReadFile(p)',
      [],
    ],
    ['a request', 'http.Get(fmt.Sprintf("https://%s/x", path))', ['fetch argument request.path']],
    ['a request to a fixed host', 'http.Get(fmt.Sprintf("https://api.example/%s", path))', []],
  ])('%s', (_name, body, expected) => {
    expect(flowsIn(go(body))).toEqual(expected);
  });
});

describe('hostile programs', () => {
  test('deep nesting, endless chains and wide switches end', () => {
    const deep = `export const x = ${'('.repeat(5000)}1${')'.repeat(5000)};`;
    const chain = `export const y = ${Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(' + ')};`;
    const cases = `export function f(v) { switch (v) { ${Array.from({ length: 20_000 }, (_, i) => `case ${i}: g(${i}); break;`).join('\n')} } }`;
    const { program } = analysed({ 'deep.ts': deep, 'chain.ts': chain, 'cases.ts': cases });
    expect(program.modules.length).toBe(3);
  });

  test.each([
    '/',
    '/x/y.js',
    '//x',
    '.',
    '..',
    '../../../x',
    '',
    '@/',
    '@',
    '~/../x',
    'a//b',
    'C:\\\\x',
  ])('an import of %j ends, and what follows is read', (from) => {
    expect(
      flowsIn({
        'src/a.ts': `import x from '${from}'; import('${from}'); export * from '${from}'; import { exec } from 'child_process'; server.tool('t', {}, (args) => exec(args.c));`,
        'package.json': '{"name": "a"}',
        'b.py': 'from .... import x\nimport a..b',
      }),
    ).toEqual(['shell argument args.c']);
  });

  test('a function that takes too long is named, and the rest is analysed', () => {
    const nested = `${'for (const a of x) { '.repeat(40)} exec(a); ${'}'.repeat(40)}`;
    const slow = `import { exec } from 'child_process'; export function slow(x) { let q = x; ${`${nested}\n`.repeat(30)} }`;
    const fine =
      "import { exec } from 'child_process'; server.tool('t', {}, (args) => exec(args.c));";
    const { program } = analysed({ 'a.ts': slow, 'b.ts': fine });
    expect(program.flows.map(({ path, rule: id }) => `${path} ${id}`)).toContain(
      'b.ts source/shell',
    );
  });
});

describe('compiled modules', () => {
  const server = (body: string): string =>
    `const server = make(); server.tool('t', {}, async (args) => { ${body} });`;
  test.each<readonly [string, Readonly<Record<string, string>>]>([
    [
      'what a compiler wraps require in',
      {
        'server.js': `const cp_1 = __importDefault(require("child_process")); ${server('cp_1.default.exec(args.a)')}`,
      },
    ],
    [
      'what a module exports and calls by its exported name',
      {
        'server.js': `exports.run = void 0; const cp_1 = require("child_process");
const run = (x) => cp_1.exec(x); exports.run = run; ${server('(0, exports.run)(args.a)')}`,
      },
    ],
    [
      'the default export of another',
      {
        'lib.js':
          'const { exec } = require("node:child_process"); exports.default = (x) => exec(x);',
        'server.js': `const lib_1 = __importDefault(require("./lib")); ${server('(0, lib_1.default)(args.a)')}`,
      },
    ],
  ])('%s is followed', (_, files) => {
    expect(flowsIn(files)).toEqual(['shell argument args.a']);
  });
});
