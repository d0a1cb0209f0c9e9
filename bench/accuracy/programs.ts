import { readFileSync, readdirSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Analyse, SourceText, Spotted } from './analyser.ts';
import { isManifest, isSource } from './code.ts';
import type { Unable } from './pair.ts';
import { isAlert } from './pair-judge.ts';
import { shareOf, sharesBy } from './share.ts';
import type { Share } from './share.ts';
import { isCompatible, isKnownClass } from './weakness.ts';

/** A flaw written by us, and the same program without it: `<class>/<language>[-variant]/{vulnerable,fixed}/`. */
interface Twin {
  readonly id: string;
  readonly class: string;
  readonly language: string;
  readonly vulnerable: readonly SourceText[];
  readonly fixed: readonly SourceText[];
}

export interface TwinRow {
  readonly id: string;
  readonly class: string;
  readonly language: string;
  /** Alerts of the class. */
  readonly vulnerable: readonly Spotted[];
  /** Alerts of any class: the fixed twin has no flaw. */
  readonly fixed: readonly Spotted[];
}

export interface ProgramScore {
  readonly recall: Share;
  /** Found in the vulnerable twin, and nothing at all in the fixed one. */
  readonly discrimination: Share;
  /** Fixed twins with any alert. */
  readonly falsePositives: Share;
  readonly byClass: Readonly<Record<string, Share>>;
  readonly byLanguage: Readonly<Record<string, Share>>;
  /** Per rule, the vulnerable twins in which it finds the flaw and the fixed ones in which it errs. */
  readonly byRule: Readonly<Record<string, { readonly right: number; readonly wrong: number }>>;
  readonly rows: readonly TwinRow[];
  readonly unable: readonly Unable[];
}

/** Measures every twin below a folder. */
export function measurePrograms(
  folder: string,
  { analyse, progress }: { analyse: Analyse; progress: (what: string) => void },
): ProgramScore {
  const rows: TwinRow[] = [];
  const unable: Unable[] = [];
  for (const twin of twinsIn(folder)) {
    progress(`program ${twin.id}`);
    if (!isKnownClass(twin.class)) {
      unable.push({ id: twin.id, why: 'there is no family for this class' });
      continue;
    }
    const [before, after] = [analyse(twin.vulnerable), analyse(twin.fixed)];
    for (const { path, why } of [...before.unable, ...after.unable]) {
      unable.push({ id: twin.id, why: `${path}: ${why}` });
    }
    const weakness = { class: twin.class, cwe: undefined };
    rows.push({
      id: twin.id,
      class: twin.class,
      language: twin.language,
      vulnerable: before.findings.filter(
        (finding) => isAlert(finding) && isCompatible(weakness, finding.cwe),
      ),
      fixed: after.findings.filter(isAlert),
    });
  }
  return scorePrograms(rows, unable);
}

function scorePrograms(rows: readonly TwinRow[], unable: readonly Unable[]): ProgramScore {
  const isToldApart = ({ fixed, vulnerable }: TwinRow): boolean =>
    vulnerable.length > 0 && fixed.length === 0;
  const byRule = new Map<string, { right: number; wrong: number }>();
  for (const { fixed, vulnerable } of rows) {
    for (const [key, findings] of [
      ['right', vulnerable],
      ['wrong', fixed],
    ] as const) {
      for (const rule of new Set(findings.map((finding) => finding.rule))) {
        const counts = byRule.get(rule) ?? { right: 0, wrong: 0 };
        counts[key]++;
        byRule.set(rule, counts);
      }
    }
  }
  return {
    recall: shareOf(rows, ({ vulnerable }) => vulnerable.length > 0),
    discrimination: shareOf(rows, isToldApart),
    falsePositives: shareOf(rows, ({ fixed }) => fixed.length > 0),
    byClass: sharesBy(rows, isToldApart, (row) => row.class),
    byLanguage: sharesBy(rows, isToldApart, (row) => row.language),
    byRule: Object.fromEntries([...byRule].sort(([a], [b]) => (a < b ? -1 : 1))),
    rows,
    unable,
  };
}

function twinsIn(folder: string): Twin[] {
  return foldersIn(folder).flatMap((name) =>
    foldersIn(join(folder, name)).map((variant): Twin => {
      const home = join(folder, name, variant);
      return {
        id: `${name}/${variant}`,
        class: name,
        language: variant.split('-')[0] ?? variant,
        vulnerable: filesIn(join(home, 'vulnerable')),
        fixed: filesIn(join(home, 'fixed')),
      };
    }),
  );
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function filesIn(folder: string): SourceText[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => isSource(path) || isManifest(path))
    .sort()
    .map((path) => ({
      path: path.replaceAll(sep, '/'),
      text: readFileSync(join(folder, path), 'utf8'),
    }));
  if (files.length === 0) throw new Error(`there is no source in ${folder}`);
  return files;
}
