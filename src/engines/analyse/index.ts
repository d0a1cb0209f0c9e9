export type { SourceFile } from './files.ts';
export { readProgram } from './folder.ts';
import { limitGarbage } from '../../adapters/heap.ts';
import { openParsers } from '../../adapters/syntax/index.ts';
import type { Parsers } from '../../adapters/syntax/index.ts';
import { messageOf } from '../../domain/errors.ts';
import type { Entry, Model } from '../../domain/flow.ts';
import type { Program } from '../../domain/program.ts';
import { isBuilt, sourceRole } from '../../domain/role.ts';
import type { Rule } from '../../domain/rule.ts';
import type { SourceModule } from '../../domain/source.ts';
import { isSource } from './files.ts';
import type { SourceFile } from './files.ts';
import { frontEndOf, grammarOf } from './lower/languages.ts';
import { packagesIn } from './packages.ts';
import { runProgram } from './run/program.ts';

export interface AnalyseOptions {
  /** Source files, and manifests (`package.json`, `go.mod`, `pyproject.toml`) that name packages. */
  readonly files: Iterable<SourceFile>;
  /** Their sinks are what flows are looked for. */
  readonly rules: readonly Rule<'source'>[];
  readonly models: readonly Model[];
  readonly entries: readonly Entry[];
}

/** What the analysis made of a program. */
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
  /**
   * The same, in turns of some tens of milliseconds. `turn` is awaited between them; when it answers true
   * the analysis ends, and what is left is told as unable.
   */
  analyseInTurns(options: AnalyseOptions, turn: () => Promise<boolean>): Promise<Analysis>;
}

/** Percent of what an analysis holds. It holds most to its end, so collecting more often costs little. */
const GARBAGE = 20;

export async function openAnalyser(): Promise<Analyser> {
  limitGarbage(GARBAGE);
  const parsers = await openParsers();
  return {
    analyse(options) {
      const turns = analyse(parsers, options);
      for (let step = turns.next(); ; step = turns.next(false))
        if (step.done === true) return step.value;
    },
    async analyseInTurns(options, turn) {
      const turns = analyse(parsers, options);
      for (let step = turns.next(); ; step = turns.next(await turn()))
        if (step.done === true) return step.value;
    },
  };
}

/** Files between two turns are parsed until this many characters have been. */
const TURN = 500_000;

function* analyse(
  parsers: Parsers,
  { entries, files, models, rules }: AnalyseOptions,
): Generator<void, Analysis, boolean | undefined> {
  const modules: SourceModule[] = [];
  const unable: { path: string; why: string }[] = [];
  const manifests: SourceFile[] = [];
  const all = [...files];
  const isShipped = !all.some(({ path }) => isSource(path) && !isBuilt(path));
  let size = 0;
  let next = TURN;
  let isStopped = false;
  for (const file of all) {
    if (size > next) {
      next = size + TURN;
      if ((yield) === true) isStopped = true;
    }
    if (isStopped) {
      unable.push({ path: file.path, why: 'the time for the analysis was over' });
      continue;
    }
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
      const facts = { path: file.path, role: sourceRole(file.path, file.text, isShipped) };
      modules.push(frontEndOf(grammar).lower(parsed.tree, facts));
    } catch (thrown) {
      unable.push({
        path: file.path,
        why: `it could not be read: ${messageOf(thrown).slice(0, 100)}`,
      });
    }
  }
  modules.sort((a, b) => (a.path < b.path ? -1 : 1));
  const { program, unable: cut } = yield* runProgram(modules, packagesIn(manifests), {
    entries,
    models,
    rules,
  });
  return { program, unable: [...unable, ...cut], size };
}
