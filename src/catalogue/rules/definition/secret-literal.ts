import { tool } from '../../../domain/example.ts';
import { pointerSteps } from '../../../domain/json.ts';
import { privateKeys, secretShapes } from '../../../domain/secret-shapes.ts';
import {
  isPlaceholder,
  isPlainValue,
  isReference,
  nameTells,
} from '../../../domain/secret-text.ts';
import type { Rule } from '../../../domain/rule.ts';
import { leastOf } from '../../text/needles.ts';
import { meets, needOf } from '../../text/needs.ts';
import { readingsOf } from '../../text/reading.ts';
import { formIn } from '../../secrets/index.ts';

const PLACEHOLDER =
  /example|sample|dummy|placeholder|your|changeme|redacted|xxxx|\*{3}|\.{3}|0000|1234|abcd|(.)\1{5}/i;
// No form of a credential is shorter, and most texts have no word that long.
const LONG = 12;
const KEY = 'PRIVATE KEY';
// None of them holds a blank.
const shapes = secretShapes.map(({ name, shape }) => {
  return { name, shape, need: needOf(shape), least: leastOf(shape) };
});
// Spelled so that no scanner takes the example for a leak.
const TOKEN = `ghp_${'Zk3Vq8Lw2Rt7'.repeat(3)}`;

export const rule: Rule<'definition'> = {
  id: 'definition/secret-literal',
  severity: 'high',
  confidence: 'high',
  title: 'Definition contains a credential',
  why: 'Everybody who connects to the server, and every model that reads its tools, gets the credential.',
  fix: 'Tell the author to revoke the credential and to take it from the environment instead.',
  controls: ['SEC-01', 'SEC-09'],
  techniques: ['api-key-exposure', 'sensitive-information-disclosure'],
  cwe: [798, 200],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  examples: {
    bad: [
      tool({ name: 'issues', description: `Lists issues. Authenticates with ${TOKEN}.` }),
      tool({
        name: 'stacks',
        description: `Signs in with pul-${'9f8a3c1e7b'.repeat(2)}${'5d2046af93'.repeat(2)}.`,
      }),
      tool({
        name: 'connect',
        inputSchema: { properties: { password: { type: 'string', default: 'hX9-corvid-Tq2' } } },
      }),
    ],
    good: [tool({ name: 'issues', description: 'Lists issues. Takes the token from TOKEN.' })],
    nearMiss: [
      tool({
        name: 'issues',
        description: `Lists issues. Tokens look like ghp_${'x'.repeat(36)}.`,
      }),
      tool({
        name: 'connect',
        inputSchema: { properties: { password: { type: 'string', default: '${DB_PASSWORD}' } } },
      }),
      tool({
        name: 'page',
        inputSchema: { properties: { token: { type: 'string', default: '' } } },
      }),
    ],
  },
  *detect(subject) {
    for (const reading of readingsOf(subject)) {
      const { at, role, text } = reading.passage;
      let isKnown = false;
      const isLong = reading.glance.longestWord >= LONG;
      for (const { least, name, need, shape } of isLong ? shapes : []) {
        if (reading.glance.longestWord < least || !meets(reading.metAsWritten, need)) continue;
        for (const { 0: value, index } of text.matchAll(shape)) {
          if (PLACEHOLDER.test(value)) continue;
          isKnown = true;
          yield { at, offset: index, shows: `${value.slice(0, 4)}… (${name})` };
        }
      }
      const form = isKnown || !isLong ? undefined : formIn(text);
      if (form?.by === 'form') {
        yield {
          at,
          offset: form.start,
          shows: `${text.slice(form.start, form.start + 4)}… (${form.kind})`,
        };
      }
      for (const { start } of text.includes(KEY) ? privateKeys(text) : []) {
        yield { at, offset: start, shows: 'PRIVATE KEY' };
      }
      if (role !== 'schema-value' || text.length < 8) continue;
      const [key, parameter] = pointerSteps(at).reverse();
      const isSecret =
        key === 'default' && parameter !== undefined && nameTells(parameter) === 'yes';
      if (isSecret && isLiteral(text)) {
        yield { at, shows: `${text.slice(0, 2)}… (${text.length} characters)`, severity: 'medium' };
      }
    }
  },
};

function isLiteral(text: string): boolean {
  if (isReference(text) || isPlaceholder(text) || isPlainValue(text)) return false;
  return !PLACEHOLDER.test(text) && !/\s/.test(text) && /\d/.test(text) && /[A-Za-z]/.test(text);
}
