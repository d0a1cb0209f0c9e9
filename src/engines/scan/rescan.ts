import type { Listing } from '../../domain/definition.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Mask } from '../../domain/known-secrets.ts';
import { findingRecord } from '../../domain/record.ts';
import type { AnyRule } from '../../domain/rule.ts';
import { judgeListings } from './judge.ts';

/**
 * What the rules for definitions find in listings that nobody has to be asked for again: those of a lock,
 * or of a look that was taken for something else. The findings are fit to be shown.
 */
export async function scanListings(
  rules: readonly AnyRule[],
  listings: readonly Listing[],
  mask: Mask,
): Promise<readonly Finding[]> {
  const findings = await judgeListings(rules, listings);
  return findings.map((finding) => findingRecord(finding, mask));
}
