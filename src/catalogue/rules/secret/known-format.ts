import type { Rule } from '../../../domain/rule.ts';
import { searched } from '../../secrets/example.ts';
import { matchesBy, notInFiles } from './parts/grade.ts';

// Put together from parts, so that no scanner takes the examples for leaks.
const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const gitlab = `gl${'pat'}-${drawn.slice(0, 20)}`;

export const rule: Rule<'secret'> = {
  id: 'secret/known-format',
  severity: 'high',
  confidence: 'high',
  title: 'Credential of a known form stands in a file',
  why: 'Whoever gets the file has the credential: everybody who installs the package, clones the repository or reads a backup.',
  fix: 'Revoke the credential first, for it has been copied; then take it from the environment or a secrets manager, and from the history.',
  controls: ['SEC-01', 'SEC-03'],
  techniques: ['api-key-exposure', 'credential-exfiltration', 'token-theft'],
  cwe: [798, 540],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      searched(`const token = '${gitlab}';`, 'src/server.ts'),
      searched(`SLACK=xox${'b'}-2837465019-8172635409812-${drawn.slice(0, 24)}\n`, '.env'),
    ],
    good: [searched(`const token = env.GITLAB_TOKEN;`, 'src/server.ts')],
    nearMiss: [
      searched(`const token = 'gl${'pat'}-xxxxxxxxxxxxxxxxxxxx';`, 'src/server.ts'),
      searched(`// tokens look like ghp_${drawn}`, 'src/server.ts'),
      searched(`const key = 'pk_live_${drawn}';`, 'src/page.ts'),
      searched(`const integrity = 'sha512-${drawn}${drawn}==';`, 'src/server.ts'),
      searched(`const token = '${gitlab}';`, 'src/server.ts', '0a1b2c3d4e5f'),
    ],
  },
  notApplicable: notInFiles,
  detect: (text) => matchesBy(text, 'form'),
};
