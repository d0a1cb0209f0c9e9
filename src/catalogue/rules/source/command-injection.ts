import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { baseName, headOf, isOn, javascript, members, python, go } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';
import {
  appleScripts,
  isShell,
  running,
  shellScripts,
  spawning,
  starting,
} from '../../source/processes.ts';
import { examples } from './examples/command-injection.ts';

const does = 'becomes part of a command line that a shell reads';
const remotely = 'becomes part of a command line that the shell of another machine reads';

/** Templates whose tag quotes each value: that does not help where a shell is started by them. */
const SHELL_BEFORE =
  /(?:^|[\s/])(?:sh|bash|zsh|dash|pwsh|powershell)\s(?:-\w+\s)*-[a-z]*c\s*["']?$/i;

/** What stands after `sh -c` in a template, and what the template is told not to quote. */
function unquoted(call: CallView): (number | string)[] {
  const texts = call.argument(0)?.items ?? [];
  return texts.flatMap((text, index): (number | string)[] => {
    const isScript = typeof text.constant === 'string' && SHELL_BEFORE.test(text.constant);
    const at = index + 1;
    if (isScript) return [at];
    return call.argument(at)?.field('raw') === undefined ? [] : [`${at}.raw`];
  });
}

/** A whole command for another machine or a container is what is asked for; a value in one is not. */
function elsewhere(sink: Pick<Sink, 'languages' | 'calls' | 'arguments'>): Sink[] {
  const told =
    'becomes part of a command line that a shell of another machine or a container reads';
  return [
    { ...sink, having: ['embedded'], severity: 'high', does: told },
    { ...sink, lacking: ['embedded'], severity: 'low', does: told },
  ];
}

/** A whole command line that starts a shell: `sh -c '…'`. */
function startsShell(call: CallView): boolean {
  const [program = '', flag = ''] = (call.argument(0)?.prefix ?? '').trim().split(/\s+/, 2);
  return isShell(program.split('/').at(-1) ?? '') && flag.startsWith('-');
}

// The system opens an address with the program that its scheme is registered for, in some through a shell.
const opener = {
  languages: javascript,
  calls: [
    'open',
    'open.openApp',
    'opn',
    'better-opn',
    'openurl.open',
    'electron.shell.openExternal',
  ],
  arguments: [0],
  safe: ['after-host', 'host-listed', 'scheme-listed'],
  does: 'is opened by the system, with whatever its scheme is registered for',
} as const satisfies Sink;
const OPENERS: readonly Sink[] = [
  { ...opener, from: ['remote', 'request'], severity: 'high' },
  { ...opener, from: ['argument', 'assumed'], severity: 'medium' },
];

const sinks: readonly Sink[] = [
  {
    languages: javascript,
    calls: [
      ...members('child_process', ['exec', 'execSync']),
      ...members('child-process-promise', ['exec']),
      ...members('promisify-child-process', ['exec']),
      ...members('shelljs', ['exec']),
      ...members('execa', ['execaCommand', 'execaCommandSync', 'command', 'commandSync']),
      ...members('sudo-prompt', ['exec']),
      ...members('@vscode/sudo-prompt', ['exec']),
      'node-cmd.run',
      'node-cmd.runSync',
      'exec-sh',
      'exec-sh.promise',
      'shell-exec',
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
    calls: [
      'bun.$',
      'Bun.$',
      'zx.$',
      'zx/core.$',
      'zx/globals.$',
      'execa.$',
      '@david/dax.$',
      'dax-sh.$',
    ],
    arguments: unquoted,
    does,
  },
  ...starting.flatMap((start): Sink[] => {
    const { languages, calls, places } = start;
    return [
      { languages, calls, arguments: (call) => shellScripts(call, start, 'here'), does },
      ...elsewhere({ languages, calls, arguments: (call) => shellScripts(call, start, 'remote') }),
      ...elsewhere({
        languages,
        calls,
        arguments: (call) => shellScripts(call, start, 'container'),
      }),
      {
        languages,
        calls,
        arguments: (call) => appleScripts(call, places),
        safe: ['plain', 'quote-escaped'],
        does: 'becomes part of an AppleScript, which can run commands',
      },
    ];
  }),
  {
    languages: javascript,
    calls: [
      ...members('node-osascript', ['execute', 'executeFile']),
      ...members('applescript', ['execString']),
      ...members('run-applescript', ['runAppleScript', 'runAppleScriptSync']),
      'run-applescript',
      'osascript-tag',
    ],
    arguments: [0],
    safe: ['plain', 'quote-escaped'],
    does: 'becomes part of an AppleScript, which can run commands',
  },
  ...OPENERS,
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
      ...members('commands', ['getoutput', 'getstatusoutput']),
      'asyncio.create_subprocess_shell',
      'asyncio.subprocess.create_subprocess_shell',
      'pexpect.run',
      'pexpect.runu',
      ...members('invoke', ['run', 'sudo']),
      ...members('invoke.Context()', ['run', 'sudo']),
      ...members('plumbum.local', ['run']),
      'delegator.run',
    ],
    arguments: [0, 'cmd', 'command'],
    does,
  },
  {
    languages: python,
    calls: [...running, 'trio.run_process'],
    arguments: [0, 'args', 'command'],
    when: (call) => isOn(call, 'shell'),
    does,
  },
  {
    languages: python,
    // A text instead of a list is run by a shell.
    calls: ['anyio.run_process', 'anyio.open_process'],
    arguments: [0, 'command'],
    when: (call) => call.argument(0)?.items === undefined,
    does,
  },
  {
    languages: python,
    calls: running,
    arguments: ['input'],
    when: (call) => isShell(baseName(headOf(call, 0))),
    does,
  },
  {
    languages: python,
    calls: ['sh.sh', 'sh.bash', 'sh.ssh', 'plumbum.cmd.sh', 'plumbum.cmd.bash'],
    arguments: [1],
    does,
  },
  {
    languages: python,
    calls: ['*.exec_run', '*.containers.run', 'pexpect.spawn'],
    arguments: [0],
    when: startsShell,
    does,
  },
  {
    languages: python,
    calls: [
      '*.exec_command',
      ...members('fabric.Connection()', ['run', 'sudo', 'local']),
      ...members('fabric.api', ['run', 'sudo', 'local']),
      ...members('asyncssh.connect()', ['run', 'create_process']),
      ...members('asyncssh.SSHClientConnection()', ['run', 'create_process']),
    ],
    arguments: [0, 'command'],
    does: remotely,
  },
  {
    languages: go,
    // An `ssh.Session` takes the command; the methods of `exec.Cmd` take nothing.
    calls: ['*.CombinedOutput', '*.Output', '*.NewSession*.Run', '*.NewSession*.Start'],
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
