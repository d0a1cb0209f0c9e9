import type { Rule } from '../../../domain/rule.ts';
import { searched } from '../../secrets/example.ts';
import { matchesBy, notInFiles } from './parts/grade.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

export const rule: Rule<'secret'> = {
  id: 'secret/high-entropy',
  severity: 'low',
  confidence: 'low',
  title: 'Literal looks drawn by a machine',
  why: 'Neither its form nor its name says what it is; keys and passwords look like this, and so do ids and digests.',
  fix: 'Look at what it opens; where it opens something, take it from the environment and revoke the old one.',
  controls: ['SEC-01'],
  techniques: ['api-key-exposure'],
  cwe: [798],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [searched(`connect("${drawn}")`, 'src/server.ts')],
    good: [searched('connect(key)', 'src/server.ts')],
    nearMiss: [
      searched(`integrity="${drawn}"`, 'src/page.ts'),
      searched(`const image = "iVBORw0KGgo${drawn}";`, 'src/page.ts'),
      searched(`connect("${drawn}")`, 'src/server.test.ts'),
      searched(`import x from "some/long/path/to/a/module/of/ours"`, 'src/server.ts'),
    ],
  },
  notApplicable: notInFiles,
  detect: (text) => matchesBy(text, 'look'),
};
