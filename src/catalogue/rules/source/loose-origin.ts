import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { SourceLanguage } from '../../../domain/source.ts';
import { callsIn, codeOf, matchAt, products } from '../../source/program.ts';

/** A part of the Origin or Host header decides, in each language's spelling. */
const LOOSE: Readonly<Record<SourceLanguage, RegExp>> = {
  javascript:
    /\b(?:origin|host|hostHeader|originHeader|hostname|referer)\)?[?!]?\.(?:includes|startsWith|indexOf|match|search)\(\s*(['"\x60/])([^\n]{1,80}?)\1|\b(?:origin|originHeader|referer|hostname|host)\)?[?!]?\.endsWith\(\s*(['"\x60])[^.'"\x60:][^\n]{0,80}?\3/gi,
  python:
    /(['"])([\w.:/-]{3,80})\1\s+(?:not\s+)?in\s+(?:origin|host|host_header|origin_header|referer)\b(?!s|_)|\b(?:origin|host|host_header|origin_header|referer)\.(?:startswith|find|index)\(\s*(['"])[^\n]{1,80}?\3|\b(?:origin|origin_header|hostname|host)\.endswith\(\s*(['"])[^.'":][^\n]{0,80}?\4/g,
  go: /strings\.(?:Contains|HasPrefix|Index)\(\s*(?:\w*[oO]rigin|r\.Host|host)\s*,\s*(["\x60])([^\n]{1,80}?)\1|strings\.HasSuffix\(\s*(?:\w*[oO]rigin|r\.Host|host)\s*,\s*(["\x60])[^.":\x60][^\n]{0,80}?\3/g,
};
/** The header of a request, not a host that the program talks to. */
const HEADER =
  /headers?\b[^\n]{0,40}\b(?:origin|host|referer)\b|[gG]et\(\s*b?['"](?:origin|host|referer)['"]|\br(?:eq|equest)?\.Host\b|CheckOrigin|verifyClient|\borigin\s*[:,)][^\n]{0,60}(?:callback|=>)/i;
/** Part of a pattern that is about a host, without an end that a port or a path would be. */
const NAMES_HOST = /localhost|127|\w\\\.\w/;
const NAMED = /^(?:[\w.]{0,40}\.)?(?:origin|host|hostHeader|originHeader|hostname|referer)$/i;
const MATCHES = /(?:\.test|^re\.(?:search|match))$/;

/** A pattern that is found anywhere in the header, or that leaves its end open. */
function* patterns(program: Program): Generator<SourceMatch> {
  for (const call of callsIn(program, (name) => MATCHES.test(name))) {
    const isPython = call.language === 'python';
    const text = call.argument(isPython ? 1 : 0)?.text ?? '';
    const first = isPython ? call.argument(0)?.constant : call.argument('receiver')?.pattern;
    if (typeof first !== 'string' || !NAMED.test(text) || !NAMES_HOST.test(first)) continue;
    const isOpen = !first.endsWith('$') && !first.endsWith('\\Z');
    const isFree = !first.startsWith('^') && call.name !== 're.match';
    if (!isOpen && !isFree) continue;
    yield matchAt(
      call,
      `\`${first.slice(0, 100)}\` also fits in names that begin, end or go on otherwise, such as \`localhost.attacker.example\`.`,
    );
  }
}

function* detect(program: Program): Generator<SourceMatch> {
  yield* patterns(program);
  for (const module of products(program)) {
    const code = codeOf(module);
    if (!HEADER.test(code)) continue;
    const seen = new Set<number>();
    for (const match of code.matchAll(LOOSE[module.language])) {
      const line = code.lastIndexOf('\n', match.index);
      if (seen.has(line) || isWhole(match[0])) continue;
      seen.add(line);
      yield {
        path: module.path,
        at: match.index,
        end: match.index + match[0].length,
        because: `\`${match[0].slice(0, 100)}\` holds for names that only begin, end or go on like it, such as \`localhost.attacker.example\`.`,
      };
    }
  }
}

const HOST = /^(?:localhost|[\w-]{1,60}(?:\.[\w-]{1,60})+)$/i;

/** A comparison of the start that takes in the whole host: `http://localhost:` or `http://localhost/`. */
function isWhole(text: string): boolean {
  const name = /(['"\x60/])([^\n]{1,80}?)\1/.exec(text)?.[2] ?? '';
  if (!/startsWith|startswith|HasPrefix/.test(text)) return name.includes('*') || name.length < 4;
  return /[/:]$/.test(name) || !(name.includes('://') || HOST.test(name));
}

const express = (check: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
const app = express();
app.use((request, response, next) => {
  const origin = request.headers.origin;
  if (origin !== undefined && !(${check})) return response.sendStatus(403);
  next();
});
`,
});

const python = (check: string): Readonly<Record<string, string>> => ({
  'server.py': `from starlette.responses import Response


async def guard(request, call_next):
    origin = request.headers.get('origin', '')
    if origin and not (${check}):
        return Response(status_code=403)
    return await call_next(request)
`,
});

const go = (check: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/server\n',
  'guard.go': `package server

import (
	"net/http"
	"strings"
)

func isLocal(r *http.Request) bool {
	origin := r.Header.Get("Origin")
	return origin == "" || ${check} || strings.TrimSpace(origin) == ""
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/loose-origin',
  severity: 'medium',
  confidence: 'medium',
  title: 'Part of the Origin or Host header decides who is let in',
  why: 'Anybody can register a name that begins with, ends with or contains the expected one, and a page under it is then taken for a local client.',
  fix: 'Parse the header as a URL and compare its host, and its scheme and port where they matter, with a list of whole names.',
  controls: ['TRF-13'],
  techniques: ['unauthenticated-access'],
  cwe: [346, 350, 1385, 625],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      express("origin.includes('localhost')"),
      express("origin.startsWith('http://localhost')"),
      express("origin.endsWith('example.com')"),
      express("request.headers.host.startsWith('localhost')"),
      express('/localhost|127\\.0\\.0\\.1/.test(origin)'),
      python("'localhost' in origin"),
      python("origin.startswith('http://127.0.0.1')"),
      go('strings.Contains(origin, "localhost")'),
    ],
    good: [
      express("['http://localhost:3000'].includes(origin)"),
      express("new URL(origin).hostname === 'localhost'"),
      express('/^http:\\/\\/localhost:\\d{1,5}$/.test(origin)'),
      python('urlsplit(origin).hostname in LOCAL'),
      go('origin == "http://localhost:3000"'),
    ],
    nearMiss: [
      express("origin.startsWith('http://localhost:')"),
      express("origin.endsWith('.example.com')"),
      python('origin in allowed'),
    ],
  },
  detect,
};
