import { entries } from '../../catalogue/entries/registry.gen.ts';
import { models } from '../../catalogue/models/registry.gen.ts';
import { rules } from '../../catalogue/rules/registry.gen.ts';
import type { Clock, Progress } from '../../domain/ports.ts';
import { familyOf } from '../../domain/rule.ts';
import type { Rule } from '../../domain/rule.ts';
import { openAnalyser, readProgram } from '../../engines/analyse/index.ts';
import type { Analysed } from '../../engines/scan/index.ts';
import type { Tree } from './trees.ts';

interface Setting {
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Milliseconds for one program; what is left then is told as not analysed. */
const MOST_TIME = 180_000;

const sourceRules = rules.filter(
  ({ id }) => familyOf(id) === 'source',
) as readonly Rule<'source'>[];

/** Analyses the source code of targets, one after the other. */
export async function analyseTrees(
  trees: readonly Tree[],
  { clock, progress, signal }: Setting,
): Promise<Analysed[]> {
  if (trees.length === 0) return [];
  const analyser = await openAnalyser();
  const analysed: Analysed[] = [];
  for (const { folder, name, root, server } of trees) {
    if (signal.aborted) break;
    const end = progress.begin('analysing source code');
    const { files, unable } = await readProgram(folder, signal);
    const about = { name, root, ...(server !== undefined && { server }) };
    const until = clock.now() + MOST_TIME;
    const analysis = await analyser.analyseInTurns(
      { files, rules: sourceRules, models, entries },
      async () => {
        await new Promise((resolve) => setImmediate(resolve));
        return signal.aborted || clock.now() > until;
      },
    );
    end(`${analysis.program.modules.length} files`);
    const isEmpty = analysis.program.modules.length === 0;
    analysed.push({
      ...about,
      ...(!isEmpty && { program: analysis.program }),
      unable: [...unable, ...analysis.unable],
    });
  }
  return analysed;
}
