import type { Rule } from '../../../domain/rule.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { logging } from '../../source/logs.ts';

const facts = { id: 'source/log-injection', severity: 'info', confidence: 'low' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign text is written to a log as it is',
  why: 'Line breaks in the text forge entries of the log, and control sequences hide others from whoever reads it in a terminal.',
  fix: 'Log structured records (JSON), or escape control characters in foreign text.',
  controls: ['OBS-02'],
  techniques: ['log-tampering', 'ansi-escape-injection'],
  cwe: [117, 150],
  top10: { csa: ['MCP-05'], owasp: ['MCP08'] },
  sinks: logging.map((sink) => ({
    ...sink,
    from: ['argument', 'request'],
    having: ['embedded'],
    does: 'is put into a line of a log',
  })),
  safe: ['one-line', 'plain', 'url-encoded'],
  examples: {
    bad: [
      javascriptTool([], '{ name: z.string() }', 'console.error(`looking for ${args.name}`);'),
      pythonTool(['import logging'], 'name: str', 'logging.info(f"looking for {name}")'),
    ],
    good: [
      javascriptTool(
        [],
        '{ name: z.string() }',
        "console.error(JSON.stringify({ event: 'look', name: args.name }));",
      ),
      pythonTool(['import logging'], 'name: str', 'logging.info("looking")'),
    ],
    nearMiss: [
      javascriptTool(
        [],
        '{ count: z.number() }',
        'console.error(`looking for ${args.count} notes`);',
      ),
      pythonTool(['import logging'], 'count: int', 'logging.info(f"looking for {count}")'),
    ],
  },
  *detect(program) {
    // A program logs alike everywhere, so one place in a file stands for it.
    const seen = new Set<string>();
    for (const match of flowsOf(facts)(program)) {
      if (!seen.has(match.path)) yield match;
      seen.add(match.path);
    }
  },
};
