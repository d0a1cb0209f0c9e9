import { rules } from '../../../catalogue/rules/registry.gen.ts';
import { WarderError } from '../../../domain/errors.ts';
import { visible } from '../../../domain/escape.ts';
import { renderRule, renderRules } from '../../../engines/report/index.ts';
import { styleOf } from '../style.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

interface Request {
  readonly rule: string | undefined;
  readonly flags: { readonly json?: true };
  readonly terminal: Terminal;
}

/** `warder explain`: one rule whole, or the list of them. */
export async function runExplain({ flags, rule: wanted, terminal }: Request): Promise<number> {
  const format = flags.json ? 'json' : 'text';
  const style = styleOf(terminal);
  if (wanted === undefined) {
    await write(terminal.stdout, renderRules(rules, format, style));
    return 0;
  }
  const found = rules.find(({ id }) => id === wanted || id.endsWith(`/${wanted}`));
  if (found === undefined) {
    throw new WarderError('USAGE', `there is no rule "${visible(wanted)}"`, {
      hint: `run \`warder explain\` for the list${suggestion(wanted)}`,
    });
  }
  await write(terminal.stdout, renderRule(found, format, style));
  return 0;
}

/** The id that shares most of its words with what was typed, where one does. */
function suggestion(typed: string): string {
  const words = typed
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 2);
  const score = (id: string): number => words.filter((word) => id.includes(word)).length;
  const best = rules.map(({ id }) => id).toSorted((a, b) => score(b) - score(a))[0];
  return best === undefined || score(best) === 0 ? '' : `; did you mean ${best}?`;
}
