import { openParsers } from '../../adapters/syntax/index.ts';
import type { Parsers } from '../../adapters/syntax/index.ts';
import { messageOf } from '../../domain/errors.ts';
import type { Entry, Model } from '../../domain/flow.ts';
import type { Program } from '../../domain/program.ts';
import type { Rule } from '../../domain/rule.ts';
import type { SourceModule } from '../../domain/source.ts';
import { frontEndOf, grammarOf } from './lower/languages.ts';
import { packagesIn } from './packages.ts';
import { roleOf } from './roles.ts';
import { runProgram } from './run/program.ts';

/** A file of the program, or what it would be if it could be read. */
export interface SourceFile {
  /** Relative to the program's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
}

export interface AnalyseOptions {
  /** Source files, and manifests (`package.json`, `go.mod`, `pyproject.toml`) that name packages. */
  readonly files: Iterable<SourceFile>;
  /** Their sinks are what flows are looked for. */
  readonly rules: readonly Rule<'source'>[];
  readonly models: readonly Model[];
  readonly entries: readonly Entry[];
}

export interface Analysis {
  readonly program: Program;
  /** Files that were not analysed, or only in part: a sentence without a full stop. */
  readonly unable: readonly { readonly path: string; readonly why: string }[];
  /** UTF-16 code units of source that were read. */
  readonly size: number;
}

/** Analyses programs. Opening loads the parsers, which takes a tenth of a second. */
export interface Analyser {
  /** Never throws for what stands in the files. */
  analyse(options: AnalyseOptions): Analysis;
}

export async function openAnalyser(): Promise<Analyser> {
  const parsers = await openParsers();
  return { analyse: (options) => analyse(parsers, options) };
}

/** Whether a file is one that the analysis reads: source in a language that it knows, or a manifest. */
export function isRead(path: string): boolean {
  return grammarOf(path) !== undefined || /(?:^|\/)(?:package\.json|go\.mod)$/.test(path);
}

function analyse(parsers: Parsers, { entries, files, models, rules }: AnalyseOptions): Analysis {
  const modules: SourceModule[] = [];
  const unable: { path: string; why: string }[] = [];
  const manifests: SourceFile[] = [];
  let size = 0;
  for (const file of files) {
    const grammar = grammarOf(file.path);
    if (grammar === undefined) {
      manifests.push(file);
      continue;
    }
    size += file.text.length;
    const parsed = parsers.parse(file.text, grammar);
    if (!parsed.ok) {
      unable.push({ path: file.path, why: parsed.why });
      continue;
    }
    try {
      const facts = { path: file.path, role: roleOf(file.path, file.text) };
      modules.push(frontEndOf(grammar).lower(parsed.tree, facts));
    } catch (thrown) {
      unable.push({
        path: file.path,
        why: `it could not be read: ${messageOf(thrown).slice(0, 100)}`,
      });
    }
  }
  modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { program, unable: cut } = runProgram(modules, packagesIn(manifests), {
    entries,
    models,
    rules,
  });
  return { program, unable: [...unable, ...cut], size };
}
