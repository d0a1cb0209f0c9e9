import { visible } from '../../src/domain/escape.ts';
import type { Spotted } from './analyser.ts';
import type { BenignScore } from './benign.ts';
import type { Cost } from './cost.ts';
import type { Scores } from './limits.ts';
import { isAlert } from './pair-judge.ts';
import type { PairScore } from './pair-score.ts';
import type { ProgramScore } from './programs.ts';
import type { Share } from './share.ts';
import type { TextScore } from './texts.ts';

// The measurement as lines for a terminal. Ids, paths and rules only: never a text of a corpus.

/** Everything that was measured, one section after the other. */
export function printed({ benign, pairs, programs, texts }: Scores, cost: Cost): string[] {
  return [
    ...(pairs === undefined ? [] : pairLines(pairs)),
    ...(benign === undefined ? [] : benignLines(benign)),
    ...(programs === undefined ? [] : programLines(programs)),
    ...(cost.analyses === 0 ? [] : costLines(cost)),
    ...(texts === undefined ? [] : textLines(texts)),
    ...unableLines([pairs, benign, programs, texts].flatMap((score) => score?.unable ?? [])),
  ];
}

/** What was missed, and what was flagged wrongly, each by its id and the places of its findings. */
export function listed(
  { benign, pairs, programs, texts }: Scores,
  what: 'missed' | 'false',
): string[] {
  if (what === 'missed') {
    return [
      ...(pairs?.rows ?? [])
        .filter((row) => !row.isFound)
        .map(({ id, style, why, ...row }) =>
          [
            id,
            row.class,
            style,
            ...(row.isInScope ? [] : ['(out of scope)']),
            ...(why === undefined ? [] : [`unable: ${why}`]),
          ].join(' '),
        ),
      ...(programs?.rows ?? []).filter((row) => row.vulnerable.length === 0).map(({ id }) => id),
      ...(texts?.verdicts ?? [])
        .filter(({ alerts, row }) => row.group === 'attack' && alerts.length === 0)
        .map(({ row }) => `${row.id} ${row.category}`),
    ].map(visible);
  }
  return [
    ...(pairs?.rows ?? [])
      .filter((row) => row.isFound && !row.isToldApart && row.style !== 'none')
      .map(({ fixed, id, style, ...row }) => `${id} ${row.class} ${style}: ${placesOf(fixed)}`),
    ...(benign?.rows ?? []).flatMap(({ findings, repository }) =>
      findings.filter(isAlert).map((one) => `${repository} ${one.severity} ${placesOf([one])}`),
    ),
    ...(programs?.rows ?? [])
      .filter(({ fixed }) => fixed.length > 0)
      .map(({ fixed, id }) => `${id}: ${placesOf(fixed)}`),
    ...(texts?.verdicts ?? [])
      .filter(({ alerts, row }) => alerts.length > 0 && BENIGN.has(row.group))
      .map(({ alerts, row }) => `${row.id} ${row.group} ${alerts.join(' ')}`),
  ].map(visible);
}

const BENIGN: ReadonlySet<string> = new Set(['description', 'hard-negative', 'document']);

function placesOf(findings: readonly Spotted[]): string {
  return findings.map(({ line, path, rule }) => `${path}:${line} ${rule}`).join(', ');
}

function pairLines({ byRule, discrimination, recall, unable }: PairScore): string[] {
  const { anySeverity, macro, outOfScope } = discrimination;
  return [
    'pairs: told apart (classes in scope)',
    line('sink replaced', discrimination.sink_replaced, macro.sink_replaced),
    line('guard added', discrimination.guard_added, macro.guard_added),
    line('mixed', discrimination.mixed, macro.mixed),
    line('all', discrimination.all, macro.all),
    line('all, any severity', anySeverity.all, anySeverity.macro.all),
    line('out of scope, apart', outOfScope.all),
    'pairs: recall at the vulnerable commit',
    line('sink replaced', recall.sink_replaced),
    line('guard added', recall.guard_added),
    line('all', recall),
    line('out of scope, apart', recall.outOfScope),
    'pairs: told apart by class, language, repository',
    ...shareLines(discrimination.byClass),
    ...shareLines(discrimination.byLanguage),
    ...shareLines(discrimination.byRepository),
    ...shareLines(outOfScope.byClass, ' (out of scope)'),
    'pairs: rules (flaws found, silent after the fix)',
    ...Object.entries(byRule).map(
      ([rule, { found, quiet }]) => `  ${rule.padEnd(44)} ${count(found)} ${count(quiet)}`,
    ),
    `pairs: ${unable.length} unable`,
    '',
  ];
}

function benignLines(score: BenignScore): string[] {
  const noise = (name: string, { counts, kloc, perKloc }: BenignScore['withPairs']): string =>
    `  ${visible(name).slice(0, 36).padEnd(36)} ${kloc.toFixed(1).padStart(8)} ` +
    `${count(counts.critical + counts.high)} ${count(counts.medium)} ${count(counts.low)} ` +
    `${perKloc.mediumOrHigher.toFixed(3).padStart(9)}`;
  return [
    'benign code                                kLOC  high   med   low  per kLOC (medium or higher)',
    noise('all', score),
    noise('repositories with pairs', score.withPairs),
    noise('repositories without', score.withoutPairs),
    ...Object.entries(score.byRepository).map(([name, one]) => noise(name, one)),
    ...Object.entries(score.byRule).map(
      ([rule, counts]) =>
        `  ${rule.padEnd(45)} ${count(counts.critical + counts.high)} ${count(counts.medium)} ${count(counts.low)}`,
    ),
    `benign code: ${score.unable.length} unable`,
    '',
  ];
}

function programLines(score: ProgramScore): string[] {
  return [
    'programs of our own',
    line('flaw found', score.recall),
    line('told apart', score.discrimination),
    line('fixed twin flagged', score.falsePositives),
    ...shareLines(score.byClass),
    ...shareLines(score.byLanguage),
    '',
  ];
}

function costLines(cost: Cost): string[] {
  return [
    `cost: ${cost.megabytes.toFixed(1)} MB in ${cost.cpuSeconds.toFixed(1)} s of processor time ` +
      `(${cost.megabytesPerCpuSecond.toFixed(2)} MB/s), ${cost.seconds.toFixed(1)} s on the clock, ` +
      `${Math.round(cost.peakMegabytes)} MB at the peak`,
    '',
  ];
}

function textLines({ byCategory, byRule, cost, macroCore, shares }: TextScore): string[] {
  return [
    'texts',
    ...shareLines(shares),
    `  macro core recall ${(macroCore * 100).toFixed(1)} %`,
    `  ${Math.round(cost.medianMicroseconds)} µs a text (median), ${Math.round(cost.textsPerSecond)} texts a second`,
    'texts: recall by category',
    ...shareLines(byCategory),
    'texts: alerts by rule                  attacks capabilities benign documents (benign notes)',
    ...Object.entries(byRule)
      .filter(
        ([, row]) => row.attacks + row.capabilities + row.benign + row.documents + row.notes > 0,
      )
      .map(
        ([rule, { attacks, benign, capabilities, documents, notes }]) =>
          `  ${rule.padEnd(38)} ${[attacks, capabilities, benign, documents].map(count).join(' ')} (${notes})`,
      ),
    '',
  ];
}

function unableLines(unable: readonly { readonly id: string; readonly why: string }[]): string[] {
  if (unable.length === 0) return [];
  return [
    `unable: ${unable.length}, counted as missed where they could be counted`,
    ...unable.map(({ id, why }) => `  ${visible(id)}: ${visible(why)}`),
  ];
}

function shareLines(shares: Readonly<Record<string, Share>>, mark = ''): string[] {
  return Object.entries(shares).map(([name, value]) => line(visible(name) + mark, value));
}

function line(name: string, { hits, high, low, n, rate }: Share, macro?: number): string {
  const percent = (value: number): string => `${(value * 100).toFixed(1)} %`;
  return (
    `  ${name.padEnd(36)} ${`${hits}/${n}`.padStart(10)} = ${percent(rate).padStart(7)}  ` +
    `[${percent(low)} – ${percent(high)}]${macro === undefined ? '' : `  macro ${percent(macro)}`}`
  );
}

function count(value: number): string {
  return String(value).padStart(5);
}
