import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { codeOf, functionAt, products } from '../../source/program.ts';

const EQUAL = /[!=]==?(?!=)/g;
const LEFT = /[\w$.[\]'"()?!-]{1,80}\s*$/;
const RIGHT = /^\s*[\w$.[\]'"()?!`{}-]{1,80}/;
/** How far to either side of the operator a name is looked for. */
const NEAR = 90;
/** How far before it the other side may come out of a request. */
const REACH = 1500;
/** What must not be guessed, by the end of its name. */
const SECRET =
  /(?:^|[._\-a-z(])(?:(?:api|auth|access|bearer|secret|admin|webhook|shared|proxy|master|session)_?(?:token|key|secret)|secret|password|passwd|signature|hmac|digest\(['"\w]*\)|hexdigest\(\)|mac|expected_?(?:token|key|signature|sig|mac|hash))['"\])!]*$/i;
const TOKEN = /(?:^|[._])(?:token|TOKEN|key|API_KEY)['"\])!]*$/;
/** It came with a request. */
const GIVEN =
  /headers?|\b(?:req|request|ctx|c)\b\??\.|authorization|provided|given|supplied|received|presented|incoming|\bbearer\b|x-[a-z-]*(?:key|token|signature)/i;
/** Comparisons of something else. */
const PLAIN = /^(?:['"`]|null|undefined|None|nil|true|false|True|False|\d|typeof\b)|\.length$|^$/;
const SIGNED = /signature|hmac|digest|hexdigest|\bmac\b|\bsig\b/i;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    for (const { 0: operator, index } of code.matchAll(EQUAL)) {
      const left = LEFT.exec(code.slice(Math.max(0, index - NEAR), index))?.[0] ?? '';
      const after = index + operator.length;
      const right = RIGHT.exec(code.slice(after, after + NEAR))?.[0] ?? '';
      const sides = [left.trim(), right.trim().replace(/^`(?:\w+\s)?\$\{|[`};]+$/g, '')];
      if (sides.some((one) => PLAIN.test(one))) continue;
      if (!sides.some((one) => SECRET.test(one) || TOKEN.test(one))) continue;
      const at = index - left.trimStart().length;
      const end = after + right.length;
      const text = code.slice(at, end);
      const node = functionAt(module, index, index);
      const before = node === undefined ? '' : code.slice(Math.max(node.at, at - REACH), at);
      if (!GIVEN.test(text) && !GIVEN.test(before)) continue;
      const isSigned = SIGNED.test(text);
      yield {
        path: module.path,
        at,
        end,
        because: `\`${text.trim()}\` takes longer the more of it is right.`,
        severity: isSigned ? 'medium' : 'low',
      };
    }
  }
}

const express = (check: string): Readonly<Record<string, string>> => ({
  'src/auth.ts': `import { createHmac, timingSafeEqual } from 'node:crypto';
export function isKnown(request, secret) {
  const signature = request.headers['x-signature'];
  const expected = createHmac('sha256', secret).update(request.rawBody).digest('hex');
  return ${check};
}
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'auth.py': `import hmac


def is_known(request, api_key):
    given = request.headers.get('x-api-key', '')
    if ${check}:
        return True
    return False
`,
});

export const rule: Rule<'source'> = {
  id: 'source/secret-comparison',
  severity: 'low',
  confidence: 'medium',
  title: 'Secret is compared in a time that tells how much of it is right',
  why: 'Who can measure many answers finds a signature or a token piece by piece.',
  fix: 'Compare with `timingSafeEqual`, `hmac.compare_digest` or `subtle.ConstantTimeCompare`, digests of both where the lengths differ.',
  controls: ['INT-17', 'TRF-07'],
  techniques: ['broken-authentication'],
  cwe: [208, 203],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [express('signature === expected'), python('given == api_key')],
    good: [
      express('timingSafeEqual(Buffer.from(signature), Buffer.from(expected))'),
      python('hmac.compare_digest(given, api_key)'),
    ],
    nearMiss: [express('signature !== undefined && verify(signature)'), python("given == ''")],
  },
  detect,
};
