import { certainSecret } from '../../../domain/secret-find.ts';
import { output } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { formIn } from '../../secrets/index.ts';
import { LONGEST_OUTPUT } from '../../output/scenes.ts';

// A made-up token of a known form, put together so that no scanner takes this file for a leak.
const token = `ghp_${'4kT9wQ2xB7mZ1cV8nR5j'}${'L0sD3fG6hY'}aUeIoP`;

export const rule: Rule<'output'> = {
  id: 'output/secret-in-output',
  severity: 'high',
  confidence: 'high',
  title: 'Returned text holds a credential',
  why: 'It is in the model’s context now, in the client’s log, and in reach of whatever the model does next.',
  fix: 'Revoke the credential, and have the server leave it out of what it returns.',
  controls: ['TRF-17'],
  techniques: ['api-key-exposure', 'sensitive-information-disclosure'],
  cwe: [200, 522],
  top10: { csa: ['MCP-04', 'MCP-08'], owasp: ['MCP01', 'MCP10'] },
  examples: {
    bad: [
      output(`{"login":"ana","token":"${token}"}`),
      output(
        `Stack ready, signed in with pul-${'9f8a3c1e7b'.repeat(2)}${'5d2046af93'.repeat(2)} as ana.`,
      ),
    ],
    good: [output('{"login":"ana","token":"[secret]"}')],
    nearMiss: [output('Tokens start with ghp_, as in ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.')],
  },
  *detect({ text }) {
    const read = text.slice(0, LONGEST_OUTPUT);
    const form = formIn(read);
    const found = form ? { kind: form.kind, offset: form.start } : certainSecret(read);
    if (found === undefined) return;
    const { kind, offset } = found;
    yield { at: '', offset, shows: text.slice(offset, offset + 200), because: `It is a ${kind}.` };
  },
};
