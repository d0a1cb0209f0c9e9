import type { ShellLine } from '../../../../domain/command.ts';
import { readShellLine } from '../../../../domain/command/shell-line.ts';
import type { ShellCommand } from '../../../../domain/command/shell-line.ts';
import { plainName } from '../../../../domain/command/words.ts';

const DOWNLOADERS =
  /^(?:curl|wget|wget2|aria2c|fetch|http|https|xh|iwr|irm|invoke-webrequest|invoke-restmethod|start-bitstransfer|certutil|bitsadmin)$/;
const RUNNERS =
  /^(?:(?:ba|z|da|a|k|mk|fi|c|tc)?sh|busybox|source|\.|eval|python[\d.]*|node|deno|bun|perl|ruby|php|osascript|pwsh|powershell|iex|invoke-expression)$/;
const PREFIXES = /^(?:sudo|doas|env|nohup|exec|command|time)$/;
// A download whose output becomes words or code: $(curl …), <(curl …), `curl …`, (iwr …).
const SUBSTITUTED =
  /[$<]\(\s{0,9}(?:sudo\s+)?(?:curl|wget|fetch)\s|`\s{0,9}(?:curl|wget|fetch)\s|\b(?:iex|invoke-expression)\b[^|;]{0,40}\((?:iwr|irm|invoke-webrequest|invoke-restmethod|new-object)\b|downloadstring\(/i;

/** Whether a line fetches something and runs what it got. */
export function runsDownload({ dialect, text }: ShellLine): boolean {
  const commands = readShellLine(text, dialect);
  if (commands === undefined) return false;
  const isRun = commands.some((command) => RUNNERS.test(programOf(command)));
  if (
    SUBSTITUTED.test(text.slice(0, 10_000)) &&
    (isRun || /\biex\b|invoke-expression/i.test(text))
  ) {
    return true;
  }
  return commands.some((command, index) => {
    if (!DOWNLOADERS.test(programOf(command))) return false;
    return isPipedToRunner(commands, index) || isSavedAndRun(command, commands.slice(index + 1));
  });
}

/** The program of a command, behind `sudo` and its like; lower case. */
function programOf({ words }: ShellCommand): string {
  const names = words.slice(0, 6).map(plainName);
  const first = names.find((name) => !PREFIXES.test(name) && !/^-|=/.test(name));
  return first ?? '';
}

function isPipedToRunner(commands: readonly ShellCommand[], from: number): boolean {
  for (const command of commands.slice(from + 1)) {
    // tee, gunzip, sed: what passes through a filter is the download still.
    if (command.after !== '|') return false;
    if (RUNNERS.test(programOf(command))) return true;
  }
  return false;
}

/** `curl -o x.sh …; sh x.sh`, `wget …/x; chmod +x x; ./x`. */
function isSavedAndRun({ words }: ShellCommand, later: readonly ShellCommand[]): boolean {
  const files = new Set(
    words.slice(1).flatMap((word) => (word.startsWith('-') ? [] : fileNames(word))),
  );
  return later.some((command) => {
    const program = command.words[0] ?? '';
    const isFile = fileNames(program).some((name) => files.has(name)) && /[\\/]/.test(program);
    const isArgument = command.words
      .slice(1)
      .some((word) => fileNames(word).some((name) => files.has(name)));
    return isFile || (RUNNERS.test(programOf(command)) && isArgument);
  });
}

/** The last step of a path or an address. */
function fileNames(word: string): string[] {
  const [path = ''] = word.split(/[?#]/, 1);
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name === '' ? [] : [name];
}
