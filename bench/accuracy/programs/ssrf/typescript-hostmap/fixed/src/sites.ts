export interface Site {
  title: string;
  api: string;
}

export const SITES: ReadonlyMap<string, Site> = new Map([
  ['en', { title: 'English', api: 'https://en.wiki.example/api' }],
  ['fr', { title: 'Fran\u00e7ais', api: 'https://fr.wiki.example/api' }],
  ['sv', { title: 'Svenska', api: 'https://sv.wiki.example/api' }],
]);

const IMAGE_HOSTS = new Set(['upload.wiki.example', 'commons.wiki.example']);

export function imageAddress(value: string): string {
  const url = new URL(value);
  if (url.protocol !== 'https:' || url.port !== '' || !IMAGE_HOSTS.has(url.hostname)) {
    throw new Error('not an image of the wiki');
  }
  return url.href;
}

export const isImageHost = (name: string): boolean => IMAGE_HOSTS.has(name);
