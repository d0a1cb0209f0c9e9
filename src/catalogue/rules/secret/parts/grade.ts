import type { LocatedLeak, SearchedText } from '../../../../domain/leak.ts';
import type { Match } from '../../../../domain/rule.ts';
import type { Severity } from '../../../../domain/severity.ts';
import type { FileRole } from '../../../../domain/role.ts';

const BASE: Readonly<Record<LocatedLeak['by'], Severity>> = {
  form: 'high',
  block: 'high',
  address: 'medium',
  name: 'medium',
  look: 'low',
};

/** What is made up is mostly found here: a real secret is one all the same, so it is low and not nothing. */
const MADE_UP: ReadonlySet<FileRole> = new Set(['test', 'example', 'document', 'vendored']);

/** How grave a leak is: by how it was told, by what the file is for, and by what it opens. */
export function severityOf(
  { by, confidence, isMild, isProved }: LocatedLeak,
  role: FileRole,
): Severity {
  if (isMild || confidence === 'low') return 'low';
  if (!MADE_UP.has(role)) return BASE[by];
  // A checksum that holds was issued, or calculated; documentation has no reason to do either.
  return isProved && by === 'form' && role !== 'test' ? 'medium' : 'low';
}

/** The match of a rule for a leak of a text. */
export function matchOf(leak: LocatedLeak, { commit, role }: SearchedText): Match {
  const { by, confidence, fingerprint, isProved, kind, shows, start } = leak;
  const where = commit === undefined ? '' : ` Added by commit ${commit.slice(0, 12)}.`;
  const proof = isProved && by === 'form' ? ', whose checksum holds' : '';
  const known = fingerprint === undefined ? '' : ` Fingerprint ${fingerprint}.`;
  return {
    at: '',
    offset: start,
    shows,
    because: `Kind: ${kind}${proof}${ROLES[role]}.${where}${known}`,
    severity: severityOf(leak, role),
    confidence,
  };
}

const ROLES: Readonly<Record<FileRole, string>> = {
  product: '',
  settings: '',
  test: '; in a test',
  example: '; in an example',
  document: '; in documentation',
  generated: '; in a generated file',
  lock: '; in a lock file',
  vendored: "; in a copy of others' code",
};

/** The matches for the leaks of today's files that were told in one way. */
export function* matchesBy(text: SearchedText, by: LocatedLeak['by']): Generator<Match> {
  for (const leak of text.leaks) if (leak.by === by) yield matchOf(leak, text);
}

export function notInFiles(text: SearchedText): string | undefined {
  return text.in === 'files'
    ? undefined
    : 'what stands in the history is judged by secret/in-history';
}
