import type { Finding } from '../../../domain/finding.ts';
import type { Severity } from '../../../domain/severity.ts';
import { named, referencesOf } from '../references.ts';
import { prose } from '../markdown/escape.ts';

/** What a rule says of itself, whether it comes from the catalogue or from a finding. */
export type RuleText = Pick<
  Finding,
  'severity' | 'confidence' | 'title' | 'why' | 'fix' | 'controls' | 'techniques' | 'cwe' | 'top10'
> & { readonly id: string };

/** The Common Weakness Enumeration as a SARIF taxonomy; the guid is the one that tools agree on. */
export const CWE = {
  name: 'CWE',
  guid: 'FFC64C90-42B6-44CE-8BEB-F6B7DAE649E5',
  organization: 'MITRE',
  shortDescription: { text: 'The MITRE Common Weakness Enumeration' },
  informationUri: 'https://cwe.mitre.org/',
} as const;

const LEVELS: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
};

// The middle of each band of CVSS 3.1, which code-scanning services turn back into a word.
const SCORES: Readonly<Record<Severity, string>> = {
  critical: '9.5',
  high: '8.0',
  medium: '5.5',
  low: '2.5',
  info: '0.0',
};

export function level(severity: Severity): 'error' | 'warning' | 'note' {
  return LEVELS[severity];
}

/** A rule as SARIF's `reportingDescriptor`. */
export function ruleDescriptor(rule: RuleText): object {
  const controls = referencesOf(rule).controls.map(named).join(', ');
  return {
    id: rule.id,
    name: rule.id.replace(/(?:^|[^A-Za-z0-9]+)([A-Za-z0-9])/g, (_all, letter: string) =>
      letter.toUpperCase(),
    ),
    shortDescription: { text: rule.title },
    fullDescription: { text: rule.why },
    help: {
      text: `${rule.why}\n\nFix: ${rule.fix}\n\nControls: ${controls}`,
      markdown: `${prose(rule.why)}\n\n**Fix:** ${prose(rule.fix)}\n\n**Controls:** ${prose(controls)}`,
    },
    defaultConfiguration: { level: level(rule.severity) },
    relationships: [...new Set(rule.cwe)].map((id) => ({
      target: { id: String(id), toolComponent: { name: CWE.name, guid: CWE.guid } },
      kinds: ['superset'],
    })),
    properties: {
      precision: rule.confidence,
      'problem.severity': level(rule.severity) === 'note' ? 'recommendation' : level(rule.severity),
      'security-severity': SCORES[rule.severity],
      tags: [...new Set(tagsOf(rule))],
    },
  };
}

function tagsOf({ controls, cwe, techniques, top10 }: RuleText): string[] {
  return [
    'security',
    'mcp',
    ...cwe.map((id) => `external/cwe/cwe-${id}`),
    ...controls.map((id) => `control/${id}`),
    ...top10.csa.map((id) => `csa/${id}`),
    ...top10.owasp.map((id) => `owasp/${id}`),
    ...techniques.map((id) => `technique/${id}`),
  ];
}
