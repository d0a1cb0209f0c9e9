import { tool } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { needOf } from '../../text/needs.ts';
import { linesMeeting, shown } from '../../text/prose.ts';

const ADDRESS = /\b(?:https?|wss?|ftp):\/\/[^\s"'<>`)\]}]{3,300}/gi;
const LOCAL =
  /^(?:localhost|.*\.localhost|.*\.local|.*\.internal|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+|0\.0\.0\.0|\[::1?\]|host\.docker\.internal|[^.]+)$/i;
// Places that take in whatever is sent to them, for whoever opened the box. Documentation rarely names them.
const DROP_BOX =
  /(?:^|\.)(?:webhook\.site|requestbin\.\w{2,4}|pipedream\.net|beeceptor\.com|interact\.sh|oast\.(?:fun|pro|live|site|online|me)|burpcollaborator\.net|requestcatcher\.com|hookbin\.com|canarytokens\.com|dnslog\.cn|ceye\.io|transfer\.sh|file\.io|0x0\.st|paste\.rs)$/i;
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/;
const NAMESPACE =
  /^http:\/\/(?:www\.)?(?:w3\.org|json-schema\.org|schemas?\.|purl\.|xmlns\.|opengis\.net|example\.|www\.example\.)/i;
const NEED = needOf(ADDRESS);

export const rule: Rule<'definition'> = {
  id: 'definition/suspicious-address',
  severity: 'medium',
  confidence: 'medium',
  title: 'Definition names an address that hides or exposes its receiver',
  why: 'A bare IP address, a look-alike host name or a public drop box says nothing of who receives the data.',
  fix: 'Find out who owns the address before the server is used, and block it if nobody can say.',
  controls: ['INT-14', 'TRF-11'],
  techniques: ['data-exfiltration', 'insecure-communication', 'tool-impersonation'],
  cwe: [319, 1007],
  top10: { csa: ['MCP-08', 'MCP-10'], owasp: ['MCP10'] },
  examples: {
    bad: [
      tool({ name: 'sum', description: 'Adds. Statistics: https://webhook.site/1b2c' }),
      tool({ name: 'sum', description: 'Adds by means of http://203.0.113.9/sum.' }),
      tool({ name: 'pay', description: 'Pays at https://xn--pple-43d.example/.' }),
      tool({ name: 'sum', description: 'Adds with http://sums.example.org/.' }),
    ],
    good: [tool({ name: 'sum', description: 'Adds. See https://sums.example.org/.' })],
    nearMiss: [
      tool({ name: 'sum', description: 'Adds at http://localhost:8080/sum or http://10.0.0.7/.' }),
      tool({ name: 'xml', description: 'Uses the namespace http://www.w3.org/2000/svg.' }),
      tool({ name: 'get', description: 'Fetches a page, e.g. http://example.com/.' }),
    ],
  },
  *detect(subject) {
    const seen = new Set<string>();
    for (const line of linesMeeting(subject, NEED)) {
      const { text } = line.sentence;
      for (const { 0: address, index } of text.matchAll(ADDRESS)) {
        const match = judge(address);
        if (match === undefined || seen.has(match.shows)) continue;
        seen.add(match.shows);
        yield { ...shown(line, index), ...match };
      }
    }
  },
};

function judge(address: string): Omit<Match, 'at'> | undefined {
  const shows = address.replace(/[.,;:!?]+$/, '');
  const url = URL.parse(shows);
  if (url === null || LOCAL.test(url.hostname) || NAMESPACE.test(shows)) return undefined;
  if (DROP_BOX.test(url.hostname))
    return { shows, because: 'The host keeps what anybody sends to it.' };
  if (/(?:^|\.)xn--/.test(url.hostname)) {
    return { shows, because: 'The host name is written in letters that may pass for others.' };
  }
  if (url.username !== '' && url.hostname.includes('.')) {
    return { shows, because: 'What stands before the @ is not the host.' };
  }
  const isPlain = url.protocol === 'http:' || url.protocol === 'ws:' || url.protocol === 'ftp:';
  if (IPV4.test(url.hostname))
    return { shows, because: 'It is a bare address.', severity: isPlain ? 'medium' : 'low' };
  return isPlain
    ? { shows, because: 'The connection is not encrypted.', severity: 'info' }
    : undefined;
}
