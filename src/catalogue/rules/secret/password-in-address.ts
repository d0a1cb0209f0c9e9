import type { Rule } from '../../../domain/rule.ts';
import { searched } from '../../secrets/example.ts';
import { matchesBy, notInFiles } from './parts/grade.ts';

const password = 'quince41harbour';

export const rule: Rule<'secret'> = {
  id: 'secret/password-in-address',
  severity: 'medium',
  confidence: 'medium',
  title: 'Address with a password stands in a file',
  why: 'Whoever gets the file can log in where the address leads; addresses also end up in logs and error messages.',
  fix: 'Change the password and build the address from the environment when the program starts.',
  controls: ['SEC-01', 'SEC-03'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [798, 522],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [searched(`connect('postgres://app:${password}@db.corp.net/app')`, 'src/db.ts')],
    good: [searched(`connect(env.DATABASE_URL)`, 'src/db.ts')],
    nearMiss: [
      searched(`connect('postgres://app:${password}@localhost/app')`, 'src/db.ts'),
      searched('connect(`postgres://${user}:${password}@${host}/app`)', 'src/db.ts'),
      searched(`// postgres://user:password@db.corp.net/app`, 'src/db.ts'),
      searched(`/https?:\\/\\/[^:]+:[^@]+@/`, 'src/scrub.ts'),
    ],
  },
  notApplicable: notInFiles,
  detect: (text) => matchesBy(text, 'address'),
};
