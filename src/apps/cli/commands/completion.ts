import type { Command } from 'commander';

type Shell = 'bash' | 'zsh' | 'fish';

interface Words {
  readonly command: string;
  readonly about: string;
  readonly options: readonly { readonly flag: string; readonly about: string }[];
  /** The commands below it, such as `lock check`. */
  readonly below: readonly Words[];
}

/** A completion script for a shell, drawn from the command tree itself. */
export function completionScript(shell: Shell, program: Command): string {
  const commands = program.commands.map(wordsOf);
  if (shell === 'fish') return fish(commands);
  return shell === 'zsh' ? zsh(commands) : bash(commands);
}

function wordsOf(command: Command): Words {
  return {
    command: command.name(),
    about: command.description(),
    options: command.options.flatMap(({ description, long }) =>
      long === undefined || long === null ? [] : [{ flag: long, about: description }],
    ),
    below: command.commands.map(wordsOf),
  };
}

function flagsOf({ options }: Words): string {
  return options.map(({ flag }) => flag).join(' ');
}

function bash(commands: readonly Words[]): string {
  const names = (words: readonly Words[]): string => words.map(({ command }) => command).join(' ');
  const cases = commands.flatMap((one) => [
    ...one.below.map(
      (inner) => `    '${one.command} ${inner.command}') words="${flagsOf(inner)}" ;;`,
    ),
    `    '${one.command} '*) words="${one.below.length > 0 ? names(one.below) : flagsOf(one)}"; names=${one.below.length} ;;`,
  ]);
  return `_warder() {
  local word="\${COMP_WORDS[COMP_CWORD]}" words= names=0
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="${names(commands)} --help --version"; names=1
  else case "\${COMP_WORDS[1]} $([ "$COMP_CWORD" -gt 2 ] && echo "\${COMP_WORDS[2]}")" in
${cases.join('\n')}
  esac; fi
  case "$word" in
    -*|'') COMPREPLY=($(compgen -W "$words" -- "$word")) ;;
    *) if [ "$names" -gt 0 ]; then COMPREPLY=($(compgen -W "$words" -- "$word")); else COMPREPLY=(); fi ;;
  esac
}
complete -o default -F _warder warder
`;
}

function zsh(commands: readonly Words[]): string {
  const quote = (text: string): string =>
    text.replaceAll("'", "'\\''").replaceAll(/[[\]:]/g, '\\$&');
  const list = (words: readonly Words[]): string =>
    words.map(({ about, command }) => `    '${command}:${quote(about)}'`).join('\n');
  const flags = ({ options }: Words): string =>
    [...options.map(({ about, flag }) => `'*${flag}[${quote(about)}]'`), "'*:file:_files'"].join(
      ' ',
    );
  const cases = commands.flatMap((one) =>
    one.below.length === 0
      ? [`    ${one.command}) _arguments ${flags(one)} ;;`]
      : [
          `    ${one.command})`,
          `      local -a below=(\n${list(one.below)}\n      )`,
          `      if (( CURRENT == 3 )); then _describe command below; return; fi`,
          `      case "$words[3]" in`,
          ...one.below.map((inner) => `        ${inner.command}) _arguments ${flags(inner)} ;;`),
          `      esac ;;`,
        ],
  );
  return `#compdef warder
_warder() {
  local -a commands=(
${list(commands)}
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
  const options = ({ options }: Words, when: string): string[] =>
    options.map(
      ({ about, flag }) => `complete -c warder -n '${when}' -l ${flag.slice(2)} -d ${quote(about)}`,
    );
  const lines = commands.flatMap((one) => {
    const seen = `__fish_seen_subcommand_from ${one.command}`;
    const names = one.below.map(({ command }) => command).join(' ');
    return [
      `complete -c warder -n __fish_use_subcommand -a ${one.command} -d ${quote(one.about)}`,
      ...options(one, seen),
      ...one.below.flatMap((inner) => [
        `complete -c warder -n '${seen}; and not __fish_seen_subcommand_from ${names}' -a ${inner.command} -d ${quote(inner.about)}`,
        ...options(inner, `${seen}; and __fish_seen_subcommand_from ${inner.command}`),
      ]),
    ];
  });
  return `${lines.join('\n')}\n`;
}
