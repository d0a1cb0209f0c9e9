import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { SourceLanguage } from '../../../domain/source.ts';
import { codeOf, functionAt, products } from '../../source/program.ts';

/** How the body of a request is read to its end, in each language. */
const READS: Readonly<Record<SourceLanguage, RegExp>> = {
  javascript:
    /\b(?:req|request)\.on\(\s*['"]data['"]\s*,|\bfor\s+await\s*\(\s*(?:const|let)\s+\w{1,40}\s+of\s+(?:req|request)\s*\)/g,
  python: /\bself\.rfile\.read\(\s*(?:\)|int\(|length|content_length)/g,
  go: /\b(?:io|ioutil)\.ReadAll\(\s*(?:r|req|request)\.Body\s*\)|json\.NewDecoder\(\s*(?:r|req|request)\.Body\s*\)/g,
};
/** A size is looked at, or something before it does. */
const LIMITED =
  /\.length\s*>|size\s*>|byteLength|max_?(?:body|size|bytes|length)|\bMAX_|limit|MaxBytesReader|LimitReader|destroy\(|413|\bmin\(/i;

function* detect(program: Program): Generator<SourceMatch> {
  for (const module of products(program)) {
    const code = codeOf(module);
    for (const match of code.matchAll(READS[module.language])) {
      const end = match.index + match[0].length;
      const node = functionAt(module, match.index, end);
      if (LIMITED.test(node === undefined ? code : code.slice(node.at, node.end))) continue;
      yield {
        path: module.path,
        at: match.index,
        end,
        because: 'The body of a request is kept to its end, however long it is.',
      };
    }
  }
}

const javascript = (check: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { createServer } from 'node:http';
createServer((request, response) => {
  let body = '';
  request.on('data', (chunk) => {
    body += chunk;
    ${check}
  });
  request.on('end', () => response.end(answer(JSON.parse(body))));
}).listen(3000, '127.0.0.1');
`,
});

const go = (body: string): Readonly<Record<string, string>> => ({
  'go.mod': 'module example.test/server\n',
  'main.go': `package main

import (
	"io"
	"net/http"
)

func handle(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(${body})
	w.Write(answer(body))
}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/body-limit',
  severity: 'low',
  confidence: 'medium',
  title: 'Body of a request is read without a limit',
  why: 'One client that keeps sending fills the memory of the server, and it ends for all.',
  fix: 'Count what was read and refuse the request beyond the largest message that is expected.',
  controls: ['TRF-04'],
  techniques: ['resource-exhaustion'],
  cwe: [770, 400],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  examples: {
    bad: [javascript(''), go('r.Body')],
    good: [
      javascript('if (body.length > 1e6) request.destroy();'),
      go('http.MaxBytesReader(w, r.Body, 1<<20)'),
    ],
    nearMiss: [
      {
        'src/client.ts':
          "child.stdout.on('data', (chunk) => process.stderr.write(chunk));\nresponse.on('data', keep);\n",
      },
    ],
  },
  detect,
};
