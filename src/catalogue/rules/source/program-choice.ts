import type { Sink, ValueView } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { go, javascript, members, python } from '../../source/calls.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { running, spawning } from '../../source/processes.ts';

const does = 'decides which program is started';

/** A command line names its program first: what follows the first blank chooses none. */
function mayName(value: ValueView | undefined): boolean {
  return value !== undefined && !/^\s*\S+\s/.test(value.prefix);
}

const sinks: readonly Sink[] = [
  {
    languages: javascript,
    calls: [...spawning, 'child_process.fork'],
    arguments: [0],
    when: (call) => mayName(call.argument(0)),
    does,
  },
  {
    languages: python,
    calls: running,
    arguments: [0, 'args'],
    when: (call) => {
      const line = call.argument(0) ?? call.argument('args');
      return line?.items === undefined && mayName(line);
    },
    does,
  },
  {
    languages: python,
    calls: running,
    arguments: ['0.0', 'args.0'],
    when: (call) => (call.argument(0) ?? call.argument('args'))?.items !== undefined,
    does,
  },
  {
    languages: python,
    calls: [
      'asyncio.create_subprocess_exec',
      'pexpect.spawn',
      ...members('os', ['execv', 'execve', 'execvp', 'execvpe', 'execl', 'execlp', 'startfile']),
    ],
    arguments: [0],
    does,
  },
  {
    languages: python,
    calls: [
      ...members('os', ['spawnl', 'spawnv', 'spawnvp', 'spawnlp']),
      'mcp.StdioServerParameters',
    ],
    arguments: [1, 'command'],
    does,
  },
  {
    languages: go,
    calls: ['os/exec.Command', 'syscall.Exec', 'os.StartProcess'],
    arguments: [0],
    does,
  },
  { languages: go, calls: ['os/exec.CommandContext'], arguments: [1], does },
  {
    languages: javascript,
    calls: ['*.StdioClientTransport'],
    arguments: ['0.command'],
    does,
  },
];

const facts = { id: 'source/program-choice', severity: 'high', confidence: 'high' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data chooses the program that is started',
  why: 'Whoever names the program runs any that is on the machine, without a shell being needed for it.',
  fix: 'Choose the program from a fixed list in the code, by a key that the caller may name.',
  controls: ['INT-02', 'RUN-13'],
  techniques: ['os-command-injection', 'command-injection'],
  cwe: [78, 114, 77],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks,
  safe: [['component', 'under-folder']],
  examples: {
    bad: [
      javascriptTool(
        ["import { spawn } from 'node:child_process';"],
        '{ tool: z.string() }',
        "spawn(args.tool, ['--version']);",
      ),
      pythonTool(['import subprocess'], 'tool: str', 'subprocess.run([tool, "--version"])'),
      pythonTool(
        ['import subprocess', 'import shlex'],
        'line: str',
        'subprocess.run(shlex.split(line))',
      ),
      goTool(['os/exec'], 'tool', 'exec.Command(tool, "--version").Run()'),
    ],
    good: [
      javascriptTool(
        [
          "import { spawn } from 'node:child_process';",
          "const TOOLS = { lint: 'eslint', format: 'prettier' };",
        ],
        "{ tool: z.enum(['lint', 'format']) }",
        "spawn(TOOLS[args.tool], ['--version']);",
      ),
      pythonTool(
        ['import subprocess', 'TOOLS = ("ruff", "black")'],
        'tool: str',
        'if tool not in TOOLS:\n    raise ValueError("no such tool")\nsubprocess.run([tool, "--version"])',
      ),
    ],
    nearMiss: [
      javascriptTool(
        ["import { spawn } from 'node:child_process';"],
        '{ file: z.string() }',
        "spawn('wc', ['-l', '--', args.file]);",
      ),
      pythonTool(['import subprocess'], 'file: str', 'subprocess.run(["wc", "-l", "--", file])'),
      goTool(['os/exec'], 'file', 'exec.Command("wc", "-l", "--", file).Run()'),
      // What a shell makes of it is another rule's finding.
      pythonTool(['import subprocess'], 'file: str', 'subprocess.run("wc -l " + file, shell=True)'),
    ],
  },
  detect: flowsOf(facts),
};
