const BLOCKED = ['localhost', '127.0.0.1', '0.0.0.0', '169.254.169.254', '::1'];

/** Throws if an address isn't one that may be read. */
export async function check(url: URL): Promise<void> {
  if (!['http:', 'https:'].includes(url.protocol)) throw new Error('only http and https');
  if (BLOCKED.includes(url.hostname)) throw new Error('this address is blocked');
}
