/** How much of a machine a folder is. */
export type Reach = 'disk' | 'home' | 'credentials' | 'system';

/** What a reach means, for a sentence. */
export const REACH: Readonly<Record<Reach, string>> = {
  disk: 'the whole disk',
  home: 'a whole home folder, with its keys, tokens and histories',
  credentials: 'a folder of keys and tokens',
  system: 'a folder of the operating system',
};

const HOME_VARIABLE = String.raw`(?:~|\$HOME|\$\{(?:env:)?(?:HOME|USERPROFILE|userHome)\}|%USERPROFILE%|%HOMEPATH%|\$env:USERPROFILE)`;
const HOME_PATH = String.raw`(?:${HOME_VARIABLE}|/(?:home|Users)/[^/]+|/root|[A-Za-z]:[\\/]Users[\\/][^\\/]+|/mnt/[a-z]/Users/[^/]+)`;
const CREDENTIALS = String.raw`\.(?:ssh|aws|gnupg|kube|azure|docker|netrc|git-credentials|password-store|npmrc|pypirc|config[\\/](?:gcloud|gh|op))`;

const FOLDERS: readonly (readonly [Reach, RegExp])[] = [
  ['disk', /^(?:\/+|[A-Za-z]:[\\/]*|\/mnt\/[a-z]|\/host|\\\\\?\\[A-Za-z]:\\?)$/],
  ['home', new RegExp(`^(?:${HOME_PATH}|/home|/Users|[A-Za-z]:[\\\\/]Users)$`)],
  ['credentials', new RegExp(`^${HOME_PATH}[\\\\/]${CREDENTIALS}$`)],
  ['home', new RegExp(`^${HOME_PATH}[\\\\/](?:\\.config|\\.local[\\\\/]share|Library|AppData)$`)],
  [
    'credentials',
    /^\/(?:etc\/(?:shadow|ssh|ssl\/private|kubernetes)|run\/secrets|var\/run\/secrets)(?:\/|$)/,
  ],
  [
    'system',
    /^\/(?:etc|usr|var|boot|lib|bin|sbin|opt|srv|proc|sys|dev|run|private\/etc|System|Library)$/,
  ],
  ['system', /^[A-Za-z]:[\\/](?:Windows|Program Files|ProgramData)$/i],
];

/** How much of the machine a folder opens; undefined where it is one project's or one server's. */
export function reachOf(folder: string): Reach | undefined {
  if (folder.length > 1000) return undefined;
  const path = folder.length > 1 ? folder.replace(/[\\/]+$/, '') || '/' : folder;
  return FOLDERS.find(([, pattern]) => pattern.test(path))?.[0];
}

const SHARED =
  /^(?:\/(?:private\/)?(?:tmp|var\/tmp)|\/dev\/shm|\/Users\/Shared|\/var\/folders|[A-Za-z]:[\\/](?:Windows[\\/])?Temp|[A-Za-z]:[\\/]Users[\\/]Public|%(?:TEMP|TMP|PUBLIC)%|\$(?:TMPDIR|\{TMPDIR\}|\{env:(?:TEMP|TMP|TMPDIR)\}))(?:[\\/]|$)/i;
const DOWNLOADS = new RegExp(
  `^${HOME_PATH}[\\\\/](?:Downloads|AppData[\\\\/]Local[\\\\/]Temp)(?:[\\\\/]|$)`,
  'i',
);

/**
 * A place where others than the user put files: everyone's own, a folder `within` such a one (whose
 * own rights the path does not tell), or whatever was fetched last.
 */
export function looseFolderOf(path: string): 'shared' | 'within' | 'downloads' | undefined {
  if (path.length > 1000) return undefined;
  const shared = SHARED.exec(path);
  if (shared === null) return DOWNLOADS.test(path) ? 'downloads' : undefined;
  return /[\\/]./.test(path.slice(shared[0].length)) ? 'within' : 'shared';
}

/** Whether a path starts at a root, at home, or with a variable that names a folder. */
export function isAnchored(path: string): boolean {
  return /^(?:[\\/~]|[A-Za-z]:|\$|%|\{env:|[a-z][a-z0-9+.-]+:\/\/)/i.test(path);
}
