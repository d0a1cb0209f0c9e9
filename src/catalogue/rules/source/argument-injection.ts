import type { CallView, Sink } from '../../../domain/flow.ts';
import type { Rule } from '../../../domain/rule.ts';
import { baseName, go, headOf, isOn, javascript, python } from '../../source/calls.ts';
import { flowsOf } from '../../source/flows.ts';
import { isRisky, isShell, running, spawning } from '../../source/processes.ts';
import { examples } from './examples/argument-injection.ts';

const does = 'is given to a program as an argument, and may be taken for an option';
const FOLLOWING = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const;
const ITEMS = FOLLOWING.map((at) => `0.${at}`);

/** The program that a call starts; its name stands at a position, or at the head of a list there. */
function program(call: CallView, at: number): string {
  const value =
    at === 0 ? (headOf(call, 0) ?? call.argument('args')?.items?.[0]) : call.argument(at);
  return baseName(value);
}

function isTold(call: CallView, at: number): boolean {
  return !isOn(call, 'shell') && !isShell(program(call, at));
}

/** Arguments given one by one end the options with a `--` of their own. */
function endsOptions(call: CallView): boolean {
  for (let at = 0; at < call.count; at++) if (call.argument(at)?.constant === '--') return true;
  return false;
}

const CONTAINERS = new Set(['docker', 'podman', 'nerdctl']);
/** What makes a container: its options decide what the container may do. */
const MAKES = new Set(['run', 'create', 'build', 'compose']);

/** Whether the program has options that do harm, with the command that it is given. */
function isHarmful(call: CallView, at: number): boolean {
  const name = program(call, at);
  if (!CONTAINERS.has(name)) return isRisky(name);
  return words(call).some((word) => MAKES.has(word));
}

/** The constant words of a call, in lists or one by one. */
function words(call: CallView): string[] {
  const all: string[] = [];
  for (let at = 0; at < call.count; at++) {
    const value = call.argument(at);
    for (const one of value?.items ?? [value]) {
      if (typeof one?.constant === 'string') all.push(one.constant);
    }
  }
  return all;
}

/** The same calls twice: programs that are known to have harmful options, and all others. */
function graded(sink: Omit<Sink, 'does'>, at: number): Sink[] {
  const when = (call: CallView): boolean => isTold(call, at) && (sink.when?.(call) ?? true);
  return [
    { ...sink, does, when: (call) => when(call) && isHarmful(call, at) },
    { ...sink, does, when: (call) => when(call) && !isHarmful(call, at), severity: 'info' },
  ];
}

const GIT = [
  'diff',
  'log',
  'show',
  'checkout',
  'add',
  'commit',
  'branch',
  'reset',
  'clone',
  'fetch',
  'push',
  'pull',
  'rev_parse',
  'ls_remote',
  'archive',
  'grep',
  'blame',
  'merge',
  'rebase',
  'tag',
  'stash',
  'execute',
  'cherry_pick',
  'revert',
  'ls_files',
  'worktree',
  'config',
];
const SIMPLE_GIT = [
  'raw',
  'diff',
  'log',
  'show',
  'checkout',
  'branch',
  'reset',
  'clone',
  'fetch',
  'push',
  'pull',
  'revparse',
  'listRemote',
  'grep',
  'merge',
  'rebase',
  'tag',
  'stash',
  'diffSummary',
];

const sinks: readonly Sink[] = [
  ...graded({ languages: javascript, calls: spawning, arguments: [1] }, 0),
  ...graded({ languages: python, calls: running, arguments: [...ITEMS, 'args'] }, 0),
  ...graded(
    {
      languages: python,
      calls: ['asyncio.create_subprocess_exec', 'asyncio.subprocess.create_subprocess_exec'],
      arguments: FOLLOWING,
      when: (call) => !endsOptions(call),
    },
    0,
  ),
  ...graded(
    {
      languages: go,
      calls: ['os/exec.Command'],
      arguments: FOLLOWING,
      when: (call) => !endsOptions(call),
    },
    0,
  ),
  ...graded(
    {
      languages: go,
      calls: ['os/exec.CommandContext'],
      arguments: FOLLOWING.slice(1),
      when: (call) => !endsOptions(call),
    },
    1,
  ),
  {
    // GitPython hands what it is given to the program; so does simple-git.
    languages: python,
    calls: GIT.map((name) => `*.git.${name}`),
    arguments: [0, 1, 2, 3],
    when: (call) => !endsOptions(call),
    does: 'is given to git as an argument, and may be taken for an option',
  },
  {
    languages: javascript,
    calls: ['simple-git', 'simple-git.simpleGit', 'simple-git.default'].flatMap((base) =>
      SIMPLE_GIT.map((name) => `${base}().${name}`),
    ),
    arguments: [0, 1, 2],
    does: 'is given to git as an argument, and may be taken for an option',
  },
];

const facts = {
  id: 'source/argument-injection',
  severity: 'medium',
  confidence: 'medium',
} as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data may be taken for an option of a program',
  why: 'A value that starts with `-` is read as an option. Many programs have options that write files, read others, open connections or run commands, so no shell is needed to do harm.',
  fix: 'Put `--` before foreign arguments where the program knows it, and refuse values that start with `-`.',
  controls: ['INT-02'],
  techniques: ['command-injection'],
  cwe: [88],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: sinks.map((sink) => ({ ...sink, from: ['argument', 'request', 'assumed'] })),
  safe: ['no-dash', 'led', 'contained', 'resolved', 'scheme-listed', 'host-listed'],
  examples,
  detect: flowsOf(facts),
};
