import { scanOptions } from './words.ts';
import type { Grammar, Option, Word } from './words.ts';

/** An image as a command line names it: `repository[:tag][@digest]`. */
export interface ImageReference {
  readonly reference: string;
  /** With its registry host, where one is written; lower case. */
  readonly repository: string;
  readonly tag?: string;
  readonly digest?: string;
  /** The argument that it stands in: 0 is the command, n is args[n-1]. */
  readonly at: number;
}

/** What `docker run` and its equals were asked to do. */
export interface ContainerRun {
  readonly options: readonly Option[];
  readonly image: ImageReference;
  readonly args: readonly Word[];
}

const TOOLS = new Set(['docker', 'podman', 'nerdctl', 'finch', 'container']);

// Nearly every option of `run` takes a value, so those that do not are listed (docker, podman, nerdctl).
const SWITCHES = new Set(
  (
    '-d --detach -i --interactive -t --tty --rm --init --privileged -P --publish-all --read-only -q --quiet --help ' +
    '--no-healthcheck --oom-kill-disable --sig-proxy --disable-content-trust --use-api-socket ' +
    '--replace --rmi --no-hosts --no-hostname --env-host --http-proxy --passwd --read-only-tmpfs ' +
    '--tls-verify --unsetenv-all --rootfs --ssh --virtualization'
  ).split(' '),
);
const RUN: Grammar = { takesValue: (name) => !SWITCHES.has(name) };
const BEFORE_RUN_SWITCHES = new Set([
  '-D',
  '--debug',
  '--tls',
  '--tlsverify',
  '--remote',
  '-r',
  '--rootless',
]);
const BEFORE_RUN: Grammar = { takesValue: (name) => !BEFORE_RUN_SWITCHES.has(name) };

/** Whether a program of this plain name may run an image. */
export function isContainerTool(name: string): boolean {
  return TOOLS.has(name);
}

/** Reads the words after `docker`, `podman` and the like; undefined where they run no image. */
export function readContainerRun(name: string, words: readonly Word[]): ContainerRun | undefined {
  if (!TOOLS.has(name)) return undefined;
  const before = scanOptions(words, BEFORE_RUN);
  const [verb, second] = before.rest;
  const isRun = verb?.text === 'run' || verb?.text === 'create';
  const isLongRun = verb?.text === 'container' && second?.text === 'run';
  if (!isRun && !isLongRun) return undefined;
  const { options, rest } = scanOptions(before.rest.slice(isRun ? 1 : 2), RUN);
  const [image, ...args] = rest;
  if (image === undefined) return undefined;
  return { options: [...before.options, ...options], image: imageReference(image), args };
}

/** Reads `[host[:port]/]path[:tag][@digest]`. */
function imageReference({ text, at }: Word): ImageReference {
  // Podman also takes a transport in front.
  const bare = text.replace(/^(?:docker:\/\/|docker-daemon:|containers-storage:)/, '');
  const [named = '', digest] = bare.split('@', 2);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const repository = (colon < 0 ? named : named.slice(0, colon)).toLowerCase();
  return {
    reference: text,
    repository,
    ...(colon >= 0 && { tag: named.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
    at,
  };
}
