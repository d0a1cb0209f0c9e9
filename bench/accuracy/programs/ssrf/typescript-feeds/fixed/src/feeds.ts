import { assertPublic } from './net';

export interface Item {
  title: string;
  link: string;
}

const pick = (xml: string, tag: string): string => {
  const found = new RegExp(`<${tag}[^>]*>([^<]*)</${tag}>`).exec(xml);
  return found?.[1]?.trim() ?? '';
};

export const parse = (xml: string): Item[] =>
  xml
    .split('<item>')
    .slice(1, 51)
    .map((part) => ({ title: pick(part, 'title'), link: pick(part, 'link') }));

export class FeedReader {
  private readonly subscriptions = new Map<string, string>();

  constructor(private readonly timeout = 10_000) {}

  private async get(address: string): Promise<string> {
    const url = await assertPublic(address);
    const response = await fetch(url, { signal: AbortSignal.timeout(this.timeout), redirect: 'error' });
    if (!response.ok) throw new Error(`the feed answered ${response.status}`);
    return response.text();
  }

  async subscribe(name: string, address: string): Promise<number> {
    const items = parse(await this.get(address));
    this.subscriptions.set(name, address);
    return items.length;
  }

  async latest(name: string): Promise<Item[]> {
    const address = this.subscriptions.get(name);
    if (address === undefined) throw new Error(`not subscribed to ${name}`);
    return parse(await this.get(address));
  }

  names(): string[] {
    return [...this.subscriptions.keys()];
  }
}
