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

// Guards as people write them, each beside the look-alike that does not hold.

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

const PATHS = [
  "import fs from 'node:fs';",
  "import path from 'node:path';",
  "const ROOT = path.resolve('notes');",
];

describe('a path stays in its folder', () => {
  const program = (body: string, ...helpers: readonly string[]) =>
    javascriptTool([...PATHS, ...helpers], '{ file: z.string() }', body);
  const use = 'fs.writeFileSync(full, "x");';
  test.each([
    [
      'a separator added where there is none',
      `const full = path.resolve(ROOT, args.file);\n  const base = ROOT.endsWith(path.sep) ? ROOT : ROOT + path.sep;\n  if (!full.startsWith(base)) throw new Error('no');\n  ${use}`,
    ],
    [
      'a template with a separator',
      `const full = path.resolve(ROOT, args.file);\n  if (!full.startsWith(\`\${ROOT}\${path.sep}\`)) return { content: [] };\n  ${use}`,
    ],
    [
      'a template with a slash',
      `const full = path.join(ROOT, args.file);\n  if (!full.startsWith(\`\${ROOT}/\`)) return { content: [] };\n  ${use}`,
    ],
    [
      'the way there, tested for ..',
      `const full = path.resolve(ROOT, args.file);\n  const way = path.relative(ROOT, full);\n  if (way.startsWith('..') || path.isAbsolute(way)) throw new Error('no');\n  ${use}`,
    ],
    [
      'the way there, in a helper',
      `const full = path.resolve(ROOT, args.file);\n  if (!isInside(ROOT, full)) throw new Error('no');\n  ${use}`,
      'function isInside(root, full) { const way = path.relative(root, full); return way !== "" && !way.startsWith("..") && !path.isAbsolute(way); }',
    ],
    [
      'one line that returns a truth value',
      `const full = path.resolve(ROOT, args.file);\n  if (!isInside(full)) throw new Error('no');\n  ${use}`,
      'const isInside = (full) => full === ROOT || full.startsWith(ROOT + path.sep);',
    ],
    [
      'several folders',
      `const full = path.resolve(args.file);\n  if (!ROOTS.some((root) => full === root || full.startsWith(root + path.sep))) throw new Error('no');\n  ${use}`,
      "const ROOTS = [path.resolve('a'), path.resolve('b')];",
    ],
    [
      'a loop over folders',
      `const full = path.resolve(args.file);\n  let isAllowed = false;\n  for (const root of ROOTS) { if (full.startsWith(root + path.sep)) { isAllowed = true; break; } }\n  if (!isAllowed) throw new Error('no');\n  ${use}`,
      "const ROOTS = [path.resolve('a'), path.resolve('b')];",
    ],
    [
      'a helper that throws',
      `const full = path.resolve(ROOT, args.file);\n  demand(full);\n  ${use}`,
      "function demand(full) { if (!full.startsWith(ROOT + path.sep)) throw new Error('no'); }",
    ],
    [
      'a helper that gives the path back',
      `const full = safe(args.file);\n  ${use}`,
      "function safe(file) { const full = path.resolve(ROOT, file); if (!full.startsWith(ROOT + path.sep)) { throw new Error('no'); } return full; }",
    ],
    [
      'a helper that gives nothing back',
      `const full = safe(args.file);\n  if (!full) return { content: [] };\n  ${use}`,
      'function safe(file) { const full = path.resolve(ROOT, file); if (!full.startsWith(ROOT + path.sep)) return null; return full; }',
    ],
    [
      'a class with a method',
      `const full = guard.check(args.file);\n  ${use}`,
      "class Guard { constructor(root) { this.root = path.resolve(root); }\n check(file) { const full = path.resolve(this.root, file); if (full !== this.root && !full.startsWith(this.root + path.sep)) throw new Error('no'); return full; } }\nconst guard = new Guard('notes');",
    ],
    [
      'real paths, with the folder for new files',
      `const full = await safe(args.file);\n  ${use}`,
      "async function safe(file) { const full = path.resolve(ROOT, file); if (!full.startsWith(ROOT + path.sep)) throw new Error('no'); try { const real = await fs.promises.realpath(full); if (!real.startsWith(ROOT + path.sep)) throw new Error('no'); return real; } catch { const parent = await fs.promises.realpath(path.dirname(full)); if (parent !== ROOT && !parent.startsWith(ROOT + path.sep)) throw new Error('no'); return full; } }",
    ],
    ['a bare name', `const full = path.join(ROOT, path.basename(args.file));\n  ${use}`],
    [
      'a name of letters and digits',
      `if (!/^[\\w-]+\\.md$/.test(args.file)) throw new Error('no');\n  const full = path.join(ROOT, args.file);\n  ${use}`,
    ],
    [
      'no .. and not absolute',
      `if (args.file.includes('..') || path.isAbsolute(args.file)) throw new Error('no');\n  const full = path.join(ROOT, args.file);\n  ${use}`,
    ],
    [
      'everything else replaced',
      `const full = path.join(ROOT, args.file.replace(/[^a-zA-Z0-9_-]/g, '_'));\n  ${use}`,
    ],
    [
      'a fixed set',
      `const full = path.join(ROOT, FILES[args.file] ?? 'a.md');\n  ${use}`,
      "const FILES = { a: 'a.md', b: 'b.md' };",
    ],
    [
      'a set asked',
      `if (!FILES.has(args.file)) throw new Error('no');\n  const full = path.join(ROOT, args.file);\n  ${use}`,
      "const FILES = new Set(['a.md', 'b.md']);",
    ],
  ])('%s', (_name, body, ...helpers) => {
    expect(flows('path-traversal', program(body, ...helpers))).toEqual([]);
  });

  test.each([
    ['no check', `const full = path.join(ROOT, args.file);\n  ${use}`],
    [
      'a prefix without a separator',
      `const full = path.resolve(ROOT, args.file);\n  if (!full.startsWith(ROOT)) throw new Error('no');\n  ${use}`,
    ],
    [
      'a prefix of a path that is not cleaned',
      `const full = ROOT + '/' + args.file;\n  if (!full.startsWith(ROOT + path.sep)) throw new Error('no');\n  ${use}`,
    ],
    [
      'the check is not heeded',
      `const full = path.resolve(ROOT, args.file);\n  if (!full.startsWith(ROOT + path.sep)) console.error('outside');\n  ${use}`,
    ],
    ['.. taken out once', `const full = path.join(ROOT, args.file.replace('../', ''));\n  ${use}`],
    [
      'an ending',
      `if (!args.file.endsWith('.md')) throw new Error('no');\n  const full = path.join(ROOT, args.file);\n  ${use}`,
    ],
    [
      'a pattern without ends',
      `if (!/[a-z]+\\.md/.test(args.file)) throw new Error('no');\n  const full = path.join(ROOT, args.file);\n  ${use}`,
    ],
    [
      'whether it exists',
      `const full = path.join(ROOT, args.file);\n  if (!fs.existsSync(full)) throw new Error('no');\n  ${use}`,
    ],
    [
      'a check for another argument',
      `if (args.file.length > 100) throw new Error('long');\n  const full = path.join(ROOT, args.file);\n  ${use}`,
    ],
    [
      'a check whose error is caught',
      `const full = path.resolve(ROOT, args.file);\n  try { if (!full.startsWith(ROOT + path.sep)) throw new Error('no'); } catch {}\n  ${use}`,
    ],
  ])('not by %s', (_name, body) => {
    expect(flows('path-traversal', program(body))).not.toEqual([]);
  });
});

describe('a path stays in its folder, in Python', () => {
  const program = (body: string, ...helpers: readonly string[]) =>
    pythonTool(
      [
        'import os',
        'import re',
        'from pathlib import Path',
        'ROOT = Path("notes").resolve()',
        'BASE = os.path.realpath("notes")',
        ...helpers,
      ],
      'file: str',
      body,
    );
  test.each([
    [
      'is_relative_to',
      'full = (ROOT / file).resolve()\nif not full.is_relative_to(ROOT):\n    raise ValueError()\nfull.write_text("x")',
    ],
    [
      'relative_to, which raises',
      'full = (ROOT / file).resolve()\ntry:\n    full.relative_to(ROOT)\nexcept ValueError:\n    return "no"\nfull.write_text("x")',
    ],
    [
      'parents',
      'full = (ROOT / file).resolve()\nif ROOT not in full.parents:\n    raise ValueError()\nfull.write_text("x")',
    ],
    [
      'commonpath',
      'full = os.path.realpath(os.path.join(BASE, file))\nif os.path.commonpath([BASE, full]) != BASE:\n    raise ValueError()\nopen(full, "w")',
    ],
    [
      'a prefix with a separator',
      'full = os.path.abspath(os.path.join(BASE, file))\nif not full.startswith(BASE + os.sep):\n    raise ValueError()\nopen(full, "w")',
    ],
    [
      'a prefix with a slash in text',
      'full = os.path.realpath(os.path.join(BASE, file))\nif not full.startswith(f"{BASE}/"):\n    return "no"\nopen(full, "w")',
    ],
    [
      'a helper that raises',
      'full = safe(file)\nfull.write_text("x")',
      'def safe(file):\n    full = (ROOT / file).resolve()\n    if not full.is_relative_to(ROOT):\n        raise ValueError()\n    return full',
    ],
    [
      'any of several folders',
      'full = Path(file).resolve()\nif not any(full.is_relative_to(root) for root in ROOTS):\n    raise ValueError()\nfull.write_text("x")',
      'ROOTS = [Path("a").resolve(), Path("b").resolve()]',
    ],
    ['a bare name', '(ROOT / os.path.basename(file)).write_text("x")'],
    ['a bare name of a path', '(ROOT / Path(file).name).write_text("x")'],
    [
      'a pattern',
      'if not re.fullmatch(r"[a-z0-9_-]+", file):\n    raise ValueError()\n(ROOT / f"{file}.md").write_text("x")',
    ],
    [
      'a pattern with ends',
      'if not re.match(r"^[\\w-]+$", file):\n    raise ValueError()\n(ROOT / f"{file}.md").write_text("x")',
    ],
    [
      'what is not a letter replaced',
      'name = re.sub(r"[^a-zA-Z0-9]", "_", file)\n(ROOT / name).write_text("x")',
    ],
    [
      'letters that are kept',
      'name = "".join(c for c in file if c.isalnum())\n(ROOT / name).write_text("x")',
    ],
  ])('%s', (_name, body, ...helpers) => {
    expect(flows('path-traversal', program(body, ...helpers))).toEqual([]);
  });

  test.each([
    ['no check', '(ROOT / file).write_text("x")'],
    [
      'a prefix without a separator',
      'full = os.path.realpath(os.path.join(BASE, file))\nif not full.startswith(BASE):\n    raise ValueError()\nopen(full, "w")',
    ],
    [
      'is_relative_to of a path that is not cleaned',
      'full = ROOT / file\nif not full.is_relative_to(ROOT):\n    raise ValueError()\nfull.write_text("x")',
    ],
    [
      'a match without an end',
      'if not re.match(r"[a-z]+", file):\n    raise ValueError()\n(ROOT / file).write_text("x")',
    ],
    [
      'an error that is logged',
      'full = (ROOT / file).resolve()\nif not full.is_relative_to(ROOT):\n    print("outside")\nfull.write_text("x")',
    ],
    [
      'whether it is a file',
      'full = ROOT / file\nif not full.is_file():\n    raise ValueError()\nfull.write_text("x")',
    ],
  ])('not by %s', (_name, body) => {
    expect(flows('path-traversal', program(body))).not.toEqual([]);
  });
});

describe('a request goes where it may', () => {
  const program = (body: string, ...helpers: readonly string[]) =>
    javascriptTool(
      ["import dns from 'node:dns/promises';", "import net from 'node:net';", ...helpers],
      '{ url: z.string(), id: z.string() }',
      body,
    );
  test.each([
    [
      'a set of hosts',
      'const url = new URL(args.url);\n  if (!HOSTS.has(url.hostname)) throw new Error("no");\n  await fetch(url);',
      "const HOSTS = new Set(['a.example']);",
    ],
    [
      'a list of hosts',
      'const { hostname } = new URL(args.url);\n  if (!["a.example", "b.example"].includes(hostname)) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'one host',
      'if (new URL(args.url).host !== "a.example") throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'an origin',
      'const url = new URL(args.url);\n  if (url.origin !== "https://a.example") throw new Error("no");\n  await fetch(url);',
    ],
    [
      'an ending with a dot',
      'const { hostname } = new URL(args.url);\n  if (!hostname.endsWith(".a.example")) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'a helper that gives the URL back',
      'const url = check(args.url);\n  await fetch(url);',
      "function check(text) { const url = new URL(text); if (url.hostname !== 'a.example') throw new Error('no'); return url; }",
    ],
    [
      'a prefix with the slash after the host',
      'if (!args.url.startsWith("https://a.example/")) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'a base of the program',
      'const url = new URL(`/items/${args.id}`, BASE);\n  await fetch(url);',
      "const BASE = 'https://a.example';",
    ],
    ['an encoded part', 'await fetch(`https://a.example/${encodeURIComponent(args.id)}`);'],
    [
      'the address behind the name',
      'const { hostname } = new URL(args.url);\n  const { address } = await dns.lookup(hostname);\n  if (isPrivate(address)) throw new Error("no");\n  await fetch(args.url);',
      'function isPrivate(ip) { return ip.startsWith("10.") || ip.startsWith("127.") || ip.startsWith("169.254."); }',
    ],
  ])('%s', (_name, body, ...helpers) => {
    expect(flows('ssrf', program(body, ...helpers))).toEqual([]);
  });

  test.each([
    ['no check', 'await fetch(args.url);'],
    [
      'the scheme alone',
      'const url = new URL(args.url);\n  if (url.protocol !== "https:") throw new Error("no");\n  await fetch(url);',
    ],
    [
      'a prefix without the slash',
      'if (!args.url.startsWith("https://a.example")) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'whether the host is in it',
      'if (!args.url.includes("a.example")) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'an ending without a dot',
      'const { hostname } = new URL(args.url);\n  if (!hostname.endsWith("a.example")) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'names that are refused',
      'const { hostname } = new URL(args.url);\n  if (["localhost", "127.0.0.1"].includes(hostname)) throw new Error("no");\n  await fetch(args.url);',
    ],
    [
      'whether it is a URL',
      'try { new URL(args.url); } catch { throw new Error("no"); }\n  await fetch(args.url);',
    ],
    [
      'the host of another URL',
      'if (new URL(args.id).host !== "a.example") throw new Error("no");\n  await fetch(args.url);',
    ],
  ])('not by %s', (_name, body) => {
    expect(flows('ssrf', program(body))).not.toEqual([]);
  });
});

describe('a request goes where it may, in Python', () => {
  const program = (body: string, ...helpers: readonly string[]) =>
    pythonTool(
      [
        'import ipaddress',
        'import socket',
        'import requests',
        'from urllib.parse import urlparse, urljoin, quote',
        ...helpers,
      ],
      'url: str',
      body,
    );
  test.each([
    [
      'a set of hosts',
      'if urlparse(url).hostname not in HOSTS:\n    raise ValueError()\nrequests.get(url)',
      'HOSTS = {"a.example"}',
    ],
    [
      'the address behind the name',
      'host = urlparse(url).hostname\nif ipaddress.ip_address(socket.gethostbyname(host)).is_private:\n    raise ValueError()\nrequests.get(url)',
    ],
    [
      'all addresses behind the name',
      'check(url)\nrequests.get(url)',
      'def check(url):\n    host = urlparse(url).hostname\n    for info in socket.getaddrinfo(host, None):\n        address = ipaddress.ip_address(info[4][0])\n        if address.is_private or address.is_loopback:\n            raise ValueError("private")',
    ],
    [
      'a base of the program',
      'requests.get(urljoin(BASE, f"items/{url}"))',
      'BASE = "https://a.example/"',
    ],
    ['an encoded part', 'requests.get(f"https://a.example/{quote(url)}")'],
  ])('%s', (_name, body, ...helpers) => {
    expect(flows('ssrf', program(body, ...helpers))).toEqual([]);
  });

  test.each([
    ['no check', 'requests.get(url)'],
    [
      'the scheme alone',
      'if urlparse(url).scheme not in ("http", "https"):\n    raise ValueError()\nrequests.get(url)',
    ],
    [
      'the address as it is written',
      'if ipaddress.ip_address(urlparse(url).hostname).is_private:\n    raise ValueError()\nrequests.get(url)',
    ],
    ['an absolute URL on a base', 'requests.get(urljoin("https://a.example/", url))'],
  ])('not by %s', (_name, body) => {
    expect(flows('ssrf', program(body))).not.toEqual([]);
  });
});

describe('a shell is given nothing of its own', () => {
  const program = (body: string, ...helpers: readonly string[]) =>
    javascriptTool(
      ["import { exec } from 'node:child_process';", ...helpers],
      '{ x: z.string(), n: z.string() }',
      body,
    );
  test.each([
    ['a number', 'exec(`kill ${Number(args.n)}`);'],
    [
      'parseInt',
      'const n = parseInt(args.n, 10);\n  if (Number.isNaN(n)) throw new Error("no");\n  exec(`kill ${n}`);',
    ],
    [
      'a pattern with ends',
      'if (!/^[a-z0-9-]+$/i.test(args.x)) throw new Error("no");\n  exec(`ls ${args.x}`);',
    ],
    [
      'a pattern in a helper',
      'exec(`ls ${clean(args.x)}`);',
      'const NAME = /^[a-z0-9]+$/;\nfunction clean(x) { if (!NAME.test(x)) throw new Error("no"); return x; }',
    ],
    [
      'quotes that are escaped',
      `exec('ls ' + quote(args.x));`,
      `function quote(x) { return "'" + x.replace(/'/g, "'\\\\''") + "'"; }`,
    ],
    ['a switch', 'switch (args.x) { case "a": case "b": exec(`ls ${args.x}`); }'],
    ['a comparison', 'if (args.x === "a" || args.x === "b") exec(`ls ${args.x}`);'],
    [
      'a map of commands',
      'const line = COMMANDS[args.x];\n  if (!line) throw new Error("no");\n  exec(line);',
      'const COMMANDS = { a: "ls", b: "pwd" };',
    ],
  ])('%s', (_name, body, ...helpers) => {
    expect(flows('command-injection', program(body, ...helpers))).toEqual([]);
  });

  test.each([
    ['no check', 'exec(`ls ${args.x}`);'],
    ['double quotes', 'exec(`ls "${args.x}"`);'],
    ['single quotes', "exec(`ls '${args.x}'`);"],
    ['JSON', 'exec(`ls ${JSON.stringify(args.x)}`);'],
    ['encoding for URLs only once', 'exec(`ls ${encodeURI(args.x)}`);'],
    [
      'words that are refused',
      'if (args.x.includes("rm")) throw new Error("no");\n  exec(`ls ${args.x}`);',
    ],
    [
      'one character that is refused',
      'if (args.x.includes(";")) throw new Error("no");\n  exec(`ls ${args.x}`);',
    ],
    ['a trimmed text', 'exec(`ls ${args.x.trim()}`);'],
    [
      'a check for length',
      'if (args.x.length > 20) throw new Error("no");\n  exec(`ls ${args.x}`);',
    ],
    ['a type', 'if (typeof args.x !== "string") throw new Error("no");\n  exec(`ls ${args.x}`);'],
  ])('not by %s', (_name, body) => {
    expect(flows('command-injection', program(body))).not.toEqual([]);
  });
});

describe('Go', () => {
  const inFolder = (body: string, ...packages: readonly string[]) =>
    goTool(['os', 'path/filepath', ...packages], 'file', body);
  test.each([
    [
      'IsLocal',
      inFolder(
        'if !filepath.IsLocal(file) {\n\treturn nil, nil\n}\nos.Remove(filepath.Join("notes", file))',
      ),
    ],
    [
      'a prefix with a separator',
      inFolder(
        'full := filepath.Join("/notes", file)\nif !strings.HasPrefix(full, "/notes"+string(filepath.Separator)) {\n\treturn nil, nil\n}\nos.Remove(full)',
        'strings',
      ),
    ],
    [
      'the way there',
      inFolder(
        'full := filepath.Join("/notes", file)\nway, err := filepath.Rel("/notes", full)\nif err != nil || strings.HasPrefix(way, "..") {\n\treturn nil, nil\n}\nos.Remove(full)',
        'strings',
      ),
    ],
    ['a bare name', inFolder('os.Remove(filepath.Join("notes", filepath.Base(file)))')],
  ])('a path stays in its folder: %s', (_name, example) => {
    expect(flows('path-traversal', example)).toEqual([]);
  });

  test.each([
    ['no check', inFolder('os.Remove(filepath.Join("notes", file))')],
    [
      'a prefix without a separator',
      inFolder(
        'full := filepath.Join("/notes", file)\nif !strings.HasPrefix(full, "/notes") {\n\treturn nil, nil\n}\nos.Remove(full)',
        'strings',
      ),
    ],
    ['cleaning alone', inFolder('os.Remove(filepath.Clean(file))')],
  ])('a path leaves its folder: %s', (_name, example) => {
    expect(flows('path-traversal', example)).not.toEqual([]);
  });
});

describe('Go asks where a name leads', () => {
  const helper = (body: string) =>
    `\n\nfunc check(ctx context.Context, raw string) error {\n\tu, err := url.Parse(raw)\n\tif err != nil {\n\t\treturn err\n\t}\n\taddresses, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.Hostname())\n\tif err != nil {\n\t\treturn err\n\t}\n\tfor _, one := range addresses {\n\t\t${body}\n\t}\n\treturn nil\n}\n`;
  const refusing = helper(
    'if !one.Unmap().IsGlobalUnicast() || one.IsPrivate() {\n\t\t\treturn errors.New("private")\n\t\t}',
  );
  const program = (body: string, check = refusing) => {
    const made = goTool(['errors', 'log', 'net', 'net/http', 'net/url'], 'address', body);
    return { 'main.go': `${made['main.go']}${check}` };
  };
  const send =
    'req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)\nif err != nil {\n\treturn nil, err\n}\nhttp.DefaultClient.Do(req)';

  test.each([
    [
      'an error that ends it',
      `if err := check(ctx, address); err != nil {\n\treturn nil, err\n}\n${send}`,
    ],
    [
      'less around the text',
      `address = strings.TrimSpace(address)\nif err := check(ctx, address); err != nil {\n\treturn nil, err\n}\n${send}`,
    ],
  ])('by %s', (_name, body) => {
    expect(flows('ssrf', program(body))).toEqual([]);
  });

  test.each([
    [
      'an error that is logged',
      `if err := check(ctx, address); err != nil {\n\tlog.Print(err)\n}\n${send}`,
      refusing,
    ],
    [
      'a question whose answer is not heeded',
      `if err := check(ctx, address); err != nil {\n\treturn nil, err\n}\n${send}`,
      helper('if one.IsPrivate() {\n\t\t\tlog.Print("private")\n\t\t}'),
    ],
  ])('not by %s', (_name, body, check) => {
    expect(flows('ssrf', program(body, check))).not.toEqual([]);
  });
});

describe('what a pattern found, compared with nothing', () => {
  const program = (body: string) =>
    pythonTool(['import os', 'import re', 'NAME = re.compile(r"[a-z0-9]+")'], 'x: str', body);
  test.each([
    ['is None', 'if NAME.fullmatch(x) is None:\n    raise ValueError()\nos.system(f"ls {x}")'],
    ['is not None', 'if NAME.fullmatch(x) is not None:\n    os.system(f"ls {x}")'],
  ])('%s', (_name, body) => {
    expect(flows('command-injection', program(body))).toEqual([]);
  });
  test.each([
    ['is None', 'if NAME.fullmatch(x) is None:\n    os.system(f"ls {x}")'],
    [
      'is not None',
      'if NAME.fullmatch(x) is not None:\n    raise ValueError()\nos.system(f"ls {x}")',
    ],
  ])('not the wrong way round: %s', (_name, body) => {
    expect(flows('command-injection', program(body))).not.toEqual([]);
  });
});

describe('a name before a domain of the program', () => {
  const program = (pattern: string, url: string) =>
    pythonTool(
      ['import re', 'import requests', `NAME = re.compile(r"${pattern}")`],
      'name: str',
      `if not NAME.fullmatch(name):\n    raise ValueError()\nrequests.get(${url})`,
    );
  test('plain, it stays in that domain', () => {
    expect(flows('ssrf', program('[a-z0-9-]+', 'f"https://{name}.a.example/x"'))).toEqual([]);
  });
  test.each([
    ['a slash may be in it', '[a-z0-9/.-]+', 'f"https://{name}.a.example/x"'],
    ['nothing follows it', '[a-z0-9.-]+', 'f"https://{name}"'],
    ['a path follows it', '[a-z0-9.-]+', 'f"https://{name}/.a.example/x"'],
  ])('it does not where %s', (_name, pattern, url) => {
    expect(flows('ssrf', program(pattern, url))).not.toEqual([]);
  });
});

describe('a model of another module', () => {
  const program = (type: string) => ({
    ...pythonTool(['import os', 'from models import Job'], 'job: Job', 'os.system(job.line)'),
    'models.py': `from typing import Annotated
from pydantic import BaseModel, StringConstraints

Label = ${type}


class Job(BaseModel):
    label: Label

    @property
    def line(self) -> str:
        return f"ls {self.label}"
`,
  });
  test('what its types make sure of holds where it is used', () => {
    const type = 'Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]+$")]';
    expect(flows('command-injection', program(type))).toEqual([]);
  });
  test('its properties carry what came in', () => {
    const type = 'Annotated[str, StringConstraints(max_length=40)]';
    expect(flows('command-injection', program(type))).toEqual(['job.label']);
  });
});

describe('what is certain', () => {
  function certainty(rule: string, example: SourceExample): boolean[] {
    const files = Object.entries(example).map(([path, text]) => ({ path, text }));
    const { program } = analyser.analyse({ files, rules, models, entries });
    return program.flows
      .filter((flow) => flow.rule === `source/${rule}`)
      .map(({ isUncertain }) => !isUncertain);
  }
  test('a text of Go with less around it is that text', () => {
    const body =
      'file = strings.ToLower(strings.TrimSpace(file))\nfile = strings.ReplaceAll(strings.TrimPrefix(file, "~"), "\\\\", "/")\nos.Remove(file)';
    expect(certainty('path-traversal', goTool(['os', 'strings'], 'file', body))).toEqual([true]);
  });
  test('a part of a request is of the request', () => {
    const example = {
      'app.py':
        'from starlette.requests import Request\nfrom starlette.responses import HTMLResponse\n\n\nasync def page(request: Request):\n    return HTMLResponse(f"<p>{request.query_params.get(\'name\')}</p>")\n',
    };
    expect(certainty('html-injection', example)).toEqual([true]);
  });
  test('what a function that is not known makes of it is not', () => {
    const body = 'file = other.Shorten(file)\nos.Remove(file)';
    expect(certainty('path-traversal', goTool(['os', 'example.com/other'], 'file', body))).toEqual([
      false,
    ]);
  });
});
