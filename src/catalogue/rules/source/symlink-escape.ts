import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { SourceModule } from '../../../domain/source.ts';
import { listing } from '../../source/files/listing.ts';
import { reading } from '../../source/files/reading.ts';
import { writing } from '../../source/files/writing.ts';
import { flowsOf } from '../../source/flows.ts';
import { codeOf, products } from '../../source/program.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';

const facts = { id: 'source/symlink-escape', severity: 'low', confidence: 'medium' } as const;

/** Code that knows of links: whoever minds them in one place means to in all. */
const AWARE =
  /\brealpath|followlinks|\blstat|is_?symlink|\bislink\b|EvalSymlinks|O_NOFOLLOW|isSymbolicLink|readlink/i;

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(products(program).map((module) => [module.path, module]));
  for (const match of flowsOf(facts)(program)) {
    const module = modules.get(match.path);
    const isMeant =
      match.severity === 'low' &&
      module !== undefined &&
      AWARE.test(codeOf(module)) &&
      !mindsOnTheWay(modules, match);
    yield isMeant ? { ...match, severity: 'medium' } : match;
  }
}

/** Whether a function that the path goes through minds links, only not on every way. */
function mindsOnTheWay(
  modules: ReadonlyMap<string, SourceModule>,
  { steps = [] }: SourceMatch,
): boolean {
  return steps.some(({ line, path }) => {
    const module = modules.get(path);
    const at = module?.lines[line - 1];
    if (module === undefined || at === undefined) return false;
    const end = module.lines[line] ?? module.text.length;
    return module.functions.some(
      (one) => one.at < end && at < one.end && AWARE.test(module.text.slice(one.at, one.end)),
    );
  });
}

const js = [
  "import fs from 'node:fs/promises';",
  "import path from 'node:path';",
  "const ROOT = path.resolve('notes');",
];
const within =
  "if (full !== ROOT && !full.startsWith(ROOT + path.sep)) throw new Error('outside');";
const py = ['import os', 'from pathlib import Path', 'ROOT = os.path.realpath("notes")'];

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Path is confined as text, and symbolic links are not resolved',
  why: 'The path lies inside the allowed folder by its text alone. A symbolic link in that folder, which a cloned repository or an unpacked archive may hold, leads out of it all the same.',
  fix: 'Resolve symbolic links first (`realpath`, `Path.resolve`, `filepath.EvalSymlinks`), compare the resolved path with the resolved folder, and use the resolved path; for a new file resolve its folder.',
  controls: ['INT-05', 'RUN-06'],
  techniques: ['resource-access-control-bypass'],
  cwe: [59, 61],
  top10: { csa: ['MCP-05', 'MCP-07'], owasp: ['MCP02'] },
  sinks: [...reading, ...writing, ...listing].map((sink) => ({
    ...sink,
    having: ['contained'] as const,
    from: ['argument', 'request'] as const,
    does: 'is used as a path whose symbolic links were not resolved',
  })),
  safe: ['resolved', 'component', 'plain'],
  examples: {
    bad: [
      javascriptTool(
        js,
        '{ file: z.string() }',
        `const full = path.resolve(ROOT, args.file);\n  ${within}\n  await fs.readFile(full, 'utf8');`,
      ),
      pythonTool(
        py,
        'file: str',
        'full = os.path.abspath(os.path.join(ROOT, file))\nif not full.startswith(ROOT + os.sep):\n    raise ValueError("outside")\nos.remove(full)',
      ),
    ],
    good: [
      javascriptTool(
        js,
        '{ file: z.string() }',
        `const full = await fs.realpath(path.resolve(ROOT, args.file));\n  ${within}\n  await fs.readFile(full, 'utf8');`,
      ),
      pythonTool(
        py,
        'file: str',
        'full = os.path.realpath(os.path.join(ROOT, file))\nif not full.startswith(ROOT + os.sep):\n    raise ValueError("outside")\nos.remove(full)',
      ),
    ],
    nearMiss: [
      // Not confined at all is another rule's finding.
      javascriptTool(js, '{ file: z.string() }', 'await fs.readFile(path.join(ROOT, args.file));'),
      goTool(
        ['os', 'path/filepath'],
        'file',
        'os.Remove(filepath.Join("notes", filepath.Base(file)))',
      ),
    ],
  },
  detect,
};
