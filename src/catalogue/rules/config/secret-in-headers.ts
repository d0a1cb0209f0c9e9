import { pointersIn } from '../../../domain/entry-pointers.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { isPlaceholder, isReference } from '../../../domain/secret-text.ts';
import { notRemote } from './parts/launch.ts';
import { secretMatch } from './parts/secrets.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const url = 'https://notes.example.com/mcp';

export const rule: Rule<'config'> = {
  id: 'config/secret-in-headers',
  severity: 'medium',
  confidence: 'high',
  title: 'Secret stands in the headers of the configuration',
  why: 'Every program that reads the file has the secret: backups, sync folders, other servers, a repository that the file is committed to.',
  fix: 'Let the client sign in (OAuth), or replace the value by a reference that it resolves (Bearer ${NAME}); then revoke the old secret, which has been on the disk.',
  controls: ['SEC-02', 'SEC-11'],
  techniques: ['api-key-exposure', 'token-theft'],
  cwe: [312, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      entry({ url, headers: { Authorization: 'Bearer quinceHarbour41LanternQuinceHarbour' } }),
      entry({ url, headers: { 'X-Api-Key': 'quince41Lantern' } }),
      entry({ url, requestOptions: { headers: { Authorization: `Bearer hf_${drawn}` } } }),
      entry({ url, http_headers: { Cookie: `session=${drawn}` } }),
    ],
    good: [entry({ url, headers: { Authorization: 'Bearer ${NOTES_TOKEN}' } })],
    nearMiss: [
      entry({ url, headers: { Authorization: 'Bearer <your token>', 'X-Api-Key': 'YOUR_KEY' } }),
      entry({ url, headers: { 'X-Workspace': 'home', Accept: 'application/json' } }),
      entry({ url, env_http_headers: { Authorization: 'NOTES_TOKEN' } }),
      entry({ url, bearer_token_env_var: 'NOTES_TOKEN' }),
    ],
  },
  notApplicable: notRemote,
  *detect(subject) {
    if (subject.launch === undefined || subject.launch.transport === 'stdio') return;
    const { header } = pointersIn(subject.raw);
    for (const [name, secret] of Object.entries(subject.launch.headers)) {
      const value = secret.reveal().trim();
      const match = secretMatch(subject, header(name), asName(name, value), value);
      if (match !== undefined) yield { ...match, shows: `${name}: [secret]` };
    }
  },
};

/** These headers carry nothing but credentials, so that any value of some length is one. */
function asName(name: string, value: string): string {
  const isCredential = /^(?:proxy-)?authorization$|^cookie$/i.test(name) && value.length >= 8;
  return isCredential && !isReference(value) && !isPlaceholder(value) ? 'token' : name;
}
