import { dirname, isAbsolute, join, normalize } from 'node:path';
import type { PathTemplate, Platform } from '../../domain/client.ts';

/** The machine, or the part of one, whose configurations are looked for. */
export interface Machine {
  readonly platform: Platform;
  /** The user's home folder. */
  readonly home: string;
  /** The environment, for folders that a variable moves. */
  readonly env: (name: string) => string | undefined;
  /** Folders that count as opened: usually the current one. Their parents count too. */
  readonly projects: readonly string[];
  /** On WSL: where drive C of Windows is mounted (`/mnt/c`), whose users' clients count too. */
  readonly windowsDrive?: string;
  /** Put in front of absolute system paths (`/etc`), to look at a disk that is mounted elsewhere. */
  readonly systemRoot?: string;
}

/** One user's folders under one system. */
export interface Place {
  readonly platform: Platform;
  readonly home: string;
  readonly folders: ReadonlyMap<string, string>;
  readonly env: Machine['env'];
  readonly systemRoot: string;
  /** Whether permission bits mean something: those of a mounted Windows drive do not. */
  readonly hasModes: boolean;
  /** The folder under which Windows drives are mounted, on WSL. */
  readonly drives?: string;
}

/** A template with its value filled in: a folder or file, and the steps that are still patterns. */
export interface FilledTemplate {
  readonly base: string;
  readonly steps: readonly string[];
}

/** The place of the machine itself. */
export function ownPlace({ env, home, platform, systemRoot = '', windowsDrive }: Machine): Place {
  const of = (name: string, otherwise: string): string => absolute(env(name)) ?? otherwise;
  const common: readonly [string, string][] = [['home', home]];
  const folders: Readonly<Record<Platform, readonly [string, string][]>> = {
    linux: [
      ['config', of('XDG_CONFIG_HOME', join(home, '.config'))],
      ['appSupport', of('XDG_CONFIG_HOME', join(home, '.config'))],
    ],
    darwin: [
      ['config', of('XDG_CONFIG_HOME', join(home, '.config'))],
      ['appSupport', join(home, 'Library', 'Application Support')],
    ],
    win32: [
      ['config', of('XDG_CONFIG_HOME', join(home, '.config'))],
      ['appSupport', of('APPDATA', join(home, 'AppData', 'Roaming'))],
      ['localAppData', of('LOCALAPPDATA', join(home, 'AppData', 'Local'))],
      ['programData', of('PROGRAMDATA', 'C:\\ProgramData')],
      ['programFiles', of('PROGRAMW6432', of('PROGRAMFILES', 'C:\\Program Files'))],
    ],
  };
  return {
    platform,
    home,
    folders: new Map([...common, ...folders[platform]]),
    env,
    systemRoot,
    hasModes: platform !== 'win32',
    ...(windowsDrive !== undefined && { drives: dirname(windowsDrive) }),
  };
}

/** The place of a Windows user, seen from WSL. Their environment is not known. */
export function windowsPlace(home: string, drive: string): Place {
  return {
    platform: 'win32',
    home,
    folders: new Map([
      ['home', home],
      ['config', join(home, '.config')],
      ['appSupport', join(home, 'AppData', 'Roaming')],
      ['localAppData', join(home, 'AppData', 'Local')],
      ['programData', join(drive, 'ProgramData')],
      ['programFiles', join(drive, 'Program Files')],
    ]),
    env: () => undefined,
    systemRoot: '',
    hasModes: false,
    drives: dirname(drive),
  };
}

/** Fills a template in; undefined where it does not apply to the place. */
export function fill(
  template: PathTemplate,
  place: Place,
  project?: string,
): FilledTemplate | undefined {
  const [first = '', ...steps] = template.split('/');
  const base = first === '' ? join(place.systemRoot, '/') : valueOf(first, place, project);
  if (base === undefined) return undefined;
  const pattern = steps.findIndex((step) => step.includes('*'));
  const literal = pattern < 0 ? steps : steps.slice(0, pattern);
  return { base: join(base, ...literal), steps: pattern < 0 ? [] : steps.slice(pattern) };
}

function valueOf(step: string, place: Place, project: string | undefined): string | undefined {
  const name = step.slice(1, -1);
  if (name === 'project') return project;
  return name.startsWith('env:') ? absolute(place.env(name.slice(4))) : place.folders.get(name);
}

/** The steps of a project's template below the project's folder; undefined for other templates. */
export function projectSteps(template: PathTemplate): readonly string[] | undefined {
  const [first, ...steps] = template.split('/');
  return first === '{project}' ? steps : undefined;
}

/**
 * A folder or file as a client wrote it down: a `file:` URL, an absolute path of the place's system,
 * or a path from `from`. Undefined for what lies on another machine.
 */
export function localPath(text: string, place: Place, from?: string): string | undefined {
  const path = /^[a-z][a-z0-9+.-]+:\/\//i.test(text) ? pathOfUrl(text) : text;
  if (path === undefined || path === '' || path.includes('\0')) return undefined;
  // Opening a network share can send the user's credentials to whoever the file names.
  if (/^[\\/]{2}/.test(path)) return undefined;
  const drive = /^\/?([a-z]):(?=[\\/]|$)/i.exec(path);
  if (drive !== null) {
    const rest = path.slice(drive[0].length).replaceAll('\\', '/');
    if (place.drives !== undefined) return join(place.drives, (drive[1] ?? '').toLowerCase(), rest);
    return isAbsolute(path) ? normalize(path) : absolute(path.replace(/^\//, ''));
  }
  if (isAbsolute(path)) return normalize(path);
  return from === undefined ? undefined : join(from, path.replaceAll('\\', '/'));
}

function pathOfUrl(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null) return undefined;
  // A window opened from Windows into WSL is, seen from WSL, a window on this machine.
  const isHere = url.protocol === 'file:' && /^(?:localhost)?$/.test(url.host);
  const isWsl = url.protocol === 'vscode-remote:' && /^wsl(?:%2b|\+)/i.test(url.host);
  if (!isHere && !isWsl) return undefined;
  try {
    return decodeURIComponent(url.pathname);
  } catch {
    return undefined;
  }
}

function absolute(path: string | undefined): string | undefined {
  return path !== undefined && isAbsolute(path) ? normalize(path) : undefined;
}
