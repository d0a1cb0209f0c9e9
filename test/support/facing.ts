import { describe, expect, test } from 'vitest';
import { entries } from '../../src/catalogue/entries/registry.gen.ts';
import { models } from '../../src/catalogue/models/registry.gen.ts';
import { rules as all } from '../../src/catalogue/rules/registry.gen.ts';
import { goTool, javascriptTool, pythonTool } from '../../src/catalogue/source/example.ts';
import type { SourceExample } from '../../src/domain/program.ts';
import { familyOf } from '../../src/domain/rule.ts';
import type { Rule } from '../../src/domain/rule.ts';
import type { SourceLanguage } from '../../src/domain/source.ts';
import { openAnalyser } from '../../src/engines/analyse/index.ts';

const rules = all.filter((rule) => familyOf(rule.id) === 'source') as readonly Rule<'source'>[];
const analyser = await openAnalyser();

/** What is imported, a line that `value`, an argument of a tool, does harm in, and one in which it does none. */
type Case = readonly [imports: string | readonly string[], attack: string, twin: string];

function program(language: SourceLanguage, imports: Case[0], body: string): SourceExample {
  const lines = typeof imports === 'string' ? imports.split('\n') : imports;
  if (language === 'python') return pythonTool(lines, 'value: str', body);
  if (language === 'go') return goTool(lines, 'value', body);
  return javascriptTool(lines, '{ value: z.string() }', `const { value } = args;\n  ${body}`);
}

/** Which of what a rule finds in a program is more than a remark. */
function found(id: string, example: SourceExample): readonly string[] {
  const files = Object.entries(example).map(([path, text]) => ({ path, text }));
  const { program: analysed, unable } = analyser.analyse({ files, rules, models, entries });
  expect(unable).toEqual([]);
  const rule = rules.find((one) => one.id === id);
  return [...(rule?.detect(analysed) ?? [])]
    .filter(({ severity }) => severity !== 'info')
    .map(({ at, end, path }) => example[path]?.slice(at, end) ?? '');
}

/** Tests that a rule finds each attack and is silent about its twin. */
export function facing(
  id: `source/${string}`,
  language: SourceLanguage,
  cases: readonly Case[],
): void {
  describe(`${id} in ${language}`, () => {
    test.each(cases)('%s: %s', (imports, attack, twin) => {
      expect(found(id, program(language, imports, attack))).not.toEqual([]);
      expect(found(id, program(language, imports, twin))).toEqual([]);
    });
  });
}

/** Tests that what comes in to each program is known to be foreign where it is used. */
export function entering(
  path: string,
  cases: readonly (readonly [name: string, text: string])[],
): void {
  test.each(cases)(`${path}: %s`, (_name, text) => {
    const { program: analysed } = analyser.analyse({
      files: [{ path, text: `${text}\n` }],
      rules,
      models,
      entries,
    });
    const kinds = analysed.flows
      .filter(({ rule }) => rule === 'source/code-evaluation' || rule === 'source/path-traversal')
      .map(({ origin }) => origin);
    expect(kinds).toContainEqual(expect.stringMatching(/^(?:argument|request|remote)$/));
  });
}
