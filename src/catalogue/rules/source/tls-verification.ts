import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { SourceLanguage } from '../../../domain/source.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { codeOf, products } from '../../source/program.ts';

/** How each language says that any certificate will do. */
const OFF: Readonly<Record<SourceLanguage, RegExp>> = {
  javascript:
    /\brejectUnauthorized\s*:\s*false\b|\brejectUnauthorized\s*=\s*false\b|NODE_TLS_REJECT_UNAUTHORIZED['"]?\]?\s*=\s*['"]?0|\bstrictSSL\s*:\s*false\b|checkServerIdentity\s*:\s*\(\s*\)\s*=>\s*(?:undefined|\{\s*\})/g,
  python:
    /(?<![\w.])verify\s*=\s*False\b|\.verify\s*=\s*False\b|\bverify_ssl\s*=\s*False\b(?=\s*[,)])|\bssl\s*=\s*False\b(?=\s*[,)])|ssl\._create_unverified_context\b|\bCERT_NONE\b(?!\s*(?:else|if))|\bcheck_hostname\s*=\s*False\b/g,
  go: /\bInsecureSkipVerify\s*:\s*true\b|\.InsecureSkipVerify\s*=\s*true\b/g,
};
const CONDITION = /\b(?:if|elif|else|case|unless)\b/;
const SETTING = /insecure|verify|skip|tls|ssl|cert|unsafe|self_?signed|debug/i;
const NEAR_LINES = 4;

/** Whether the user has said so: the line stands under a setting's condition. */
function isAsked(before: string): boolean {
  const lines = before.split('\n').slice(-NEAR_LINES);
  return lines.some((line) => CONDITION.test(line) && SETTING.test(line));
}

/** Where nobody is in between. */
const LOCAL = /localhost|127\.0\.0\.1|\[::1\]/;
/** The option of a WebSocket library that has the same name is about the origin. */
const ABOUT_ORIGIN = /AcceptOptions\s*\{[^}]*$/;
const BEFORE = 320;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    let last = -BEFORE;
    for (const match of code.matchAll(OFF[module.language])) {
      const before = code.slice(Math.max(0, match.index - BEFORE), match.index);
      // `check_hostname` and `CERT_NONE` come in pairs: one finding.
      if (ABOUT_ORIGIN.test(before) || match.index - last < BEFORE / 2) continue;
      last = match.index;
      const asked = isAsked(before);
      const isLocal = LOCAL.test(before);
      yield {
        path: module.path,
        at: match.index,
        end: match.index + match[0].length,
        because: `\`${match[0]}\` accepts any certificate${asked ? ' where a setting says so' : ''}${isLocal ? ', near an address of this machine' : ''}.`,
        severity: asked || isLocal ? 'low' : 'medium',
      };
    }
  }
}

const go = (config: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/client\n',
  'main.go': `package main

import (
	"crypto/tls"
	"net/http"
)

func client() *http.Client {
	return &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{${config}}}}
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/tls-verification',
  severity: 'medium',
  confidence: 'high',
  title: 'Connection accepts any certificate',
  why: 'Whoever stands between the server and the service reads the credentials that it sends and chooses the answers that it gets.',
  fix: 'Leave verification on, and name the authority of a private service in the list of trusted ones (`ca`, `verify="ca.pem"`, `RootCAs`).',
  controls: ['TRF-11'],
  techniques: ['insecure-communication'],
  cwe: [295, 297],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      javascriptTool(
        ["import https from 'node:https';"],
        '{ name: z.string() }',
        'const agent = new https.Agent({ rejectUnauthorized: false });',
      ),
      pythonTool(['import requests'], 'name: str', 'requests.get(SERVICE, verify=False)'),
      pythonTool(
        ['import ssl'],
        'name: str',
        'context = ssl.create_default_context()\ncontext.check_hostname = False\ncontext.verify_mode = ssl.CERT_NONE',
      ),
      go('InsecureSkipVerify: true'),
    ],
    good: [
      javascriptTool(
        ["import https from 'node:https';"],
        '{ name: z.string() }',
        'const agent = new https.Agent({ ca: readCertificate() });',
      ),
      pythonTool(['import requests'], 'name: str', 'requests.get(SERVICE, verify="ca.pem")'),
      go('RootCAs: pool'),
    ],
    nearMiss: [
      javascriptTool(
        ["import https from 'node:https';"],
        '{ name: z.string() }',
        'const agent = new https.Agent({ rejectUnauthorized: true }); // never rejectUnauthorized: false',
      ),
      pythonTool(['import requests'], 'name: str', 'requests.get(SERVICE, verify=settings.verify)'),
    ],
  },
  detect,
};
