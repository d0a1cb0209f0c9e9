import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join, resolve } from 'node:path';

// Windows asks for one of these where a command is named without its ending.
const WINDOWS_ENDINGS = ['.exe', '.com', '.cmd', '.bat'];

/**
 * The file that a command names, looked up as `execvp` would and without running anything.
 *
 * @param command a bare name, looked up on `path`; or a path, taken relative to `cwd`
 * @param path the PATH variable; its empty and relative parts are skipped
 */
export function findProgram(
  command: string,
  path: string | undefined,
  cwd: string,
): string | undefined {
  if (command === '' || command.includes('\0')) return undefined;
  if (/[/\\]/.test(command) && (process.platform === 'win32' || command.includes('/'))) {
    return runnable(resolve(cwd, command));
  }
  const folders = (path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  for (const folder of folders) {
    const found = runnable(join(folder, command));
    if (found !== undefined) return found;
  }
  return undefined;
}

function runnable(path: string): string | undefined {
  // Beside `npx.cmd` stands an `npx` for other shells, which Windows cannot run.
  const endings = process.platform === 'win32' ? [...WINDOWS_ENDINGS, ''] : [''];
  return endings.map((ending) => path + ending).find(isRunnableFile);
}

function isRunnableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
