import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { baseName, go, headOf, isOn, javascript, members, python } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';
import { isCommandFlag, isShell, running, spawning } from '../../source/processes.ts';
import { examples } from './examples/command-injection.ts';

const does = 'becomes part of a command line that a shell reads';
const remotely = 'becomes part of a command line that the shell of another machine reads';

/** `sh -c …` in a list of arguments, or as arguments one by one from a position on. */
function isShellCommand(call: CallView, program: number): boolean {
  return (
    isShell(baseName(call.argument(program))) && isCommandFlag(call.argument(program + 1)?.constant)
  );
}

const sinks: readonly Sink[] = [
  {
    languages: javascript,
    calls: [
      ...members('child_process', ['exec', 'execSync']),
      ...members('child-process-promise', ['exec']),
      ...members('promisify-child-process', ['exec']),
      ...members('shelljs', ['exec']),
      ...members('execa', ['execaCommand', 'execaCommandSync', 'command', 'commandSync']).map(
        (name) => name,
      ),
    ],
    arguments: [0],
    when: (call) => !call.name.startsWith('execa.') || isOn(call, 'shell'),
    does,
  },
  {
    languages: javascript,
    calls: spawning,
    arguments: [0, 1],
    when: (call) => isOn(call, 'shell'),
    does,
  },
  {
    languages: javascript,
    calls: spawning,
    arguments: ['1.1'],
    when: (call) =>
      isShell(baseName(call.argument(0))) && isCommandFlag(call.argument(1)?.items?.[0]?.constant),
    does,
  },
  {
    languages: javascript,
    calls: ['ssh2.Client().exec', 'node-ssh.NodeSSH().execCommand', '*.execCommand'],
    arguments: [0],
    does: remotely,
  },
  {
    languages: python,
    calls: [
      ...members('os', ['system', 'popen']),
      ...members('subprocess', ['getoutput', 'getstatusoutput']),
      'asyncio.create_subprocess_shell',
      'asyncio.subprocess.create_subprocess_shell',
      'pexpect.run',
      'invoke.run',
    ],
    arguments: [0, 'cmd', 'command'],
    does,
  },
  {
    languages: python,
    calls: running,
    arguments: [0, 'args'],
    when: (call) => isOn(call, 'shell'),
    does,
  },
  {
    languages: python,
    calls: running,
    arguments: ['0.2'],
    when: (call) =>
      isShell(baseName(headOf(call, 0))) && isCommandFlag(call.argument(0)?.items?.[1]?.constant),
    does,
  },
  {
    languages: python,
    calls: ['asyncio.create_subprocess_exec'],
    arguments: [2],
    when: (call) => isShellCommand(call, 0),
    does,
  },
  {
    languages: python,
    calls: ['*.exec_command', 'fabric.Connection().run', 'fabric.Connection().sudo'],
    arguments: [0],
    does: remotely,
  },
  {
    languages: go,
    calls: ['os/exec.Command'],
    arguments: [2],
    when: (call) => isShellCommand(call, 0),
    does,
  },
  {
    languages: go,
    calls: ['os/exec.CommandContext'],
    arguments: [3],
    when: (call) => isShellCommand(call, 1),
    does,
  },
  {
    languages: go,
    // An `ssh.Session` takes the command; the methods of `exec.Cmd` take nothing.
    calls: ['*.CombinedOutput', '*.Output'],
    arguments: [0],
    when: (call) => call.count === 1,
    does: remotely,
  },
];

const facts = {
  id: 'source/command-injection',
  severity: 'critical',
  confidence: 'high',
} as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data reaches a shell',
  why: 'A shell gives meaning to characters such as `;`, `$(` and `|`. Whoever chooses the text, a model that read a poisoned page included, runs commands of their own with the rights of the server.',
  fix: 'Start the program without a shell and give each value as an element of an argument list; where a shell is needed, quote every value with a function made for that shell, or accept only values from a fixed list.',
  controls: ['INT-02'],
  techniques: ['command-injection', 'os-command-injection', 'shell-command-execution'],
  cwe: [78, 77],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks,
  safe: ['shell-quoted', 'plain'],
  examples,
  detect: flowsOf({ ...facts, mends: ['text'] }),
};
