import { InvalidArgumentError, Option } from 'commander';
import type { Command } from 'commander';

// What several commands of the tree share.

/** The options of every command that looks at running servers. */
export function withContainment(command: Command): Command {
  return command
    .option(
      '--allow-execute',
      'start local servers uncontained, unasked, where containment is missing',
    )
    .option(
      '--allow-host <host>',
      'a host, or host:port, that contained servers may reach; repeatable',
      collect,
    )
    .option('--offline', 'use no network at all: no remote server, no package download')
    .addOption(
      new Option(
        '--differential',
        'ask again in every way: as other clients, after harmless calls, later',
      ).conflicts('askOnce'),
    )
    .option('--ask-once', 'do not ask again; what a server shows later or to others stays unknown')
    .option(
      '--timeout <seconds>',
      'time for each server, from start to the last page',
      wholeNumber,
      60,
    );
}

export function collect(value: string, before: readonly string[] = []): string[] {
  return [...before, value];
}

export function oneOf<T extends string>(choices: readonly T[], value: string): T {
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) throw new InvalidArgumentError(`It is one of ${choices.join(', ')}.`);
  return choice;
}

export function wholeNumber(value: string): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number) || number < 1) {
    throw new InvalidArgumentError('It is a whole number above zero.');
  }
  return number;
}
