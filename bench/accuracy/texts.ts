import type { Group } from './corpus.ts';
import type { Corpus } from './corpus.ts';
import type { Unable } from './pair.ts';
import { judge } from './score.ts';
import type { TextRule, Verdict } from './score.ts';
import { macroOf, median, shareOf, sharesBy } from './share.ts';
import type { Share } from './share.ts';

interface RuleOnTexts {
  readonly attacks: number;
  readonly capabilities: number;
  readonly benign: number;
  readonly documents: number;
  /** Benign texts with a finding below medium. */
  readonly notes: number;
  /** Of the alerts on attacks and on benign texts, the share on attacks; null where there are none. */
  readonly precision: number | null;
  /** Microseconds that the rule took for a text, on average. */
  readonly microseconds: number;
}

/** An alert is a finding at medium or above. */
export interface TextScore {
  /** Core attacks that were found, whatever carried them. */
  readonly recall: number;
  readonly falsePositives: {
    readonly descriptions: number;
    readonly hardNegatives: number;
    readonly documents: number;
  };
  /** The same and more, each with its interval, by the names that limits are set on. */
  readonly shares: Readonly<Record<string, Share>>;
  /** Core recall as the mean over clusters of near-duplicates. */
  readonly macroCore: number;
  readonly byCategory: Readonly<Record<string, Share>>;
  readonly byRule: Readonly<Record<string, RuleOnTexts>>;
  readonly cost: {
    /** On the clock. */
    readonly medianMicroseconds: number;
    /** Of processor time, on one core, the first texts included. */
    readonly textsPerSecond: number;
  };
  readonly verdicts: readonly Verdict[];
  readonly unable: readonly Unable[];
}

const isAlerted = ({ alerts }: Verdict): boolean => alerts.length > 0;
const clusterOf = ({ row }: Verdict): string => row.cluster;

/** Measures labelled texts, each judged alone. */
export function measureTexts({ rows, unable }: Corpus, rules: readonly TextRule[]): TextScore {
  const before = process.cpuUsage();
  const verdicts = judge(rows, rules);
  const { system, user } = process.cpuUsage(before);
  const of = (...groups: readonly Group[]): Verdict[] =>
    verdicts.filter(({ row }) => groups.includes(row.group));
  const attacks = of('attack');
  const core = attacks.filter(({ row }) => row.isCore);
  const isOutput = ({ row }: Verdict): boolean => row.carrier === 'output';
  const share = (some: readonly Verdict[]): Share => shareOf(some, isAlerted);
  const shares = {
    'core recall': share(core),
    'attack recall': share(attacks.filter((one) => !isOutput(one))),
    'attack recall, outputs': share(attacks.filter(isOutput)),
    'not shown by the text alone': share(of('undetectable')),
    'capability names': share(of('capability')),
    'benign descriptions': share(of('description', 'hard-negative')),
    'hard negatives': share(of('hard-negative')),
    documents: share(of('document')),
  };
  return {
    recall: shares['core recall'].rate,
    falsePositives: {
      descriptions: shares['benign descriptions'].rate,
      hardNegatives: shares['hard negatives'].rate,
      documents: shares.documents.rate,
    },
    shares,
    macroCore: macroOf(core, isAlerted, clusterOf),
    byCategory: sharesBy(of('attack', 'capability'), isAlerted, ({ row }) => row.category),
    byRule: Object.fromEntries(rules.map(({ id }) => [id, ruleOn(id, of)])),
    cost: {
      medianMicroseconds: median(verdicts.map(({ microseconds }) => microseconds)),
      textsPerSecond: (verdicts.length * 1e6) / Math.max(1, system + user),
    },
    verdicts,
    unable,
  };
}

function ruleOn(id: string, of: (...groups: readonly Group[]) => Verdict[]): RuleOnTexts {
  const alerted = (...groups: readonly Group[]): number =>
    of(...groups).filter(({ alerts }) => alerts.includes(id)).length;
  const attacks = alerted('attack');
  const [benign, documents] = [alerted('description', 'hard-negative'), alerted('document')];
  const alerts = attacks + benign + documents;
  const all = of('attack', 'capability', 'description', 'hard-negative', 'document');
  const spent = all.reduce((sum, { byRule }) => sum + (byRule.get(id) ?? 0), 0);
  return {
    attacks,
    capabilities: alerted('capability'),
    benign,
    documents,
    notes: of('description', 'hard-negative').filter(({ notes }) => notes.includes(id)).length,
    precision: alerts === 0 ? null : attacks / alerts,
    microseconds: all.length === 0 ? 0 : spent / all.length,
  };
}
