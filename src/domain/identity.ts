import { readCommand } from './command.ts';
import type { Command } from './command.ts';
import type { Launch } from './server.ts';

/**
 * What a launch starts or reaches, as text that outlives a change of version and of flags: the
 * package or image without its version, the address without its query, else the program and the
 * script it runs. Not for display: an address may hold a credential.
 */
export function identityOf(launch: Launch): string {
  return launch.transport === 'stdio'
    ? commandIdentity(readCommand(launch.command, launch.args))
    : `url ${addressIdentity(launch.url)}`;
}

/** Whether the launch means something else in another folder: it names a path that starts nowhere. */
export function dependsOnFolder(launch: Launch): boolean {
  if (launch.transport !== 'stdio' || launch.cwd !== undefined) return false;
  const { packages, program, script } = readCommand(launch.command, launch.args);
  const [first] = packages;
  if (script !== undefined && !isAbsolute(script.text)) return true;
  if (/[\\/]/.test(program.text) && !isAbsolute(program.text)) return true;
  if (first?.origin === 'folder' && !isAbsolute(first.name)) return true;
  return launch.args.some((arg) => /^\.{1,2}(?:[\\/]|$)|\$\{workspaceFolder/.test(arg));
}

function commandIdentity(command: Command): string {
  const { args, code, executable, image, lines, module, name, packages, script } = command;
  const line = lines.at(-1);
  const [first] = packages;
  if (image !== undefined)
    return `image ${image.repository.replace(/^(?:docker\.io\/)?(?:library\/)?/, '')}`;
  if (first !== undefined) {
    const own = first.name.slice(first.name.lastIndexOf('/') + 1);
    const within = executable === undefined || executable.text === own ? '' : ` ${executable.text}`;
    return `${first.ecosystem} ${first.name}${within}`;
  }
  if (module !== undefined) return `${name} module ${module.text}`;
  if (script !== undefined) return `${name} ${script.text}`;
  if (code !== undefined) return `${name} code ${code.text}`;
  if (line !== undefined) return `${name} line ${line.text}`;
  const word = args.find(({ text }) => !text.startsWith('-'));
  return word === undefined ? name : `${name} ${word.text}`;
}

function addressIdentity(url: string): string {
  const parsed = URL.parse(url);
  const bare = url.split(/[?#]/, 1)[0] ?? '';
  // An address that is still a template is no URL; what stands before its query has to do.
  const text = parsed === null || parsed.origin === 'null' ? bare : parsed.origin + parsed.pathname;
  return text.replace(/\/$/, '');
}

/** Posix, drive, network share, home, or a variable that names a folder. */
function isAbsolute(path: string): boolean {
  return /^(?:[\\/~$%]|[A-Za-z]:|[a-z][a-z0-9+.-]+:)/.test(path);
}
