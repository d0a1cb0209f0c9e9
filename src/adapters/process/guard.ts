import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

// Reads lines from Warder for as long as Warder lives: `+id` to remember a process (or, negative, a
// group), `-id` to forget it, a path to remember a file. The end of input means that Warder is gone,
// by whatever death; then all that is remembered, and all that carries the mark, is killed, and the
// file and the folder are removed.
const SCRIPT = `
trap '' HUP INT TERM
remembered=' '
removed=
while IFS= read -r line; do
  id=\${line#?}
  case $line in
    +*) remembered="$remembered$id " ;;
    -*) remembered="\${remembered%% $id *} \${remembered#* $id }" ;;
    /*) removed=$line ;;
  esac
done
for id in $remembered; do kill -KILL "$id"; done
round=0
while [ $round -lt 50 ] && [ -d /proc/self ]; do
  round=$((round + 1))
  found=$(grep -lsaF -e "$1" /proc/[0-9]*/environ)
  [ -n "$found" ] || break
  for file in $found; do id=\${file#/proc/}; kill -KILL "\${id%/environ}"; done
done
[ -z "$removed" ] || rm -f -- "$removed"
rm -rf -- "$2"
`;

/** A process that outlives Warder by a moment, to end what Warder can no longer end. */
export interface Guard {
  /** A process id, or a negative group id. */
  remember(id: number): void;
  forget(id: number): void;
  /** A file of a helper, to be removed at the end; one at a time. */
  rememberFile(path: string): void;
  /** Lets it do its work now and go. */
  close(): void;
}

/**
 * Starts the guard. Where there is no POSIX shell there is none, and what Warder started may outlive
 * a Warder that was killed.
 *
 * @param mark what the environment of everything that is ours holds
 * @param folder removed at the end, with all in it
 */
export function startGuard(mark: string, folder: string): Guard | undefined {
  if (process.platform === 'win32') return undefined;
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'warder-guard', mark, folder], {
    // A session of its own: Ctrl-C on Warder's terminal must not reach it.
    detached: true,
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.stdin.on('error', () => undefined);
  unhold(shell);
  const say = (line: string): void => {
    shell.stdin.write(`${line}\n`);
  };
  return {
    remember: (id) => say(`+${id}`),
    forget: (id) => say(`-${id}`),
    rememberFile: (path) => {
      if (path.startsWith('/') && !path.includes('\n')) say(path);
    },
    close: () => {
      shell.stdin.end();
    },
  };
}

/** Lets Node end while the child still runs. */
function unhold(child: ChildProcess): void {
  child.unref();
  const stream = child.stdin as { unref?: () => void } | null;
  stream?.unref?.();
}
