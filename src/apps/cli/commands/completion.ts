import type { Command } from 'commander';

type Shell = 'bash' | 'zsh' | 'fish';

interface Words {
  readonly command: string;
  readonly about: string;
  readonly options: readonly { readonly flag: string; readonly about: string }[];
}

/** A completion script for a shell, drawn from the command tree itself. */
export function completionScript(shell: Shell, program: Command): string {
  const commands = program.commands.map(
    (command): Words => ({
      command: command.name(),
      about: command.description(),
      options: command.options.flatMap(({ description, long }) =>
        long === undefined || long === null ? [] : [{ flag: long, about: description }],
      ),
    }),
  );
  if (shell === 'fish') return fish(commands);
  return shell === 'zsh' ? zsh(commands) : bash(commands);
}

function bash(commands: readonly Words[]): string {
  const cases = commands.map(
    ({ command, options }) =>
      `    ${command}) words="${options.map(({ flag }) => flag).join(' ')}" ;;`,
  );
  return `_warder() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words=
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${commands.map(({ command }) => command).join(' ')} --help --version"
  else case "\${COMP_WORDS[1]}" in
${cases.join('\n')}
  esac; fi
  case "$word" in
    -*|'') COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) if [ "$COMP_CWORD" -eq 1 ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); else COMPREPLY=(); fi ;;
  esac
}
complete -o default -F _warder warder
`;
}

function zsh(commands: readonly Words[]): string {
  const quote = (text: string): string =>
    text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, '\\$&');
  const list = commands.map(({ about, command }) => `    '${command}:${quote(about)}'`);
  const cases = commands.map(({ command, options }) => {
    const flags = options.map(({ about, flag }) => `'*${flag}[${quote(about)}]'`);
    return `    ${command}) _arguments ${[...flags, "'*:file:_files'"].join(' ')} ;;`;
  });
  return `#compdef warder
_warder() {
  local -a commands=(
${list.join('\n')}
  )
  if (( CURRENT == 2 )); then _describe command commands; return; fi
  case "$words[2]" in
${cases.join('\n')}
  esac
}
compdef _warder warder
`;
}

function fish(commands: readonly Words[]): string {
  const quote = (text: string): string =>
    `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  const lines = commands.flatMap(({ about, command, options }) => [
    `complete -c warder -n __fish_use_subcommand -a ${command} -d ${quote(about)}`,
    ...options.map(
      ({ about: what, flag }) =>
        `complete -c warder -n '__fish_seen_subcommand_from ${command}' -l ${flag.slice(2)} -d ${quote(what)}`,
    ),
  ]);
  return `${lines.join('\n')}\n`;
}
