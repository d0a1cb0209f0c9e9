import { COMMAND_KEYS, URL_KEYS } from '../../../domain/entry.ts';
import { entry } from '../../../domain/example.ts';
import { isString } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';

export const rule: Rule<'config'> = {
  id: 'config/broken-entry',
  severity: 'low',
  confidence: 'high',
  title: 'Entry does not say clearly what the server is',
  why: 'Clients read such an entry each in their own way: what one of them skips, another starts, so that what was reviewed is not what runs.',
  fix: 'Give the entry either a command with its arguments or one address, or take it out.',
  controls: ['RUN-13', 'PRV-01'],
  techniques: ['blind-spots-in-security'],
  cwe: [436, 1286],
  top10: { csa: ['MCP-05'], owasp: [] },
  examples: {
    bad: [
      entry({ args: ['--stdio'] }),
      entry({ command: '' }),
      entry({ command: 'notes', args: [{ port: 1 }] }),
      entry({ command: 'notes', url: 'https://notes.example.com/mcp' }),
      entry({ command: 'notes', cmd: 'other' }),
      entry({ url: 'https://a.example/mcp', serverUrl: 'https://b.example/mcp' }),
    ],
    good: [entry({ command: 'notes', args: ['--stdio'] })],
    nearMiss: [
      entry({ url: 'https://a.example/mcp', httpUrl: 'https://a.example/mcp' }),
      entry({ command: 'notes', url: '' }),
      entry({ source: 'extension', settings: {} }),
    ],
  },
  *detect({ launch, problem, raw }) {
    if (launch === undefined) {
      // An extension of the client brings such a server; nothing is broken.
      if (raw['source'] === 'extension') return;
      yield {
        at: '',
        shows: Object.keys(raw).slice(0, 10).join(', ').slice(0, 200),
        because: `${problem ?? 'It cannot be read'}.`.replace(/^./, (first) => first.toUpperCase()),
      };
      return;
    }
    const commands = given(raw, COMMAND_KEYS);
    const urls = given(raw, URL_KEYS);
    if (commands.length > 0 && urls.length > 0) {
      const because = 'It names a command and an address; clients differ in which one they take.';
      yield { at: '', shows: [...commands, ...urls].join(', '), because };
    }
    for (const keys of [commands, urls]) {
      if (new Set(keys.map((key) => JSON.stringify(raw[key]))).size < 2) continue;
      const because =
        'It names the same thing twice, differently; clients differ in which one they take.';
      yield { at: '', shows: keys.join(', '), because };
    }
  },
};

/** The keys of these that hold something. */
function given(raw: { readonly [key: string]: unknown }, keys: readonly string[]): string[] {
  return keys.filter((key) => {
    const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
    return value !== undefined && value !== null && !(isString(value as never) && value === '');
  });
}
