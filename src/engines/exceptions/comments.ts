import type { Silencer } from '../../domain/exception.ts';
import type { Program } from '../../domain/program.ts';
import { lineAndColumn } from '../../domain/source.ts';
import type { SourceModule } from '../../domain/source.ts';

/** Comments of one file that are read. A file with more is made by a machine. */
const MOST = 1000;
const LONGEST = 2000;

/** Whether a comment is one of ours: the word stands first in it, after the comment's own marks. */
const OURS = /^[/*#\s]{0,20}warder-ignore\b/;
const WHOLE = /^[/*#\s]{0,20}warder-ignore[ \t]+([a-z0-9/-]{1,200})[ \t]*(?::([^]*))?$/;

/**
 * The exceptions that stand beside the code: `warder-ignore rule-id: reason`, for its own line where it
 * follows code, else for the next line that is no such comment. One that is not whole is returned with
 * its problem, and silences nothing.
 *
 * @param rules ids of the rules that exist
 * @param program.root the path that stands before the paths of its modules
 */
export function commentExceptions(
  {
    name,
    program,
    root,
  }: { readonly name: string; readonly program: Program; readonly root: string },
  rules: ReadonlySet<string>,
): Silencer[] {
  // A copy of somebody else's code does not decide about itself.
  const own = program.modules.filter(({ role }) => role !== 'vendored');
  return own.flatMap((module) => {
    const path = root === '' ? module.path : `${root}/${module.path}`;
    const ours = module.comments.filter(({ text }) => OURS.test(text)).slice(0, MOST);
    const starts = new Set(
      ours.filter(({ at }) => isAlone(module, at)).map(({ at }) => lineOf(module, at)),
    );
    return ours.map(({ at, end, text }): Silencer => {
      const { column, line } = lineAndColumn(module.lines, at);
      let meant = isAlone(module, at) ? lineOf(module, Math.max(at, end - 1)) + 1 : line;
      while (starts.has(meant)) meant++;
      const [, rule, said = ''] = WHOLE.exec(text.slice(0, LONGEST)) ?? [];
      const reason = said
        .replace(/\*\/\s*$/, '')
        .replaceAll(/\s+/g, ' ')
        .trim();
      const problem = problemOf(rule, reason, rules);
      return {
        from: 'comment',
        place: { in: 'file', path, line, column },
        rule,
        reason,
        ...(problem !== undefined && { problem }),
        silences: (finding) =>
          problem === undefined &&
          finding.rule === rule &&
          finding.place.in === 'file' &&
          finding.place.path === path &&
          finding.place.line === meant,
        concerns: (subject) => subject === name,
      };
    });
  });
}

function problemOf(
  rule: string | undefined,
  reason: string,
  rules: ReadonlySet<string>,
): string | undefined {
  if (rule === undefined) return 'it names no rule';
  if (!rules.has(rule)) return 'there is no rule of this id';
  return reason === '' ? 'it gives no reason' : undefined;
}

/** Whether nothing but blanks stands before it on its line. */
function isAlone(module: SourceModule, at: number): boolean {
  const start = module.lines[lineOf(module, at) - 1] ?? 0;
  return module.text.slice(start, at).trim() === '';
}

function lineOf(module: SourceModule, at: number): number {
  return lineAndColumn(module.lines, at).line;
}
