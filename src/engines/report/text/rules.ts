import { familyOf } from '../../../domain/rule.ts';
import type { AnyRule } from '../../../domain/rule.ts';
import { compareSeverity } from '../../../domain/severity.ts';
import type { RenderOptions } from '../options.ts';
import { hang, sheetFor } from './sheet.ts';

/** The rules by family, gravest first, a line or two for each. */
export function textRules(rules: readonly AnyRule[], options: RenderOptions): string {
  const sheet = sheetFor(options);
  const lines: string[] = [];
  for (const family of new Set(rules.map(({ id }) => familyOf(id)))) {
    const own = rules
      .filter(({ id }) => familyOf(id) === family)
      .toSorted((a, b) => compareSeverity(a.severity, b.severity));
    lines.push(sheet.paint('strong', `${family} (${own.length})`));
    for (const { id, severity, title } of own) {
      const name = id.slice(family.length + 1);
      const [first = '', ...rest] = hang(
        `  ${severity.padEnd(8)}  ${name.padEnd(26)}  `,
        sheet.own(title),
        sheet.width,
      );
      lines.push(first.replace(severity, sheet.paint(severity, severity)), ...rest);
    }
    lines.push('');
  }
  lines.push(`${rules.length} rules. \`warder explain ID\` tells all about one.`);
  return `${lines.join('\n')}\n`;
}
