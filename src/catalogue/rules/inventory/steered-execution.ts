import { ableTo, leastSure, named, reference, stepAt } from '../../capability/company.ts';
import { inventory } from '../../../domain/example.ts';
import { list } from '../../../domain/list.ts';
import type { Rule } from '../../../domain/rule.ts';

const fetchPage = { name: 'fetch_page', description: 'Fetches a web page.' };
const shell = {
  name: 'run_command',
  description: 'Runs a shell command.',
  inputSchema: { properties: { command: {} } },
};

export const rule: Rule<'inventory'> = {
  id: 'inventory/steered-execution',
  severity: 'medium',
  confidence: 'medium',
  title: 'What strangers write can reach a tool that runs commands',
  why: 'A page or a message that a model reads may tell it what to run, with the rights of the server that runs it.',
  fix: 'Run commands in a container without secrets and network, ask before each, or keep the two tools in different clients.',
  controls: ['POL-07', 'TRF-17'],
  techniques: ['indirect-prompt-injection', 'shell-command-execution'],
  cwe: [1427, 94],
  top10: { csa: ['MCP-01', 'MCP-07'], owasp: ['MCP05', 'MCP06'] },
  examples: {
    bad: [inventory({ web: [fetchPage], terminal: [shell] })],
    good: [inventory({ terminal: [shell] })],
    nearMiss: [
      inventory({
        web: [fetchPage],
        ci: [{ name: 'get_run', description: 'Gets the state of a run.' }],
      }),
    ],
  },
  *detect(subject) {
    const [source] = ableTo(subject, 'untrusted');
    const runners = ableTo(subject, 'execution');
    const [runner] = runners;
    if (source === undefined || runner === undefined) return;
    const isOwn = source.server === runner.server;
    const isSure = leastSure(source, runner) === 'high';
    yield {
      at: '',
      of: reference(runner),
      shows: `${source.tool.name} → ${runner.tool.name}`,
      because: `Commands or code are run by ${list(runners.map(named), 5)}.`,
      severity: isSure && !isOwn ? 'medium' : 'low',
      steps: [
        stepAt(source, 'Content that strangers write comes in'),
        stepAt(runner, 'Commands or code are run'),
      ],
    };
  },
};
