import type { Rule } from '../../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../../source/example.ts';

const fs = "import fs from 'node:fs/promises';";
const path = "import path from 'node:path';";
const root = "const ROOT = path.resolve('notes');";
const schema = '{ file: z.string() }';

export const examples: Rule<'source'>['examples'] = {
  bad: [
    javascriptTool(
      [fs, path, root],
      schema,
      "const text = await fs.readFile(path.join(ROOT, args.file), 'utf8');",
    ),
    // `notes-private` starts with `notes`, too.
    javascriptTool(
      [fs, path, root],
      schema,
      [
        'const full = path.resolve(ROOT, args.file);',
        "if (!full.startsWith(ROOT)) throw new Error('outside');",
        "await fs.writeFile(full, 'x');",
      ].join('\n  '),
    ),
    // The resolved path is checked, and another one is used.
    javascriptTool(
      [fs, path, root],
      schema,
      [
        "if (args.file.includes('~')) throw new Error('no');",
        'await fs.rm(`${ROOT}/${args.file}`);',
      ].join('\n  '),
    ),
    pythonTool(
      ['from pathlib import Path', 'ROOT = Path("notes")'],
      'file: str',
      '(ROOT / file).write_text("x")',
    ),
    pythonTool(
      ['import os'],
      'file: str',
      'with open(os.path.join("notes", file)) as handle:\n    handle.read()',
    ),
    pythonTool(
      ['import os', 'ROOT = os.path.abspath("notes")'],
      'file: str',
      'full = os.path.abspath(os.path.join(ROOT, file))\nif not full.startswith(ROOT):\n    raise ValueError("outside")\nos.remove(full)',
    ),
    goTool(
      ['os', 'path/filepath'],
      'file',
      'os.WriteFile(filepath.Join("notes", file), nil, 0o600)',
    ),
    goTool(['os'], 'file', 'data, _ := os.ReadFile(file)\n_ = data'),
  ],
  good: [
    javascriptTool(
      [fs, path, root],
      schema,
      [
        'const full = path.resolve(ROOT, args.file);',
        "if (full !== ROOT && !full.startsWith(ROOT + path.sep)) throw new Error('outside');",
        "await fs.readFile(full, 'utf8');",
      ].join('\n  '),
    ),
    javascriptTool(
      [fs, path, root],
      schema,
      [
        'const full = await fs.realpath(path.join(ROOT, args.file));',
        'const inside = path.relative(ROOT, full);',
        "if (inside.startsWith('..') || path.isAbsolute(inside)) throw new Error('outside');",
        'await fs.rm(full);',
      ].join('\n  '),
    ),
    pythonTool(
      ['from pathlib import Path', 'ROOT = Path("notes").resolve()'],
      'file: str',
      'full = (ROOT / file).resolve()\nif not full.is_relative_to(ROOT):\n    raise ValueError("outside")\nfull.write_text("x")',
    ),
    pythonTool(
      ['import os', 'ROOT = os.path.realpath("notes")'],
      'file: str',
      'full = os.path.realpath(os.path.join(ROOT, file))\nif os.path.commonpath([ROOT, full]) != ROOT:\n    raise ValueError("outside")\nos.remove(full)',
    ),
    goTool(
      ['os', 'path/filepath', 'errors'],
      'file',
      'if !filepath.IsLocal(file) {\n\treturn nil, errors.New("outside")\n}\nos.WriteFile(filepath.Join("notes", file), nil, 0o600)',
    ),
  ],
  nearMiss: [
    // A bare name, a number, one of a fixed set: none leads out of the folder.
    javascriptTool(
      [fs, path, root],
      schema,
      'await fs.rm(path.join(ROOT, path.basename(args.file)));',
    ),
    javascriptTool(
      [fs, path, root],
      "{ page: z.number(), kind: z.enum(['draft', 'final']) }",
      'await fs.readFile(path.join(ROOT, args.kind, `${args.page}.md`));',
    ),
    javascriptTool(
      [fs, path, root],
      '{ file: z.string().regex(/^[a-z0-9_-]+$/) }',
      "await fs.writeFile(path.join(ROOT, args.file + '.md'), 'x');",
    ),
    pythonTool(
      ['import os'],
      'file: str',
      'with open(os.path.join("notes", os.path.basename(file))) as handle:\n    handle.read()',
    ),
    // What is written is foreign, where it is written is not.
    pythonTool(['from pathlib import Path'], 'text: str', 'Path("notes.txt").write_text(text)'),
    goTool(
      ['os', 'path/filepath'],
      'file',
      'os.Remove(filepath.Join("notes", filepath.Base(file)))',
    ),
  ],
};
