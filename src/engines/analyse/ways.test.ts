import { describe, expect, test } from 'vitest';
import type { Entry, Model, Sink } from '../../domain/flow.ts';
import type { SourceLanguage } from '../../domain/source.ts';
import { sourceRule } from '../../../test/support/source-rule.ts';
import { openAnalyser } from './index.ts';

// The ways that an argument takes through Python and Go to a shell, and what stops it, one construct of
// the language each. What a guard is worth is tested elsewhere.

const analyser = await openAnalyser();

const languages: readonly SourceLanguage[] = ['python', 'go'];

const sink = (calls: readonly string[], at: Sink['arguments']): Sink => ({
  languages,
  calls,
  arguments: at,
  does: 'is used',
});

const rules = [
  sourceRule(
    'source/shell',
    [sink(['os.system', 'subprocess.run', 'os/exec.Command'], ['any'])],
    ['shell-quoted', 'plain', 'number', 'listed'],
  ),
  sourceRule('source/path', [sink(['*.read_text'], ['receiver'])]),
  sourceRule('source/log', [{ ...sink(['print'], [0]), from: ['secret'] }]),
  sourceRule('source/sql', [sink(['sqlite3.connect().execute', '*.Query'], [0])]),
];

const models: readonly Model[] = [
  { languages, calls: ['int', 'len', 'strconv.Atoi'], gives: ['number'] },
  { languages, calls: ['shlex.quote'], gives: ['shell-quoted'] },
  { languages, calls: ['fmt.Sprintf', 'fmt.Sprint'] },
];

const entries: readonly Entry[] = [
  {
    languages: ['python'],
    decorators: ['*.tool'],
    foreign: 'all',
    enforcesTypes: true,
    origin: 'argument',
    what: 'an argument of a tool',
  },
  {
    languages: ['go'],
    calls: ['*.AddTool'],
    handler: 'last',
    foreign: [1],
    origin: 'argument',
    what: 'an argument of a tool',
  },
];

function isReached(path: string, text: string): boolean {
  const { program, unable } = analyser.analyse({
    files: [{ path, text }],
    rules,
    models,
    entries,
  });
  expect(unable).toEqual([]);
  return program.flows.length > 0;
}

type Case = readonly [name: string, body: string, around?: string];

const indented = (body: string): string => body.replaceAll('\n', '\n    ');

const pythonTool = (body: string, around: string): string => `
import asyncio, os, re, shlex, sqlite3, subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import *
${around}
@mcp.tool()
async def run(cmd: str, n: int, d: dict, xs: list[str]):
    ${indented(body)}
`;

describe('python', () => {
  test.each<Case>([
    ['an f-string', 'os.system(f"ls {cmd}")'],
    ['a format', 'os.system("ls %s" % cmd)'],
    ['a format of several', 'os.system("ls %d %s" % (n, cmd))'],
    ['a format by name', 'os.system("ls %(a)s" % {"a": cmd})'],
    ['str.format', 'os.system("ls {a}".format(a=cmd))'],
    ['+=', 'c = "ls "\nc += cmd\nos.system(c)'],
    ['a list that is added to', 'subprocess.run(["ls"] + xs)'],
    ['a list that grows', 'a = ["ls"]\na += [cmd]\nsubprocess.run(a)'],
    ['a star in a list', 'subprocess.run(["ls", *xs])'],
    ['a tuple', 'a, b = cmd, 1\nos.system(a)'],
    ['the rest of a list', 'a, *b = xs\nos.system(b[0])'],
    [':=', 'if (c := cmd):\n    os.system(c)'],
    ['an entry', 'p = {}\np["a"] = cmd\nos.system(p["a"])'],
    ['a loop over entries', 'for k, v in d.items():\n    os.system(v)'],
    ['a comprehension', 'q = {k: v for k, v in d.items()}\nos.system(q["a"])'],
    ['what a comprehension does', '[os.system(x) for x in xs]'],
    ['** of a call', 'h(**d)', 'def h(c):\n    os.system(c)'],
    ['** of a function', 'h(c=cmd)', 'def h(**kw):\n    os.system(kw["c"])'],
    ['* of a function', 'h(cmd)', 'def h(*a):\n    os.system(a[0])'],
    ['await', 'await h(cmd)', 'async def h(c):\n    os.system(c)'],
    ['a lambda', 'f = lambda c: os.system(c)\nf(cmd)'],
    [
      'a constructor',
      'R(cmd).go()',
      'class R:\n    def __init__(self, c):\n        self.c = c\n    def go(self):\n        os.system(self.c)',
    ],
    [
      "a base class's constructor",
      'R(cmd).go()',
      'class B:\n    def __init__(self, c):\n        self.c = c\nclass R(B):\n    def __init__(self, c):\n        super().__init__(c)\n    def go(self):\n        os.system(self.c)',
    ],
    ['a dataclass', 'os.system(R(cmd).c)', '@dataclass\nclass R:\n    c: str'],
    [
      'a static method',
      'R.go(cmd)',
      'class R:\n    @staticmethod\n    def go(c):\n        os.system(c)',
    ],
    [
      'a property',
      'os.system(R(cmd).v)',
      'class R:\n    def __init__(self, c): self.c = c\n    @property\n    def v(self): return self.c',
    ],
    [
      'a decorated function',
      'h(cmd)',
      'def deco(f):\n    def w(*a, **k):\n        return f(*a, **k)\n    return w\n@deco\ndef h(c):\n    os.system(c)',
    ],
    ['a path', '(Path("/data") / "x" / cmd).read_text()'],
    ['a path that grows', 'p = Path("/data")\np /= cmd\np.read_text()'],
    ['a name in a pattern', 'match d:\n    case {"a": x}:\n        os.system(x)'],
    ['a type in a pattern', 'match d["x"]:\n    case str() as s:\n        os.system(s)'],
    [
      'what no case took',
      'match cmd:\n    case "a":\n        pass\n    case c:\n        os.system(c)',
    ],
    ['global', 'global G\nG = cmd\nuse()', 'G = ""\ndef use():\n    os.system(G)'],
    ['nonlocal', 'c = ""\ndef g():\n    nonlocal c\n    c = cmd\ng()\nos.system(c)'],
    ['a generator', 'for x in g(cmd):\n    os.system(x)', 'def g(c):\n    yield c'],
    [
      'a context manager',
      'with g(cmd) as x:\n    os.system(x)',
      'from contextlib import contextmanager\n@contextmanager\ndef g(c):\n    yield c',
    ],
    ['another thread', 'await asyncio.to_thread(os.system, cmd)'],
    ['except', 'try:\n    x()\nexcept (A, B) as e:\n    os.system(cmd)'],
    [
      'a client that is opened on first use',
      'get().execute(f"SELECT {cmd}")',
      '_db = None\ndef get():\n    global _db\n    if _db is None:\n        _db = sqlite3.connect("x")\n    return _db',
    ],
  ])('reached by %s', (_name, body = '', around = '') => {
    expect(isReached('server.py', pythonTool(body, around))).toBe(true);
  });

  test.each<Case>([
    ['a number', 'os.system(f"ls {n}")'],
    ['a format of a number', 'os.system("ls %d" % cmd)'],
    ['a presentation of a number', 'os.system(f"ls {cmd:.2f}")'],
    ['the other of two', 'a, b = cmd, "x"\nos.system(b)'],
    ['another entry', 'p = {"a": cmd, "b": "x"}\nos.system(p["b"])'],
    ['quotes in a comprehension', 'os.system(" ".join(shlex.quote(x) for x in xs))'],
    ['a case', 'match cmd:\n    case "a" | "b":\n        os.system(cmd)'],
    ['assert', 'assert cmd in A\nos.system(cmd)', 'A = frozenset({"a", "b"})'],
    ['a union of sets', 'if cmd in (A | B):\n    os.system(cmd)', 'A = {"a"}\nB = {"b"}'],
    ['a fixed map', 'if not A.get(cmd):\n    return\nos.system(A[cmd])', 'A = {"a": "ls"}'],
    [
      'every arm of a long if',
      `if cmd == "0":\n    os.system(cmd)\n${Array.from({ length: 60 }, (_, at) => `elif cmd == "${at}":\n    os.system(cmd)\n`).join('')}`,
    ],
    [
      'placeholders',
      'q = ",".join(["?"] * len(xs))\nsqlite3.connect("x").execute(f"SELECT {q}", xs)',
    ],
  ])('not reached through %s', (_name, body = '', around = '') => {
    expect(isReached('server.py', pythonTool(body, around))).toBe(false);
  });

  test.each([
    ['str', true],
    ['int | float', false],
    ['int | str', true],
    ['Literal["a", "b"] | None', false],
    ['list[Literal["a"]]', false],
    ['Mode', false],
    ['Color', false],
    ['Annotated[str, Field(pattern="^[a-z]+$")]', false],
    ['Annotated[str, Field(pattern="[a-z]+")]', true],
    ['str = Field(pattern="^[a-z]+$")', false],
    ['str = Field(min_length=1)', true],
  ])('a parameter of type %s', (type, expected) => {
    const text = `
import enum, os
from typing import *
Mode = Annotated[Literal["a", "b"], Field(description="d")]
class Color(str, enum.Enum):
    RED = "red"
@mcp.tool()
def run(p: ${type}):
    os.system(f"ls {p}")
`;
    expect(isReached('server.py', text)).toBe(expected);
  });
});

describe('a credential', () => {
  test.each([
    ['is in a text that it is put into', 'print(f"key {key.strip()}")', true],
    ['is not in what a service answers to it', 'print(Client(key).models()[0].name)', false],
  ])('%s', (_name, body, expected) => {
    const text = `import os\nfrom service import Client\nkey = os.environ["API_KEY"]\n${body}\n`;
    expect(isReached('server.py', text)).toBe(expected);
  });
});

describe('tables and decorators of a program', () => {
  const server = 'import os\nfrom mcp.server.fastmcp import FastMCP\nmcp = FastMCP("x")\n';

  test.each([
    [
      'a table that they fill',
      `class Table:
    def __init__(self):
        self.tools = {}
    def register(self, name):
        def deco(f):
            self.tools[name] = f
            return f
        return deco
table = Table()
@table.register("a")
def a(args):
    os.system(args["c"])
@mcp.tool()
def run(name: str, args: dict):
    return table.tools[name](args)
`,
      true,
    ],
    [
      'a method whose name is put together',
      `class H:
    def run_cmd(self, args):
        os.system(args["c"])
@mcp.tool()
def run(name: str, args: dict):
    return getattr(H(), f"run_{name}")(args)
`,
      true,
    ],
    [
      'another name for the way in',
      'tool = mcp.tool\n@tool()\ndef run(c: str):\n    os.system(c)\n',
      true,
    ],
    [
      'a guard that is made before',
      `def only(allowed):
    def deco(f):
        def w(c):
            if c not in allowed:
                raise ValueError(c)
            return f(c)
        return w
    return deco
guard = only({"a", "b"})
@guard
def h(c):
    os.system(c)
@mcp.tool()
def run(c: str):
    h(c)
`,
      false,
    ],
  ])('%s', (_name, text, expected) => {
    expect(isReached('server.py', server + text)).toBe(expected);
  });
});

const goTool = (body: string, around: string): string => `package main
import (
	"encoding/json"
	"fmt"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
)
${around}
func main() { server.AddTool(tool, handle) }
func handle(ctx context.Context, request mcp.CallToolRequest) (*mcp.CallToolResult, error) {
	cmd := request.GetString("cmd", "")
	args := request.GetArguments()
	${body}
	return nil, nil
}
`;

describe('go', () => {
  test.each<Case>([
    ['Sprintf', 'exec.Command("sh", "-c", fmt.Sprintf("ls %s", cmd))'],
    ['+=', 'c := "ls "\nc += cmd\nexec.Command("sh", "-c", c)'],
    [
      'a result beside an error',
      'c, err := request.RequireString("c")\nif err != nil { return nil, err }\nexec.Command(c)',
    ],
    ['a type assertion', 'if c, ok := args["c"].(string); ok {\nexec.Command(c)\n}'],
    ['a type switch', 'switch v := args["c"].(type) {\ncase string:\nexec.Command(v)\n}'],
    ['default', 'switch cmd {\ncase "a":\ndefault:\nexec.Command(cmd)\n}'],
    ['a slice', 'a := []string{"-c"}\na = append(a, cmd)\nexec.Command("sh", a...)'],
    ['a variadic function', 'run("-c", cmd)', 'func run(a ...string) { exec.Command("sh", a...) }'],
    [
      'a struct',
      'run(&opts{C: cmd})',
      'type opts struct { C string }\nfunc run(o *opts) { exec.Command(o.C) }',
    ],
    ['a field by position', 'exec.Command(opts{cmd}.C)', 'type opts struct { C string }'],
    [
      'a method',
      'NewR(cmd).Run()',
      'type R struct { c string }\nfunc NewR(c string) *R { return &R{c: c} }\nfunc (r *R) Run() { exec.Command(r.c) }',
    ],
    [
      'a method without arguments',
      'c := &R{c: cmd}\nc.Run()',
      'type R struct { c string }\nfunc (r *R) Run() { exec.Command(r.c) }',
    ],
    [
      'an embedded method',
      'r := &R{}\nr.Run(cmd)',
      'type B struct{}\nfunc (b *B) Run(c string) { exec.Command(c) }\ntype R struct { *B }',
    ],
    [
      'a getter with the name of a function elsewhere',
      'c, err := str(args, "c")\nif err != nil { return nil, err }\nexec.Command(c)',
      'func str(m map[string]any, k string) (string, error) {\nv, ok := m[k].(string)\nif !ok { return "", errors.New("no") }\nreturn v, nil\n}',
    ],
    [
      'a getter of any type',
      'c, err := param[string](args, "c")\nif err != nil { return nil, err }\nexec.Command(c)',
      'func param[T any](m map[string]any, k string) (T, error) {\nv, ok := m[k].(T)\nif !ok { return v, errors.New("no") }\nreturn v, nil\n}',
    ],
    [
      'a named result',
      'c, _ := get(cmd)\nexec.Command(c)',
      'func get(c string) (out string, err error) {\nout = c\nreturn\n}',
    ],
    ['a closure', 'f := func(c string) { exec.Command(c) }\nf(cmd)'],
    ['go', 'go func(c string) { exec.Command(c) }(cmd)'],
    ['a loop over a map', 'for _, v := range args {\nexec.Command(v.(string))\n}'],
    ['a swap', 'a, b := "x", cmd\na, b = b, a\nexec.Command(a)'],
    ['bytes', 'b := []byte(cmd)\nexec.Command(string(b))'],
    ['a builder', 'var sb strings.Builder\nsb.WriteString(cmd)\nexec.Command(sb.String())'],
    [
      'a builder that is printed to',
      'sb := &strings.Builder{}\nfmt.Fprintf(sb, "x %s", cmd)\nexec.Command(sb.String())',
    ],
    [
      'what is decoded',
      'var a map[string]string\njson.Unmarshal([]byte(cmd), &a)\nexec.Command(a["x"])',
    ],
    [
      'what is decoded into a struct',
      'var o opts\nif err := request.BindArguments(&o); err != nil { return nil, err }\nexec.Command(o.C)',
      'type opts struct { C string }',
    ],
    ['a channel', 'ch := make(chan string, 1)\nch <- cmd\nexec.Command(<-ch)'],
    ['a pointer', 'p := &cmd\nexec.Command(*p)'],
    ['a type of its own', 'type C string\nexec.Command(string(C(cmd)))'],
    ['select', 'select {\ncase <-ctx.Done():\nexec.Command(cmd)\ndefault:\n}'],
    [
      'a function of any type',
      'exec.Command(id[string](cmd))',
      'func id[T any](x T) T { return x }',
    ],
    [
      'a handler that is made',
      '',
      'func register() { server.AddTool(made()) }\nfunc made() (mcp.Tool, server.Handler) {\nreturn mcp.NewTool("y"), func(ctx context.Context, r mcp.CallToolRequest) (*mcp.CallToolResult, error) {\nexec.Command(r.GetString("a", ""))\nreturn nil, nil\n}\n}',
    ],
  ])('reached by %s', (_name, body = '', around = '') => {
    expect(isReached('main.go', goTool(body, around))).toBe(true);
  });

  test.each<Case>([
    [
      'a number',
      'n, err := strconv.Atoi(cmd)\nif err != nil { return nil, err }\nexec.Command(fmt.Sprint(n))',
    ],
    [
      'an assertion to a number',
      'n, ok := args["n"].(float64)\nif !ok { n = 1 }\nexec.Command(fmt.Sprint(n))',
    ],
    [
      'a number in what is decoded',
      'var o opts\nrequest.BindArguments(&o)\nexec.Command(fmt.Sprint(o.N))',
      'type opts struct { N int64 }',
    ],
    [
      'a parameter that is a number',
      'run(args["n"])',
      'func run(n int) { exec.Command(fmt.Sprint(n)) }',
    ],
    ['the other of two', 'a, b := cmd, "x"\n_ = a\nexec.Command(b)'],
    [
      'a key that is there',
      'if _, ok := allowed[cmd]; !ok { return nil, nil }\nexec.Command(cmd)',
      'var allowed = map[string]int{"a": 1}',
    ],
    [
      'a key that is true',
      'if !allowed[cmd] { return nil, nil }\nexec.Command(cmd)',
      'var allowed = map[string]bool{"a": true}',
    ],
    ['a case', 'switch cmd {\ncase "a", "b":\ndefault:\nreturn nil, nil\n}\nexec.Command(cmd)'],
    ['a condition as a case', 'switch {\ncase cmd == "a":\nexec.Command(cmd)\n}'],
    [
      'slices.Contains',
      'if !slices.Contains(allowed, cmd) { return nil, nil }\nexec.Command(cmd)',
      'var allowed = []string{"a"}',
    ],
    [
      'a loop over a list',
      'ok := false\nfor _, a := range allowed { if a == cmd { ok = true; break } }\nif !ok { return nil, nil }\nexec.Command(cmd)',
      'var allowed = []string{"a"}',
    ],
    [
      'an error before a result',
      'c, err := check(cmd)\nif err != nil { return nil, err }\nexec.Command(c)',
      'var re = regexp.MustCompile("^[a-z]+$")\nfunc check(c string) (string, error) {\nif !re.MatchString(c) { return "", fmt.Errorf("no") }\nreturn c, nil\n}',
    ],
    ['an index', 'for i := range args { exec.Command(fmt.Sprint(len(i))) }'],
  ])('not reached through %s', (_name, body = '', around = '') => {
    expect(isReached('main.go', goTool(body, around))).toBe(false);
  });
});
