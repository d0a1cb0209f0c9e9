import { Option } from 'commander';
import type { Command } from 'commander';
import { severities } from '../../domain/severity.ts';
import type { LockAction, LockFlags } from './commands/lock.ts';
import { collect, withContainment } from './options.ts';

/** One call of `warder lock …`, as the command line gives it. */
interface Call {
  readonly action: LockAction;
  readonly targets: readonly string[];
  readonly flags: LockFlags;
}

const ABOUT: Readonly<Record<LockAction, string>> = {
  write: 'Pin the servers that are not in the lock yet, as they are now.',
  check: 'Exit 1 when a server differs from what was approved: for CI.',
  diff: 'Show what differs, before and after, how grave it is and why.',
  approve: 'Pin what was seen now, after showing how it differs.',
};

/** `warder lock` with its four commands. */
export function lockCommand(program: Command, run: (call: Call) => Promise<void>): void {
  const lock = program
    .command('lock')
    .description('Pin what servers offer in warder.lock, and tell when it changes.');
  for (const [action, about] of Object.entries(ABOUT) as [LockAction, string][]) {
    const command = withContainment(
      lock
        .command(action)
        .description(about)
        .argument('[target...]', 'as for `warder audit`; nothing for this machine')
        .option(
          '--config <file>',
          "the servers of this client's configuration; repeatable",
          collect,
        )
        .option('--lock <file>', 'the lock', 'warder.lock')
        .option('--json', 'print JSON')
        .option('--verbose', 'show ids, and every text whole'),
    );
    withOwn(command, action).action(async (targets: string[], flags: LockFlags) => {
      await run({ action, targets, flags });
    });
  }
}

/** What only one or two of the commands take. */
function withOwn(command: Command, action: LockAction): Command {
  if (action === 'check' || action === 'diff') {
    command.addOption(
      new Option('--format <format>', 'how to print it').choices(['text', 'json', 'sarif']),
    );
  }
  if (action === 'check') {
    command
      .addOption(
        new Option('--fail-on <grade>', 'exit 1 when a difference is this grave or graver')
          .choices([...severities, 'never'])
          .default('low'),
      )
      .addHelpText('after', EXITS);
  }
  if (action !== 'write') {
    command.option('--server <name>', 'this server only, by name or id');
  }
  if (action === 'approve') {
    command
      .option('--definition <name>', 'this definition only, as NAME or "KIND NAME"')
      .option('--yes', 'do not ask');
  }
  if (action === 'approve' || action === 'write') {
    command
      .option('--reason <text>', 'why it is right; kept in the lock')
      .option('--by <name>', 'who approves; the name of this user otherwise');
  }
  return command;
}

const EXITS = `
Exit codes: 0 as approved, 1 a difference at or above --fail-on, 2 usage, 3 something could not be looked at.`;
