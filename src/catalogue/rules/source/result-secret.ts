import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { answersThatHold } from '../../source/answers.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/result-secret', severity: 'medium', confidence: 'medium' } as const;

/** The whole environment, or all headers of a request: credentials are among them. */
const WHOLE =
  /\bprocess\.env(?=\s*[,)};\]]|\s*$)|\bObject\.(?:entries|fromEntries|assign)\(\s*process\.env\b|\bos\.environ(?=\s*[,)}\]]|\s*$|\.copy\(|\.items\()|\bos\.Environ\(\)|\b(?:req|request)\.headers(?=\s*[,)}])|\bctx\.req\.header\(\)/;
/** What each of them has in it. */
const WORDS = /\.(?:env|Environ|header)/;
/** It is handed to a program that is started, a parser that picks out what it knows, or a logger. */
const TAKEN =
  /\benv\s*[:=]\s*(?:\{\s*\.\.\.)?\s*(?:process\.env|os\.environ)|\.(?:parse|safeParse|model_validate|handleRequest|verify|authenticate)\(\s*(?:process\.env|os\.environ|req(?:uest)?\.headers)/;

function* detect(program: Program): Generator<SourceMatch> {
  yield* flowsOf(facts)(program);
  for (const match of answersThatHold(
    program,
    WHOLE,
    WORDS,
    (text) => `\`${text.slice(0, 60)}\` is answered as a whole, credentials included.`,
  )) {
    const module = program.modules.find(({ path }) => path === match.path);
    const around = module?.text.slice(Math.max(0, match.at - 60), match.end + 20) ?? '';
    if (!TAKEN.test(around)) yield match;
  }
}

const environment = (before: string, after: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { spawnSync } from 'node:child_process';
const server = new McpServer({ name: 'example', version: '1.0.0' });
server.registerTool('show', { inputSchema: {} }, async () => {
  return { content: [{ type: 'text', text: ${before}process.env${after} }] };
});
`,
});

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Credential of the server is part of an answer',
  why: 'What a tool returns stands in the conversation: the model, its provider, logs and every other tool see it, and a planted order can have it sent anywhere.',
  fix: 'Answer with what the caller asked for alone; name a credential, say that it is set, never show it.',
  controls: ['SEC-09', 'INT-09'],
  techniques: ['api-key-exposure', 'credential-exfiltration'],
  cwe: [200, 201, 497, 522],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  sinks: [
    {
      languages: ['javascript', 'python', 'go'],
      calls: ['(result)'],
      arguments: [0],
      from: ['secret'],
      does: 'is returned to whoever called',
    },
    {
      languages: ['javascript', 'python', 'go'],
      calls: ['(error)'],
      arguments: [0],
      from: ['secret'],
      does: 'becomes part of an error that is thrown',
      severity: 'low',
    },
    {
      languages: ['javascript'],
      calls: [
        'res.json',
        'res.send',
        'response.json',
        'response.send',
        '*.status().json',
        '*.status().send',
      ],
      arguments: [0],
      from: ['secret'],
      does: 'is sent as the answer to a request',
    },
  ],
  safe: [],
  examples: {
    bad: [
      javascriptTool(
        ["import { env } from 'node:process';", 'const key = env.SERVICE_API_KEY;'],
        '{ name: z.string() }',
        "return { content: [{ type: 'text', text: `asked with ${key}` }] };",
      ),
      environment('JSON.stringify(', ')'),
      pythonTool(
        ['import os', 'token = os.environ["SERVICE_TOKEN"]'],
        'name: str',
        'if name == "":\n    return f"no answer for {token}"',
      ),
      pythonTool(['import json', 'import os'], 'name: str', 'return json.dumps(dict(os.environ))'),
    ],
    good: [
      javascriptTool(
        ["import { env } from 'node:process';", 'const key = env.SERVICE_API_KEY;'],
        '{ name: z.string() }',
        "return { content: [{ type: 'text', text: key === undefined ? 'no key' : 'a key is set' }] };",
      ),
      pythonTool(
        ['import os', 'token = os.environ["SERVICE_TOKEN"]'],
        'name: str',
        'return ask(name, headers={"Authorization": token}).text',
      ),
    ],
    nearMiss: [
      environment("String(spawnSync('date', [], { env: ", ' }).stdout)'),
      pythonTool(['import os'], 'name: str', 'return f"region {os.environ[\'REGION\']}"'),
    ],
  },
  detect,
};
