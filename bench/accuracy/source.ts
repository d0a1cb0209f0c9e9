import type { Analyser } from '../../src/engines/analyse/index.ts';
import type { Entry, Model } from '../../src/domain/flow.ts';
import type { Program, SourceMatch } from '../../src/domain/program.ts';
import { familyOf } from '../../src/domain/rule.ts';
import type { AnyRule, Rule } from '../../src/domain/rule.ts';
import { lineAndColumn } from '../../src/domain/source.ts';
import type { Analyse, Span, Spotted } from './analyser.ts';

/** What the analysis is told of the world: rules, library calls, ways in. */
interface Catalogue {
  readonly rules: readonly AnyRule[];
  readonly models: readonly Model[];
  readonly entries: readonly Entry[];
}

/**
 * The product's analysis and its source rules, as the harness calls them.
 *
 * @param times grows by the milliseconds that each rule's own judgement takes
 */
export function analyseWith(
  analyser: Analyser,
  { entries, models, rules }: Catalogue,
  times: Map<string, number> = new Map(),
): Analyse {
  const own = rules.filter((rule) => familyOf(rule.id) === 'source') as Rule<'source'>[];
  return (files) => {
    const { program, unable } = analyser.analyse({ files, rules: own, models, entries });
    const places = new Places(program);
    const findings = own.flatMap((rule) => {
      const start = performance.now();
      const isApplied = rule.notApplicable?.(program) === undefined;
      const matches = isApplied ? [...rule.detect(program)] : [];
      times.set(rule.id, (times.get(rule.id) ?? 0) + performance.now() - start);
      return matches.map((match) => spotted(rule, match, places));
    });
    return { findings, unable, functions: (path) => places.functions(path) };
  };
}

function spotted(rule: Rule<'source'>, match: SourceMatch, places: Places): Spotted {
  return {
    rule: rule.id,
    severity: match.severity ?? rule.severity,
    cwe: rule.cwe,
    path: match.path,
    line: places.line(match.path, match.at),
    endLine: places.line(match.path, Math.max(match.at, match.end - 1)),
  };
}

/** Offsets of a program's files as lines. */
class Places {
  readonly #modules: ReadonlyMap<string, Program['modules'][number]>;

  constructor({ modules }: Program) {
    this.#modules = new Map(modules.map((module) => [module.path, module]));
  }

  /** 1-based. */
  line(path: string, offset: number): number {
    return lineAndColumn(this.#modules.get(path)?.lines ?? [0], offset).line;
  }

  functions(path: string): Span[] {
    return (this.#modules.get(path)?.functions ?? []).map(({ at, end, name }) => ({
      name,
      startLine: this.line(path, at),
      endLine: this.line(path, Math.max(at, end - 1)),
    }));
  }
}
