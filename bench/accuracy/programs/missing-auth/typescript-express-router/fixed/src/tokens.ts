import { createHash } from 'node:crypto';

/** Hashes of the tokens that may be used, from the environment. */
const known = new Map(
  (process.env.TEAM_TOKENS ?? '').split(',').filter(Boolean).map((pair) => {
    const [user = '', hash = ''] = pair.split(':');
    return [hash, user] as const;
  }),
);

export function userOf(header: string | undefined): string | undefined {
  const token = /^Bearer (\S+)$/.exec(header ?? '')?.[1];
  return token === undefined ? undefined : known.get(createHash('sha256').update(token).digest('hex'));
}
