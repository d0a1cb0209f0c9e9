import { readCommand } from '../../../../domain/command.ts';
import type { Command } from '../../../../domain/command.ts';
import { pointersIn } from '../../../../domain/entry-pointers.ts';
import type { JsonPointer } from '../../../../domain/json.ts';
import { redactArguments } from '../../../../domain/redact.ts';
import type { ConfigSubject } from '../../../../domain/rule.ts';

/** A local server's command line, with where its words stand and how they may be shown. */
export interface LocalLaunch {
  readonly command: Command;
  /** The command, and what runs inside the image that it starts. */
  readonly layers: readonly Command[];
  /** The command and its arguments. */
  readonly words: readonly string[];
  readonly cwd: string | undefined;
  /** Relative to the entry; 0 is the command, n is args[n-1]. */
  readonly place: (at: number) => JsonPointer;
  /** A word with its secrets masked, cut to what fits a line. */
  readonly show: (at: number) => string;
}

const LONGEST = 200;

/** The command line of a local server; undefined for remote and for broken entries. */
export function localLaunch({ launch, raw }: ConfigSubject): LocalLaunch | undefined {
  if (launch?.transport !== 'stdio') return undefined;
  const command = readCommand(launch.command, launch.args);
  const words = [launch.command, ...launch.args];
  return {
    command,
    layers: command.inside === undefined ? [command] : [command, command.inside],
    words,
    cwd: launch.cwd,
    place: pointersIn(raw).word,
    // What a word means can stand in the one before it.
    show: (at) => cut(redactArguments(words.slice(Math.max(0, at - 1), at + 1)).at(-1) ?? ''),
  };
}

/** For rules about command lines: why they do not apply to an entry. */
export function notLocal({ launch }: ConfigSubject): string | undefined {
  if (launch === undefined) return 'the entry does not say how the server is started';
  return launch.transport === 'stdio' ? undefined : 'the server is reached, not started';
}

/** For rules about addresses: why they do not apply to an entry. */
export function notRemote({ launch }: ConfigSubject): string | undefined {
  if (launch === undefined) return 'the entry does not say how the server is reached';
  return launch.transport === 'stdio' ? 'the server runs on this machine' : undefined;
}

/** At most 200 characters, with `…` where more stood. */
export function cut(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST).toWellFormed()}…`;
}
