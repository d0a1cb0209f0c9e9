import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { option } from '../../source/calls.ts';
import { callsIn, codeOf, hasBeside, matchAt } from '../../source/program.ts';

const VERIFIES =
  /^(?:jsonwebtoken\.verify|jose\.jwtVerify|jwt\.decode|jose\.jwt\.decode|authlib\.jose\.jwt\.decode|github\.com\/golang-jwt\/jwt(?:\/v\d)?\.(?:Parse|ParseWithClaims))$/;
/** The key is that of an authorisation server, which makes tokens for others too. */
const SHARED_ISSUER = /jwks|JWKSet|\.well-known\/openid|PyJWKClient|issuer_?url|keyfunc/i;
/** Somebody compares the audience after all. */
const COMPARED =
  /\baud\b['"\]]*\s*(?:!==?|===?|\.includes|\bin\b|\bnot in\b)|\bin\s+\w{0,30}\.?\[?['"]?aud\b|includes\(\s*\w{0,40}\.aud\b|(?:expected|verify|check|validate|valid|allowed|required|has)_?(?:aud(?:ience)?|resource)s?\b(?!['"]?\s*[:=]\s*(?:[fF]alse))|WithAudience|VerifyAudience|\.audience\b\s*(?:!==?|===?)|resource_?(?:url)?\s*(?:!==?|===?)|checkResourceAllowed/i;

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(program, (name) => VERIFIES.test(name))) {
    const module = modules.get(call.path);
    if (module === undefined || !SHARED_ISSUER.test(codeOf(module))) continue;
    const options = call.language === 'python' ? call.argument('options') : undefined;
    if (options?.field('verify_signature')?.constant === false) continue;
    const isOff = options?.field('verify_aud')?.constant === false;
    // Options that are put together elsewhere may hold it.
    const last = call.argument(-1);
    const isHandedIn =
      call.language === 'javascript' && call.count > 2 && last?.fields === undefined;
    const isNamed = option(call, 'audience') !== undefined;
    if ((isNamed && !isOff) || isHandedIn || hasBeside(program, call.path, COMPARED)) continue;
    yield matchAt(
      call,
      'The signature is that of an authorisation server, and nothing asks for whom the token was made.',
    );
  }
}

const typescript = (options: string): Readonly<Record<string, string>> => ({
  'src/verifier.ts': `import { createRemoteJWKSet, jwtVerify } from 'jose';
const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', process.env.ISSUER));
export async function verifyAccessToken(token) {
  const { payload } = await jwtVerify(token, keys, ${options});
  return { token, clientId: payload.client_id, scopes: String(payload.scope).split(' ') };
}
`,
});

const python = (more: string): Readonly<Record<string, string>> => ({
  'verifier.py': `import jwt

keys = jwt.PyJWKClient(ISSUER + '/.well-known/jwks.json')


async def verify_token(token: str):
    key = keys.get_signing_key_from_jwt(token).key
    return jwt.decode(token, key, algorithms=['RS256'], ${more})
`,
});

export const rule: Rule<'source'> = {
  id: 'source/token-audience',
  severity: 'medium',
  confidence: 'medium',
  title: 'Token that was made for another service is accepted',
  why: 'Whoever runs any other service of the same authorisation server uses here the tokens that its users handed to it, with their rights.',
  fix: 'Require the audience to be this server’s own address (RFC 8707), beside the issuer and the algorithms.',
  controls: ['TRF-08', 'TRF-09'],
  techniques: ['broken-authentication', 'token-theft'],
  cwe: [345, 287, 863, 441],
  top10: { csa: ['MCP-02'], owasp: ['MCP07'] },
  examples: {
    bad: [
      typescript("{ issuer: ISSUER, algorithms: ['RS256'] }"),
      python("options={'verify_aud': False}"),
    ],
    good: [typescript('{ issuer: ISSUER, audience: RESOURCE }'), python('audience=RESOURCE')],
    nearMiss: [
      // Tokens of the server's own making have no other audience.
      {
        'src/session.ts': `import jwt from 'jsonwebtoken';
const key = process.env.SESSION_KEY;
export const read = (token) => jwt.verify(token, key, { algorithms: ['HS256'] });
`,
      },
      {
        'verifier.py': `import jwt

keys = jwt.PyJWKClient(ISSUER + '/.well-known/jwks.json')


async def verify_token(token: str):
    key = keys.get_signing_key_from_jwt(token).key
    claims = jwt.decode(token, key, algorithms=['RS256'], options={'verify_aud': False})
    if RESOURCE not in claims['aud'] and claims['aud'] != RESOURCE:
        return None
    return claims
`,
      },
    ],
  },
  detect,
};
