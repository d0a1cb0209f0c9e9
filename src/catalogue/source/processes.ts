import type { ArgumentRef, CallView, Sink, ValueView } from '../../domain/flow.ts';
import { baseName, go, javascript, members, python } from './calls.ts';

// How programs are started, shared by the rules about shells, programs and their arguments.

const SHELLS = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'ash',
  'fish',
  'busybox',
  'cmd',
  'powershell',
  'pwsh',
  'su',
  'runuser',
]);
const COMMAND_FLAG = /^(?:-[a-z]*c|\/c|\/k|-command|--command|-encodedcommand)$/i;
/** These read all words after the flag, one after the other, as one command. */
const TAKES_ALL = new Set(['cmd', 'powershell', 'pwsh']);

/** Whether a constant names a shell. */
export function isShell(name: string): boolean {
  return SHELLS.has(name);
}

/** A program and a list of arguments. */
export const spawning: readonly string[] = [
  ...members('child_process', ['spawn', 'spawnSync', 'execFile', 'execFileSync']),
  'cross-spawn',
  'cross-spawn.spawn',
  'cross-spawn.sync',
  'execa',
  ...members('execa', ['execa', 'execaSync', 'sync']),
  'tinyexec.x',
  'tinyexec.exec',
  'nano-spawn',
  'node-pty.spawn',
  '@lydell/node-pty.spawn',
  'promisify-child-process.spawn',
  'child-process-promise.spawn',
];

export const running: readonly string[] = members('subprocess', [
  'run',
  'call',
  'check_call',
  'check_output',
  'Popen',
]);

/** A program and its arguments, one by one. */
const LISTING = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const;

interface Start extends Pick<Sink, 'languages' | 'calls'> {
  /** Where the words of the command line are: in a list there, or there itself. */
  readonly places: readonly ArgumentRef[];
  /** It runs in a container. */
  readonly isContained?: boolean;
}

/** Calls that start a program without a shell of their own. */
export const starting: readonly Start[] = [
  { languages: javascript, calls: spawning, places: [0, 1] },
  { languages: javascript, calls: ['Bun.spawn', 'Bun.spawnSync'], places: [0, '0.cmd'] },
  { languages: javascript, calls: ['Deno.Command'], places: [0, '1.args'] },
  { languages: javascript, calls: ['Deno.run'], places: ['0.cmd'] },
  { languages: javascript, calls: ['*.getContainer().exec'], places: ['0.Cmd'], isContained: true },
  {
    languages: python,
    calls: [...running, 'anyio.run_process', 'anyio.open_process', 'trio.run_process'],
    places: [0, 'args', 'command'],
  },
  {
    languages: python,
    calls: ['asyncio.create_subprocess_exec', 'asyncio.subprocess.create_subprocess_exec'],
    places: LISTING,
  },
  // The first word of the arguments is what the program is told that it is called.
  {
    languages: python,
    calls: members('os', ['spawnl', 'spawnle', 'spawnlp', 'spawnlpe']),
    places: LISTING.slice(2),
  },
  {
    languages: python,
    calls: members('os', ['spawnv', 'spawnve', 'spawnvp', 'spawnvpe']),
    places: [2],
  },
  {
    languages: python,
    calls: members('os', ['execl', 'execle', 'execlp', 'execlpe']),
    places: LISTING.slice(1),
  },
  {
    languages: python,
    calls: members('os', ['execv', 'execve', 'execvp', 'execvpe']),
    places: [1],
  },
  { languages: python, calls: ['pexpect.spawn', 'pexpect.spawnu'], places: [0, 1, 'args'] },
  { languages: python, calls: ['*.exec_run'], places: [0, 'cmd'], isContained: true },
  { languages: python, calls: ['*.containers.run'], places: [1, 'command'], isContained: true },
  { languages: go, calls: ['os/exec.Command'], places: LISTING },
  { languages: go, calls: ['os/exec.CommandContext'], places: LISTING.slice(1) },
];

/** A word of a command line, and where it stands in the call. */
interface Word {
  readonly at: ArgumentRef;
  readonly value: ValueView | undefined;
}

function wordsOf(call: CallView, places: readonly ArgumentRef[]): readonly Word[] {
  return places.flatMap((at): Word[] => {
    const value = call.argument(at);
    if (value === undefined) return [];
    if (value.items === undefined) return [{ at, value }];
    return value.items.map((item, index) => ({ at: `${at}.${index}`, value: item }));
  });
}

/** Options of `ssh` that the next word belongs to. */
const SSH_VALUES = /^-[BbcDEeFIiJLlmOopQRSWw]$/;

/** Whose shell it is: that of this machine, of a container, or of a machine that `ssh` connects to. */
type Place = 'here' | 'container' | 'remote';

const CONTAINERS = new Set(['docker', 'podman', 'nerdctl', 'kubectl', 'oc', 'lxc', 'distrobox']);

/** Where the text stands that a shell among the words of a command line is told to run. */
export function shellScripts(
  call: CallView,
  { isContained = false, places }: Start,
  where: Place,
): ArgumentRef[] {
  const words = wordsOf(call, places);
  const first = baseName(words[0]?.value);
  if (first === 'ssh') return where === 'remote' ? remoteWords(words.slice(1)) : [];
  const isInside = isContained || CONTAINERS.has(first);
  if ((isInside ? 'container' : 'here') !== where) return [];
  return words.flatMap(({ value }, index) => {
    const name = baseName(value);
    const flag = isShell(name) ? flagAfter(words, index, COMMAND_FLAG) : undefined;
    if (flag === undefined) return [];
    return words.slice(flag + 1, TAKES_ALL.has(name) ? undefined : flag + 2).map(({ at }) => at);
  });
}

/** What follows the host: the shell of that machine reads it all as one line. */
function remoteWords(words: readonly Word[]): ArgumentRef[] {
  for (let index = 0; index < words.length; index++) {
    const text = words[index]?.value?.constant;
    if (typeof text === 'string' && SSH_VALUES.test(text)) index++;
    else if (typeof text !== 'string' || !text.startsWith('-'))
      return words.slice(index + 1).map(({ at }) => at);
  }
  return [];
}

/** The options by which interpreters take a program's text. */
const INTERPRETERS: ReadonlyMap<string, RegExp> = new Map([
  ['node', /^(?:-e|-p|-pe|--eval|--print)$/],
  ['bun', /^(?:-e|-p|--eval|--print)$/],
  ['deno', /^eval$/],
  ['tsx', /^(?:-e|--eval)$/],
  ['perl', /^-\w*[eE]$/],
  ['ruby', /^-\w*e$/],
  ['php', /^-r$/],
  ['lua', /^-e$/],
  ['rscript', /^-e$/],
]);
const PYTHON = /^(?:python|pypy)[\d.]*$/;
const OWN: ReadonlyMap<string, string> = new Map([
  ['sys.executable', 'python'],
  ['process.execPath', 'node'],
]);

/** Where the text stands that an interpreter among the words of a command line is told to run. */
export function programTexts(call: CallView, places: readonly ArgumentRef[]): ArgumentRef[] {
  const words = wordsOf(call, places);
  return words.flatMap(({ value }, index) => {
    const name = OWN.get(value?.name ?? '') ?? baseName(value);
    const option = PYTHON.test(name) ? /^-\w*c$/ : INTERPRETERS.get(name);
    const flag = option === undefined ? undefined : flagAfter(words, index, option);
    const text = flag === undefined ? undefined : words[flag + 1];
    return text === undefined ? [] : [text.at];
  });
}

/** Where AppleScript stands, which runs commands by `do shell script`. */
export function appleScripts(call: CallView, places: readonly ArgumentRef[]): ArgumentRef[] {
  const words = wordsOf(call, places);
  if (!words.some(({ value }) => baseName(value) === 'osascript')) return [];
  return words.flatMap((word, index) =>
    words[index - 1]?.value?.constant === '-e' ? [word.at] : [],
  );
}

/** The first option of a kind after a word, with nothing but options and their values between. */
function flagAfter(words: readonly Word[], from: number, wanted: RegExp): number | undefined {
  let wasOption = true;
  for (let index = from + 1; index < words.length; index++) {
    const text = words[index]?.value?.constant;
    if (typeof text !== 'string') return undefined;
    if (wanted.test(text)) return index;
    const isOption = /^[-/]/.test(text);
    if (!isOption && !wasOption) return undefined;
    wasOption = isOption;
  }
  return undefined;
}

/** Programs with options that run others, write files or reach the network. */
const RISKY = new Set(
  (
    'git hg svn curl wget tar bsdtar zip unzip 7z rsync ssh scp sftp find docker podman nerdctl npm npx pnpm yarn pip pip3 uv uvx ' +
    'ffmpeg convert magick identify awk gawk sed xargs env sort man less vim ed tcpdump tshark nmap gh terraform make cmake ' +
    'php perl python python3 node deno bun ruby java chrome chromium google-chrome pandoc exiftool yt-dlp youtube-dl openssl ' +
    'mysql psql sqlite3 gdb go cargo mvn gradle rg fd wkhtmltopdf soffice libreoffice semgrep bandit pytest ansible helm osascript ' +
    'kubectl oc aws gcloud az aria2c socat nc ncat rclone'
  ).split(' '),
);

/** Whether a program has options that do harm. */
export function isRisky(name: string): boolean {
  return RISKY.has(name);
}
