import { z } from 'zod';
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

/** The products that a finding is about: its server, or else its file, as an IRI. Never empty. */
export function vexProducts({ place, server }: Pick<Finding, 'place' | 'server'>): string[] {
  if (server !== undefined) return [`urn:warder:server:${encodeURIComponent(server)}`];
  const path = place.in === 'file' ? place.path : place.server;
  return [`urn:warder:file:${path.split(/[\\/]/).map(encodeURIComponent).join('/')}`];
}
