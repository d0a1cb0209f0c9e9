import type { Rule } from '../../../domain/rule.ts';
import { searched } from '../../secrets/example.ts';
import { matchesBy, notInFiles } from './parts/grade.ts';

const block = (name: string, body: string): string =>
  `-----BEGIN ${name}-----\n${body}\n-----END ${name}-----\n`;
// What DER begins with, and nothing that a key would have behind it.
const body = `MIIEvQIBADANBgkqhkiG9w0BAQEFAASC${'Q2xvdWRzQXJlTm90S2V5cw'.repeat(8)}`;

export const rule: Rule<'secret'> = {
  id: 'secret/private-key',
  severity: 'high',
  confidence: 'high',
  title: 'Private key stands in a file',
  why: 'Whoever gets the file can sign, decrypt or log in as the owner of the key.',
  fix: 'Replace the key and revoke what was signed for it; keep the new one in a key store, outside the repository and the package.',
  controls: ['SEC-01', 'SEC-03'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [321, 540],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      searched(block('PRIVATE KEY', body), 'server.pem'),
      searched(`key = """${block('RSA PRIVATE KEY', body)}"""`, 'src/sign.py'),
      searched(block('ENCRYPTED PRIVATE KEY', body), 'server.key'),
    ],
    good: [searched(block('PUBLIC KEY', body), 'server.pem')],
    nearMiss: [
      searched(block('PRIVATE KEY', '...'), 'README.md'),
      searched(`if (text.includes('-----BEGIN PRIVATE KEY-----')) refuse();`, 'src/upload.ts'),
    ],
  },
  notApplicable: notInFiles,
  detect: (text) => matchesBy(text, 'block'),
};
