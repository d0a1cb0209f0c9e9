import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { codeOf, hasBeside, products } from '../../source/program.ts';

/** The address of a login is put together with a code as its answer. */
const ASKS_FOR_CODE =
  /response_type['"]?\s*[,:=]\s*['"]?code\b(?!_)|response_type=code\b|(?:append|set)\(\s*['"]response_type['"]\s*,\s*['"]code['"]/;
const PROOF = /code_?challenge|code_?verifier|pkce/i;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const found = ASKS_FOR_CODE.exec(codeOf(module));
    if (found === null || hasBeside(program, module.path, PROOF)) continue;
    yield {
      path: module.path,
      at: found.index,
      end: found.index + found[0].length,
      because:
        'A code is asked for, and nothing in this server makes or checks a `code_challenge`.',
    };
  }
}

const typescript = (more: string): Readonly<Record<string, string>> => ({
  'src/login.ts': `export function loginAddress(state) {
  const address = new URL('https://accounts.example.com/authorize');
  address.searchParams.set('response_type', 'code');
  address.searchParams.set('state', state);
  ${more}
  return address.href;
}
`,
});

const python = (more: string): Readonly<Record<string, string>> => ({
  'login.py': `from urllib.parse import urlencode


def login_address(state):
    query = {'response_type': 'code', 'state': state${more}}
    return f'{AUTHORIZE}?{urlencode(query)}'
`,
});

export const rule: Rule<'source'> = {
  id: 'source/missing-pkce',
  severity: 'low',
  confidence: 'medium',
  title: 'Login asks for a code without a proof of who asked (PKCE)',
  why: 'Whoever gets hold of the code on its way back trades it for a token, as nothing ties it to the program that asked.',
  fix: 'Send a `code_challenge` with the method `S256` and its `code_verifier` with the code, and refuse servers that do not support it.',
  controls: ['TRF-08'],
  techniques: ['broken-authentication', 'token-theft'],
  cwe: [287, 345],
  top10: { csa: ['MCP-02'], owasp: ['MCP07'] },
  examples: {
    bad: [typescript(''), python('')],
    good: [
      typescript("address.searchParams.set('code_challenge', challenge);"),
      python(", 'code_challenge': challenge, 'code_challenge_method': 'S256'"),
    ],
    nearMiss: [
      {
        'src/login.ts':
          "export const address = 'https://accounts.example.com/authorize?response_type=code_token';\n",
      },
    ],
  },
  detect,
};
