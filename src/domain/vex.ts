import { z } from 'zod';
import { readCommand } from './command.ts';
import type { Ecosystem } from './command.ts';
import { justifications } from './config.ts';
import type { Finding } from './finding.ts';

// How findings are named in OpenVEX documents, the same when one is read and when one is written.

const MOST = 10_000;

const word = z.string().min(1).max(2000);
// Older documents name vulnerabilities and products by a bare string. Members that we do not need may
// be anything: the format is not ours.
const vulnerability = z.union([
  word.transform((name) => ({ name })),
  z.object({ '@id': word.optional(), name: word.optional(), aliases: z.array(word).optional() }),
]);
const product = z.union([
  word.transform((id) => ({ '@id': id })),
  z.object({ '@id': word.optional(), identifiers: z.record(z.string(), word).optional() }),
]);
const statement = z
  .object({
    vulnerability,
    products: z.array(product).max(MOST).optional(),
    status: z.enum(['not_affected', 'affected', 'fixed', 'under_investigation']),
    justification: z.enum(justifications).optional(),
    impact_statement: word.optional(),
    status_notes: word.optional(),
    timestamp: z.string().optional(),
  })
  .refine(
    ({ impact_statement, justification, status }) =>
      status !== 'not_affected' || justification !== undefined || impact_statement !== undefined,
    'not_affected needs a justification or an impact_statement',
  );
/** An OpenVEX document, 0.0 or 0.2, as far as it is read. */
export const vexDocument = z.object({
  '@context': z
    .string()
    .regex(/^https:\/\/openvex\.dev\/ns(?:\/v0\.\d{1,3}\.\d{1,3})?$/, 'it is no OpenVEX'),
  author: word,
  timestamp: z.string(),
  statements: z.array(statement).max(MOST),
});

export type VexStatement = z.infer<typeof statement>;

/** The name of one finding, and that of all findings of its rule. */
export function vexNames({ id, rule }: Pick<Finding, 'id' | 'rule'>): {
  readonly own: string;
  readonly rule: string;
} {
  return { own: `WARDER-${id}`, rule };
}

/**
 * The products that a finding is about, as IRIs: its server and the packages that this starts, or else
 * its file. Never empty.
 *
 * @param packages package URLs of what the server starts
 */
export function vexProducts(
  { place, server }: Pick<Finding, 'place' | 'server'>,
  packages: readonly string[],
): string[] {
  if (server !== undefined) {
    return [`urn:warder:server:${encodeURIComponent(server)}`, ...packages];
  }
  const path = place.in === 'file' ? place.path : place.server;
  return [`urn:warder:file:${path.split(/[\\/]/).map(encodeURIComponent).join('/')}`];
}

const TYPES: Readonly<Partial<Record<Ecosystem, string>>> = {
  npm: 'npm',
  pypi: 'pypi',
  go: 'golang',
  nuget: 'nuget',
};

/** The package URLs (purl) of what a command line fetches from a registry: without version, then with one that is exact. */
export function packageUrls(command: string, args: readonly string[]): string[] {
  const [first] = readCommand(command, args).packages;
  const type = first === undefined ? undefined : TYPES[first.ecosystem];
  if (first === undefined || type === undefined || first.origin !== 'registry') return [];
  const url = `pkg:${type}/${first.name.split('/').map(encodeURIComponent).join('/')}`;
  const isExact = first.pin === 'exact' && first.version !== undefined;
  return isExact ? [url, `${url}@${encodeURIComponent(first.version)}`] : [url];
}
