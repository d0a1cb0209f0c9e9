import { members } from './calls.ts';

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
]);
const COMMAND_FLAG = /^(?:-[a-z]*c|\/c|\/k|-command|-encodedcommand)$/i;

/** Whether a constant names a shell. */
export function isShell(name: string): boolean {
  return SHELLS.has(name);
}

/** Whether a constant is the option by which a shell takes a command line. */
export function isCommandFlag(value: unknown): boolean {
  return typeof value === 'string' && COMMAND_FLAG.test(value);
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
  'Bun.spawn',
  'Bun.spawnSync',
];

export const running: readonly string[] = members('subprocess', [
  'run',
  'call',
  'check_call',
  'check_output',
  'Popen',
]);

/** Programs with options that run others, write files or reach the network. */
const RISKY = new Set(
  (
    'git hg svn curl wget tar bsdtar zip unzip 7z rsync ssh scp sftp find docker podman nerdctl npm npx pnpm yarn pip pip3 uv uvx ' +
    'ffmpeg convert magick identify awk gawk sed xargs env sort man less vim ed tcpdump tshark nmap gh terraform make cmake ' +
    'php perl python python3 node deno bun ruby java chrome chromium google-chrome pandoc exiftool yt-dlp youtube-dl openssl ' +
    'mysql psql sqlite3 gdb go cargo mvn gradle rg fd wkhtmltopdf soffice libreoffice semgrep bandit pytest ansible helm osascript'
  ).split(' '),
);

/** Whether a program has options that do harm. */
export function isRisky(name: string): boolean {
  return RISKY.has(name);
}
