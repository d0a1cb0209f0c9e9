import { beforeAll, describe, expect, test } from 'vitest';
import { entries } from '../../catalogue/entries/registry.gen.ts';
import { models } from '../../catalogue/models/registry.gen.ts';
import { rules as all } from '../../catalogue/rules/registry.gen.ts';
import { javascriptTool, pythonTool } from '../../catalogue/source/example.ts';
import { familyOf } from '../../domain/rule.ts';
import type { Rule } from '../../domain/rule.ts';
import type { SourceExample } from '../../domain/program.ts';
import { openAnalyser } from './index.ts';
import type { Analyser } from './index.ts';

// Guards in the shapes of libraries and of people's own validators, each beside the look-alike that does
// not hold.

const rules = all.filter((rule) => familyOf(rule.id) === 'source') as readonly Rule<'source'>[];
let analyser: Analyser;
beforeAll(async () => {
  analyser = await openAnalyser();
});

function flows(rule: string, example: SourceExample): string[] {
  const files = Object.entries(example).map(([path, text]) => ({ path, text }));
  const { program } = analyser.analyse({ files, rules, models, entries });
  return program.flows.filter((flow) => flow.rule === `source/${rule}`).map(({ source }) => source);
}

type Row = readonly [what: string, body: string, ...helpers: readonly string[]];

describe('a path in Python', () => {
  const program = (body: string, ...helpers: readonly string[]): SourceExample =>
    pythonTool(
      [
        'import functools, os, re, uuid',
        'from dataclasses import dataclass',
        'from pathlib import Path',
        'ROOT = Path("notes").resolve()',
        ...helpers,
      ],
      'name: str, title: str',
      body,
    );
  const common =
    'if os.path.commonpath(["/notes", full]) != "/notes":\n    raise ValueError("no")\nopen(full, "w")';
  const read = '(ROOT / name).read_text()';
  const checking = (asks: string): string =>
    `@dataclass\nclass Result:\n    ok: bool\n    path: Path\n\ndef check(name):\n    full = (ROOT / name).resolve()\n    if not full.${asks}(ROOT):\n        return Result(ok=False, path=full)\n    return Result(ok=True, path=full)`;
  const held: readonly Row[] = [
    [
      'the common path of what was made absolute',
      `full = os.path.abspath(os.path.join("/notes", name))\n${common}`,
    ],
    [
      'the folder of a path that was checked',
      'full = os.path.abspath(os.path.join("/notes", name))\nif not full.startswith("/notes/"):\n    raise ValueError("no")\nos.makedirs(os.path.dirname(full))',
    ],
    [
      'a name that is its own last part',
      `if Path(name).name != name:\n    raise ValueError("no")\n${read}`,
    ],
    [
      'no part that is ..',
      `if Path(name).is_absolute() or any(part == ".." for part in Path(name).parts):\n    raise ValueError("no")\n${read}`,
    ],
    ['an identifier', `uuid.UUID(name)\n${read}`],
    [
      'letters, one by one',
      `if not all(letter.isalnum() or letter in "-_" for letter in name):\n    raise ValueError("no")\n${read}`,
    ],
    [
      'what is left of it',
      `name = "".join(one for one in name if one.isalnum() or one in "-_")\n${read}`,
    ],
    [
      'a result that says so',
      'result = check(name)\nif not result.ok:\n    return "no"\nresult.path.read_text()',
      checking('is_relative_to'),
    ],
  ];
  test.each(held)('%s holds', (_what, body, ...helpers) => {
    expect(flows('path-traversal', program(body, ...helpers))).toEqual([]);
  });
  const open: readonly Row[] = [
    [
      'the last part of another',
      `if Path(title).name != title:\n    raise ValueError("no")\n${read}`,
    ],
    [
      'no part that is a dot',
      `if any(part == "." for part in Path(name).parts):\n    raise ValueError("no")\n${read}`,
    ],
    [
      'what is no identifier and goes on',
      `try:\n    uuid.UUID(name)\nexcept ValueError:\n    pass\n${read}`,
    ],
    [
      'letters among which are dots and slashes',
      `if not all(letter.isalnum() or letter in "./" for letter in name):\n    raise ValueError("no")\n${read}`,
    ],
    [
      'a result that nobody asks',
      'result = check(name)\nresult.path.read_text()',
      checking('is_relative_to'),
    ],
    ['the common path of what may hold ..', `full = os.path.join("/notes", name)\n${common}`],
  ];
  test.each(open)('%s does not', (_what, body, ...helpers) => {
    expect(flows('path-traversal', program(body, ...helpers))).not.toEqual([]);
  });

  test('a path whose links were not resolved is told apart from one whose were', () => {
    const made = (how: string): SourceExample =>
      program(`full = os.path.${how}(os.path.join("/notes", name))\n${common}`);
    expect(flows('symlink-escape', made('abspath'))).toEqual(['name']);
    expect(flows('symlink-escape', made('realpath'))).toEqual([]);
  });
});

describe('a path in TypeScript', () => {
  const program = (body: string, ...helpers: readonly string[]): SourceExample =>
    javascriptTool(
      [
        "import fs from 'node:fs';",
        "import path from 'node:path';",
        "const ROOT = path.resolve('notes');",
        ...helpers,
      ],
      '{ file: z.string() }',
      body,
    );
  test('the folder of a path that was checked lies in the folder', () => {
    const use = 'fs.mkdirSync(path.dirname(full), { recursive: true });';
    const check = "if (!full.startsWith(ROOT + path.sep)) throw new Error('no');";
    const full = 'const full = path.resolve(ROOT, args.file);';
    expect(flows('path-traversal', program(`${full} ${check} ${use}`))).toEqual([]);
    expect(flows('path-traversal', program(`${full} ${use}`))).toEqual(['args.file']);
  });
});

describe('the address behind a name', () => {
  const program = (body: string, ...helpers: readonly string[]): SourceExample =>
    pythonTool(
      [
        'import asyncio, ipaddress, socket',
        'import httpx',
        'from urllib.parse import urlsplit',
        ...helpers,
      ],
      'url: str',
      body,
    );
  const check = (condition: string): string =>
    `async def refuse(url):\n    loop = asyncio.get_running_loop()\n    infos = await loop.getaddrinfo(urlsplit(url).hostname, 443)\n    for *_, sockaddr in infos:\n        address = ipaddress.ip_address(sockaddr[0])\n        if ${condition}:\n            raise ValueError("no")`;
  const use = 'await refuse(url)\nhttpx.get(url)';
  test('is asked by an event loop, and is the first of the last', () => {
    expect(flows('ssrf', program(use, check('not address.is_global')))).toEqual([]);
    expect(flows('ssrf', program(use, check('url.endswith(".local")')))).toEqual(['url']);
  });
});

describe('a model with a validator', () => {
  const program = (condition: string): SourceExample =>
    pythonTool(
      [
        'import re',
        'from typing import Annotated',
        'from pydantic import AfterValidator, BaseModel, field_validator',
        `def plain(text: str) -> str:\n    if ${condition}:\n        raise ValueError("no")\n    return text`,
        'Name = Annotated[str, AfterValidator(plain)]',
        `class Request(BaseModel):\n    name: str\n    title: str\n    @field_validator("name")\n    @classmethod\n    def check(cls, text):\n        if ${condition}:\n            raise ValueError("no")\n        return text`,
      ],
      'request: Request, other: Name',
      'open(f"notes/{request.name}")\nopen(f"notes/{other}")',
    );
  test('counts where it refuses', () => {
    expect(flows('path-traversal', program('not re.fullmatch(r"[a-z]+", text)'))).toEqual([]);
    expect(flows('path-traversal', program('len(text) > 40'))).toEqual(['request.name', 'other']);
  });
});

describe('a schema with a function', () => {
  const program = (schema: string): SourceExample =>
    javascriptTool(
      ["import fs from 'node:fs';", "import path from 'node:path';"],
      `{ file: z.string().${schema} }`,
      "fs.writeFileSync(path.join('notes', args.file), 'x');",
    );
  test.each([
    [`refine((text) => !text.includes('..') && !path.isAbsolute(text))`, 0],
    ['transform((text) => path.basename(text))', 0],
    ['refine((text) => text.length < 40)', 1],
    ['refine((text) => path.basename(text))', 1],
    ['transform((text) => text.trim())', 1],
  ])('%s', (schema, count) => {
    expect(flows('path-traversal', program(schema))).toHaveLength(count);
  });
});

describe('an address', () => {
  const program = (body: string): SourceExample =>
    javascriptTool(
      [
        "import dns from 'node:dns/promises';",
        "import net from 'node:net';",
        "const isPrivate = (ip) => net.isIPv4(ip) ? /^(10|127)\\./.test(ip) : ip === '::1';",
      ],
      '{ url: z.string() }',
      `const all = await dns.lookup(new URL(args.url).hostname, { all: true });\n  ${body}\n  await fetch(args.url);`,
    );
  test.each([
    ['if (all.some(({ address }) => isPrivate(address))) throw new Error("no");', 0],
    ['for (const { address } of all) if (isPrivate(address)) throw new Error("no");', 0],
    ['if (isPrivate(new URL(args.url).hostname)) throw new Error("no");', 1],
  ])('%s', (body, count) => {
    expect(flows('ssrf', program(body))).toHaveLength(count);
  });
});

describe('an argument of a program', () => {
  const program = (body: string): SourceExample =>
    pythonTool(['import subprocess'], 'ref: str', body);
  test.each([
    ['subprocess.run(["git", "log", "--end-of-options", ref])', 0],
    ['subprocess.run(["git", "log", ref.lstrip("-")])', 0],
    ['subprocess.run(["git", "log", ref.lstrip()])', 1],
    ['subprocess.run(["git", "log", "--oneline", ref])', 1],
    ['arguments = ["--", "a", ref]\nsubprocess.run(["git", "log", *arguments])', 0],
    ['arguments = [ref, "--", "a"]\nsubprocess.run(["git", "log", *arguments])', 1],
  ])('%s', (body, count) => {
    expect(flows('argument-injection', program(body))).toHaveLength(count);
  });
});

describe('the program that a command line starts', () => {
  const program = (line: string): SourceExample =>
    pythonTool(['import subprocess'], 'host: str', `subprocess.run(${line}, shell=True)`);
  test('is its first word', () => {
    expect(flows('program-choice', program('f"ping {host}"'))).toEqual([]);
    expect(flows('program-choice', program('f"{host} --version"'))).toEqual(['host']);
  });
});

describe('links', () => {
  const program = (other: string): SourceExample => ({
    'server.py': `import os
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")
ROOT = os.path.abspath("notes")


@mcp.tool()
def read(name: str) -> str:
    full = os.path.abspath(os.path.join(ROOT, name))
    if not full.startswith(ROOT + os.sep):
        raise ValueError("outside")
    return open(full).read()


@mcp.tool()
def list_all() -> list[str]:
    ${other}
`,
  });
  function severities(example: SourceExample): (string | undefined)[] {
    const files = Object.entries(example).map(([path, text]) => ({ path, text }));
    const { program: analysed } = analyser.analyse({ files, rules, models, entries });
    const rule = rules.find(({ id }) => id === 'source/symlink-escape');
    return [...(rule?.detect(analysed) ?? [])].map(({ severity }) => severity);
  }
  test('weigh more where the same code minds them elsewhere', () => {
    expect(
      severities(program('return [one for one in os.listdir(ROOT) if not os.path.islink(one)]')),
    ).toEqual(['medium']);
    expect(severities(program('return os.listdir(ROOT)'))).toEqual(['low']);
  });
});

describe('a wrapper that says what it wraps', () => {
  const program = (check: string): SourceExample => ({
    'server.py': `import functools
from mcp.server.fastmcp import FastMCP

mcp = FastMCP("notes")


def audited(server, title):
    def around(function):
        @functools.wraps(function)
        def wrapper(*args, **kwargs):
            print(title)
            return function(*args, **kwargs)
        server.tool(name=title)(wrapper)
        return wrapper
    return around


class Notes:
    def __init__(self, server):
        audited(server, "read")(self.read)

    def read(self, kind: str, name: str) -> str:
        ${check}
        return open(f"notes/{name}").read()


Notes(mcp)
`,
  });
  test('takes the parameters of that, one by one', () => {
    expect(flows('path-traversal', program('pass'))).toEqual(['name']);
    expect(
      flows('path-traversal', program('if name not in ("a", "b"): raise ValueError()')),
    ).toEqual([]);
    expect(
      flows('path-traversal', program('if kind not in ("a", "b"): raise ValueError()')),
    ).toEqual(['name']);
  });
});
