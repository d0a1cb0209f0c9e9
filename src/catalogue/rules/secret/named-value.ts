import type { Rule } from '../../../domain/rule.ts';
import { searched } from '../../secrets/example.ts';
import { matchesBy, notInFiles } from './parts/grade.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

export const rule: Rule<'secret'> = {
  id: 'secret/named-value',
  severity: 'medium',
  confidence: 'medium',
  title: 'Value whose name says that it is secret stands in a file',
  why: 'A value that looks drawn under a name such as API_KEY is mostly a credential, and whoever gets the file has it.',
  fix: 'Take the value from the environment or a secrets manager and revoke the old one; where it is no secret, say so beside it.',
  controls: ['SEC-01', 'SEC-03'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [798, 259],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      searched(`const API_KEY = '${drawn}';`, 'src/server.ts'),
      searched(`  client_secret: ${drawn}\n`, 'config/production.yaml'),
      searched(`if (headers.token !== '${drawn}') return;`, 'src/server.ts'),
      searched(`curl -H "Authorization: Bearer ${drawn}" https://api.corp.dev`, 'deploy.sh'),
      searched(`password = "Harbour-41-lantern!"`, 'src/db.py'),
    ],
    good: [searched(`const API_KEY = env.API_KEY;`, 'src/server.ts')],
    nearMiss: [
      searched(`const API_KEY = 'YOUR_API_KEY';`, 'src/server.ts'),
      searched(`const nextPageToken = '${drawn}';`, 'src/server.ts'),
      searched(`{"token": {"type": "string", "description": "A token"}}`, 'src/schema.json'),
      searched(`token: SecretStr = Field(default="")`, 'src/settings.py'),
      searched(`partition_key = "${drawn}"`, 'src/db.py'),
    ],
  },
  notApplicable: notInFiles,
  detect: (text) => matchesBy(text, 'name'),
};
