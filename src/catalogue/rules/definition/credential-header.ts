import { tool } from '../../../domain/example.ts';
import { isObject, pointer } from '../../../domain/json.ts';
import type { Json } from '../../../domain/json.ts';
import { nameTells } from '../../../domain/secret-text.ts';
import type { Rule } from '../../../domain/rule.ts';
import { quote } from '../../text/quote.ts';

const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/;

export const rule: Rule<'definition'> = {
  id: 'definition/credential-header',
  severity: 'medium',
  confidence: 'medium',
  title: 'Parameter is copied into a header where it should not be',
  why: 'Headers end in the logs of every proxy on the way, and a name that is no header name lets one in.',
  fix: 'Ask the author to remove x-mcp-header from the parameter.',
  controls: ['INT-08', 'SEC-09'],
  techniques: ['token-theft', 'protocol-implementation-flaws', 'api-key-exposure'],
  cwe: [532, 113],
  top10: { csa: ['MCP-04', 'MCP-05'], owasp: ['MCP01'] },
  examples: {
    bad: [
      withHeader('api_key', 'Key'),
      withHeader('region', 'Region\r\nX-Admin'),
      withHeader('region', ''),
    ],
    good: [withHeader('region', 'Region')],
    nearMiss: [
      withHeader('keyboard', 'Keyboard'),
      tool({ name: 'get', inputSchema: { properties: { api_key: { type: 'string' } } } }),
    ],
  },
  *detect({ kind, raw }) {
    const schema = raw['inputSchema'];
    if (kind !== 'tool' || !isObject(schema) || !isObject(schema['properties'])) return;
    for (const [name, property] of Object.entries(schema['properties'])) {
      if (!isObject(property) || !Object.hasOwn(property, 'x-mcp-header')) continue;
      const header: Json = property['x-mcp-header'] ?? null;
      const at = pointer('/inputSchema/properties', name, 'x-mcp-header');
      const shows = JSON.stringify(header).slice(0, 120);
      if (typeof header !== 'string' || !TOKEN.test(header)) {
        yield { at, shows, because: 'It is no valid header name; clients must drop the tool.' };
      } else if (nameTells(name) === 'yes' || nameTells(header) === 'yes') {
        yield {
          at,
          shows,
          because: `The parameter ${quote(name)} looks like a credential.`,
        };
      }
    }
  },
};

function withHeader(name: string, header: string): ReturnType<typeof tool> {
  const properties = { [name]: { type: 'string', 'x-mcp-header': header } };
  return tool({ name: 'get', inputSchema: { type: 'object', properties } });
}
