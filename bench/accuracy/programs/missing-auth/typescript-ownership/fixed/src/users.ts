import { createHash, timingSafeEqual } from 'node:crypto';

const sha = (text: string): Buffer => createHash('sha256').update(text).digest();

const accounts = (process.env.NOTEBOOK_KEYS ?? '')
  .split(';')
  .filter((line) => line.includes('='))
  .map((line) => {
    const [user = '', key = ''] = line.split('=');
    return { user, hash: sha(key) };
  });

export function identify(key: string | undefined): string | undefined {
  if (!key) return undefined;
  const hash = sha(key);
  return accounts.find((account) => timingSafeEqual(account.hash, hash))?.user;
}
