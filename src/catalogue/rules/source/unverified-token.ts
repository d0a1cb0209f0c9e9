import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { option } from '../../source/calls.ts';
import { callsIn, codeOf, hasBeside, matchAt } from '../../source/program.ts';

/** Calls that read the claims of a token without looking at its signature. */
const READS =
  /^(?:jsonwebtoken\.decode|jwt-decode(?:\.(?:jwtDecode|default))?|jose\.(?:decodeJwt|UnsecuredJWT\.decode)|jose\.jwt\.get_unverified_claims|jwt\.api_jwt\.decode_complete)$/;
const VERIFIES =
  /^(?:jsonwebtoken\.verify|jose\.jwtVerify|jwt\.decode(?:_complete)?|jose\.jwt\.decode|authlib\.jose\.jwt\.decode)$/;
const GO_UNSAFE = /\.ParseUnverified$/;
/** Somewhere beside it the signature is looked at after all, or a library does it. */
const VERIFIED =
  /\bjwt\.verify\(|jsonwebtoken['"]?\)?\.verify\(|\bjwtVerify\(|\bverify_?(?:id_?|access_?)?token\b|requireBearerAuth|\bcompactVerify\(|PyJWKClient|introspect/i;
/** The token came with a request, and what it says is believed. */
const ASKED = /headers?\??(?:\.get)?\.?\[?\(?\s*['"\x60]?authorization|bearer/i;
const BELIEVED =
  /\b(?:sub|role|roles|scope|scopes|user_?id|email|admin|permissions?|tenant|client_?id)\b/i;

function isNone(call: CallSite): boolean {
  const algorithms = option(call, 'algorithms');
  return (algorithms?.items ?? []).some(
    ({ constant }) => typeof constant === 'string' && constant.toLowerCase() === 'none',
  );
}

/** Why a call that is named for verifying does not; undefined where it does. */
function switchedOff(call: CallSite): string | undefined {
  if (isNone(call)) return 'it accepts tokens without a signature (`none`)';
  if (call.language === 'javascript') {
    return option(call, 'ignoreExpiration')?.constant === true
      ? 'it accepts tokens that have expired'
      : undefined;
  }
  const options = call.argument('options');
  if (options?.field('verify_signature')?.constant === false)
    return '`verify_signature` is switched off';
  return call.argument('verify')?.constant === false ? '`verify` is switched off' : undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(
    program,
    (name) => READS.test(name) || VERIFIES.test(name) || GO_UNSAFE.test(name),
  )) {
    const module = modules.get(call.path);
    if (module === undefined) continue;
    const code = codeOf(module);
    if (VERIFIES.test(call.name)) {
      const why = switchedOff(call);
      // A header or an issuer may be looked at first, and the token verified with what it names.
      if (why === undefined || countOf(program, call) > 1) continue;
      yield matchAt(call, `The claims of the token are taken for true: ${why}.`);
    } else if (
      ASKED.test(code) &&
      BELIEVED.test(code) &&
      !hasBeside(program, call.path, VERIFIED)
    ) {
      yield matchAt(
        call,
        'The claims of a token that came with a request are taken for true, and no code of this server looks at its signature.',
      );
    }
  }
}

/** How many verifying calls the function around a call makes. */
function countOf(program: Program, { path, within }: CallSite): number {
  return program.calls.filter(
    (one) =>
      one.path === path && one.within === within && within !== undefined && VERIFIES.test(one.name),
  ).length;
}

const express = (read: string): Readonly<Record<string, string>> => ({
  'src/auth.ts': `import jwt from 'jsonwebtoken';
export function currentUser(request) {
  const token = String(request.headers.authorization).slice(7);
  const claims = ${read};
  return { id: claims.sub, isAdmin: claims.role === 'admin' };
}
`,
});

const python = (decode: string): Readonly<Record<string, string>> => ({
  'auth.py': `import jwt


def current_user(request):
    token = request.headers['authorization'][7:]
    claims = ${decode}
    return claims['sub']
`,
});

const go = (parse: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/server\n',
  'auth.go': `package server

import (
	"net/http"

	"github.com/golang-jwt/jwt/v5"
)

func subject(r *http.Request) string {
	claims := jwt.MapClaims{}
	raw := r.Header.Get("Authorization")[7:]
	${parse}
	return claims["sub"].(string)
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/unverified-token',
  severity: 'high',
  confidence: 'medium',
  title: 'Token is believed without looking at its signature',
  why: 'Anybody writes a token that says they are somebody else, and the server takes their word for it.',
  fix: 'Verify the signature with a fixed list of algorithms and the issuer’s key before any claim is read.',
  controls: ['TRF-07', 'TRF-08'],
  techniques: ['broken-authentication', 'identity-subversion'],
  cwe: [347, 345, 287, 290],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      express('jwt.decode(token)'),
      express("jwt.verify(token, key, { algorithms: ['none', 'HS256'] })"),
      python("jwt.decode(token, options={'verify_signature': False})"),
      go('jwt.NewParser().ParseUnverified(raw, claims)'),
    ],
    good: [
      express("jwt.verify(token, key, { algorithms: ['RS256'] })"),
      python("jwt.decode(token, KEY, algorithms=['RS256'], audience='server')"),
      go('jwt.ParseWithClaims(raw, claims, key)'),
    ],
    nearMiss: [
      // A client reads when its own token ends.
      {
        'src/client.ts': `import jwt from 'jsonwebtoken';
export function isOver(stored) {
  return jwt.decode(stored).exp * 1000 < Date.now();
}
`,
      },
      {
        'auth.py': `import jwt


def current_user(request):
    token = request.headers['authorization'][7:]
    issuer = jwt.decode(token, options={'verify_signature': False})['iss']
    return jwt.decode(token, KEYS[issuer], algorithms=['RS256'])['sub']
`,
      },
    ],
  },
  detect,
};
