import { readShellLine } from './shell-line.ts';
import type { ShellCommand, ShellDialect } from './shell-line.ts';
import { anyOf, scanOptions } from './words.ts';
import type { Grammar, Word } from './words.ts';

/** A line that a shell reads. */
export interface ShellLine {
  /** The shell's plain name. */
  readonly shell: string;
  readonly dialect: ShellDialect;
  readonly text: string;
  /** The argument that it stands in: 0 is the command, n is args[n-1]. */
  readonly at: number;
  /** One command that the shell starts as it stands: nothing expanded, redirected, piped or chained. */
  readonly isPlain: boolean;
  /** The text is base64 (`powershell -EncodedCommand`). */
  readonly isEncoded: boolean;
}

interface LineCall {
  readonly does: 'line';
  readonly line: ShellLine;
  readonly commands: readonly ShellCommand[];
}

/** What a shell was asked to do: read a line, start the words that follow, or run a file. */
export type ShellCall =
  | LineCall
  | { readonly does: 'words'; readonly words: readonly Word[] }
  | { readonly does: 'script'; readonly script: Word; readonly args: readonly Word[] };

const POSIX = new Set(['sh', 'bash', 'zsh', 'dash', 'ash', 'ksh', 'mksh', 'fish', 'csh', 'tcsh']);
const POSIX_OPTIONS: Grammar = {
  takesValue: anyOf('-o -O --rcfile --init-file --init-command -C'),
};
const POWERSHELL = new Set(['powershell', 'pwsh']);

/** Whether a program of this plain name is a shell. */
export function isShell(name: string): boolean {
  return name === 'cmd' || name === 'busybox' || POSIX.has(name) || POWERSHELL.has(name);
}

/** Reads the words after a shell's name; undefined where the name is none of one, or it is only started. */
export function readShellCall(name: string, words: readonly Word[]): ShellCall | undefined {
  if (name === 'cmd') return readCmd(words);
  if (POWERSHELL.has(name)) return readPowershell(name, words);
  const [applet, ...rest] = words;
  if (name === 'busybox') return applet && readShellCall(applet.text, rest);
  return POSIX.has(name) ? readPosix(name, words) : undefined;
}

/** A line as a call, whichever program reads it. */
export function lineCall(
  shell: string,
  dialect: ShellDialect,
  { text, at }: Word,
  isEncoded = false,
): LineCall {
  const commands = isEncoded ? [] : (readShellLine(text, dialect) ?? []);
  const [only] = commands;
  const isPlain = commands.length === 1 && only?.isExpanded === false && !only.isRedirected;
  return { does: 'line', line: { shell, dialect, text, at, isPlain, isEncoded }, commands };
}

function readPosix(name: string, words: readonly Word[]): ShellCall | undefined {
  const { options, rest } = scanOptions(words, POSIX_OPTIONS);
  const [first, ...args] = rest;
  if (first === undefined) return undefined;
  const readsLine = options.some((option) => option.name === '-c' || option.name === '--command');
  return readsLine ? lineCall(name, 'posix', first) : { does: 'script', script: first, args };
}

function readCmd(words: readonly Word[]): ShellCall | undefined {
  const start = words.findIndex(({ text }) => /^[/-][ck]$/i.test(text));
  const [first, ...rest] = start < 0 ? [] : words.slice(start + 1);
  if (first === undefined) return undefined;
  // cmd reads everything behind /c as one line; words of their own are as good, and keep their place.
  const isChained = rest.some(({ text }) => /^(?:&&?|\|\|?|[<>].*)$/.test(text));
  if (rest.length > 0 && !isChained) return { does: 'words', words: [first, ...rest] };
  const text = [first, ...rest].map((word) => word.text).join(' ');
  return lineCall('cmd', 'cmd', { text, at: first.at });
}

// PowerShell takes any beginning of an option's name, in any case.
const TAKES_VALUE = /^-(?:ex|ep|w|wd|v|ve|ver|in|inp|o|ou|out|psc|con|set|cus)[a-z]*$/i;

function readPowershell(name: string, words: readonly Word[]): ShellCall | undefined {
  for (let index = 0; index < words.length; index += 1) {
    const option = words[index]?.text ?? '';
    const value = words[index + 1];
    if (!/^[-/]/.test(option)) return powershellLine(name, words.slice(index));
    if (/^[-/](?:e|ec|en|enc\w*)$/i.test(option))
      return value && lineCall(name, 'powershell', value, true);
    if (/^[-/](?:c|co|com\w*)$/i.test(option)) return powershellLine(name, words.slice(index + 1));
    if (/^[-/](?:f|fi|fil|file)$/i.test(option)) {
      return value && { does: 'script', script: value, args: words.slice(index + 2) };
    }
    if (TAKES_VALUE.test(option)) index += 1;
  }
  return undefined;
}

function powershellLine(name: string, words: readonly Word[]): ShellCall | undefined {
  const [first] = words;
  if (first === undefined) return undefined;
  const text = words.map((word) => word.text).join(' ');
  return lineCall(name, 'powershell', { text, at: first.at });
}
