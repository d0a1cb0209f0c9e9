import type { Rule } from '../../../domain/rule.ts';
import { searched } from '../../secrets/example.ts';
import { matchOf } from './parts/grade.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';
const gitlab = `gl${'pat'}-${drawn.slice(0, 20)}`;
const commit = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

export const rule: Rule<'secret'> = {
  id: 'secret/in-history',
  severity: 'high',
  confidence: 'high',
  title: 'Credential stands in the history of the repository',
  why: 'A later commit took it out of the file and not out of the history, which everybody who clones the repository has.',
  fix: 'Revoke the credential; that alone helps, for copies of the history stay. Then rewrite the history where it is not public yet.',
  controls: ['SEC-01', 'SEC-06'],
  techniques: ['api-key-exposure', 'credential-exfiltration', 'token-theft'],
  cwe: [540, 798],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      searched(`const token = '${gitlab}';`, 'src/server.ts', commit),
      searched(`API_KEY=${drawn}\n`, '.env', commit),
    ],
    good: [searched('const token = env.TOKEN;', 'src/server.ts', commit)],
    nearMiss: [
      searched(`const token = '${gitlab}';`, 'src/server.ts'),
      searched(`connect("${drawn}")`, 'src/server.ts', commit),
    ],
  },
  notApplicable: (text) =>
    text.in === 'history' ? undefined : 'the history was not searched; --history does that',
  *detect(text) {
    // What only looks drawn is worth a look where it stands today, and not in every commit.
    for (const leak of text.leaks) if (leak.by !== 'look') yield matchOf(leak, text);
  },
};
