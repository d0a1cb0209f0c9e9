import { request } from 'undici';
import { SITES, imageAddress } from './sites.js';

const LIMIT = 2_000_000;

export class Wiki {
  async extract(language: string, title: string): Promise<string> {
    const site = SITES.get(language);
    if (!site) throw new Error('no such language');
    const url = new URL(site.api);
    url.searchParams.set('action', 'extract');
    url.searchParams.set('title', title);
    const { body } = await request(url);
    return (await body.text()).slice(0, 20_000);
  }

  async image(address: string): Promise<{ data: string; mimeType: string }> {
    const { statusCode, headers, body } = await request(imageAddress(address));
    if (statusCode !== 200) throw new Error(`the wiki answered ${statusCode}`);
    const bytes = Buffer.from(await body.arrayBuffer());
    if (bytes.length > LIMIT) throw new Error('the image is too large');
    return { data: bytes.toString('base64'), mimeType: String(headers['content-type'] ?? 'image/png') };
  }
}
