import type { SourceExample } from '../../../domain/program.ts';
import type { Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { javascript, python } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';

const facts = { id: 'source/tool-text', severity: 'medium', confidence: 'medium' } as const;

const server = (...lines: readonly string[]): SourceExample => ({
  'src/server.ts': [
    "import { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';",
    "const server = new McpServer({ name: 'example', version: '1.0.0' });",
    ...lines,
    '',
  ].join('\n'),
});

const registering: readonly Sink[] = [
  {
    languages: javascript,
    calls: ['*.registerTool', '*.registerPrompt', '*.registerResource'],
    arguments: ['1.description', '1.title'],
    does: 'becomes the description of a tool, prompt or resource',
  },
  {
    languages: javascript,
    calls: ['*.tool', '*.prompt'],
    arguments: [1],
    when: (call) => call.count > 2 && call.argument(1)?.fields === undefined,
    does: 'becomes the description of a tool or prompt',
  },
  {
    languages: python,
    calls: ['*.add_tool', '*.tool', '*.Tool', 'mcp.types.Tool', '*.prompt'],
    arguments: ['description'],
    does: 'becomes the description of a tool or prompt',
  },
];

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Text of a tool comes from outside the program',
  why: 'A model follows what a definition says. Where its text is fetched, whoever controls that source gives the model instructions in the name of this server, and may change them after the review.',
  fix: 'Keep names, descriptions and schemas in the code. Where they must be fetched, pin their digest and refuse what differs.',
  controls: ['INT-14', 'POL-03'],
  techniques: ['tool-description-poisoning', 'tool-mutation', 'tool-poisoning'],
  cwe: [829, 94],
  top10: { csa: ['MCP-03'], owasp: ['MCP03'] },
  sinks: registering.flatMap((sink) => [
    // The step that data of a remote service is milder by is made good here: it is what this is about.
    { ...sink, from: ['remote'], severity: 'high' },
    { ...sink, from: ['argument', 'request'], severity: 'low' },
  ]),
  safe: [],
  examples: {
    bad: [
      server(
        "const about = await (await fetch('https://tools.example.com/about.txt')).text();",
        "server.registerTool('work', { description: about }, async () => ({ content: [] }));",
      ),
      server(
        "const { text } = await (await fetch('https://tools.example.com/about.json')).json();",
        "server.tool('work', text, {}, async () => ({ content: [] }));",
      ),
    ],
    good: [
      server(
        "server.registerTool('work', { description: 'Works.' }, async () => ({ content: [] }));",
      ),
      server(
        "const names = ['a', 'b'];",
        "server.tool('work', `Works on ${names.join(' and ')}.`, {}, async () => ({ content: [] }));",
      ),
    ],
    nearMiss: [
      server(
        "server.registerTool('work', { description: 'Works.' }, async () => {",
        "  const text = await (await fetch('https://tools.example.com/data.txt')).text();",
        "  return { content: [{ type: 'text', text }] };",
        '});',
      ),
    ],
  },
  detect: flowsOf(facts),
};
