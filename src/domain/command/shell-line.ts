/** One command of a shell line. */
export interface ShellCommand {
  /** Quotes removed; expansions stand as they were written. */
  readonly words: readonly string[];
  /** What stands before it: nothing, a pipe, or a way to go on. */
  readonly after: '' | '|' | '&&' | '||' | ';' | '&' | '(';
  /** The shell would put something else in place of `$NAME`, `$(…)` or a pattern. */
  readonly isExpanded: boolean;
  readonly isRedirected: boolean;
}

export type ShellDialect = 'posix' | 'cmd' | 'powershell';

const MAX_LENGTH = 100_000;
const ESCAPE: Readonly<Record<ShellDialect, string>> = {
  posix: '\\',
  cmd: '^',
  powershell: '`',
};
const EXPANDED: Readonly<Record<ShellDialect, RegExp>> = {
  posix: /[$`*?[{~]/,
  cmd: /[%!]/,
  powershell: /[$@{]/,
};

/**
 * The commands of a shell line, in order. It knows words, quotes, pipes, sequences and redirections;
 * keywords (`if`, `for`) stand as words. One pass; undefined above 100 000 characters.
 */
export function readShellLine(line: string, dialect: ShellDialect): ShellCommand[] | undefined {
  if (line.length > MAX_LENGTH) return undefined;
  const reader = new Reader(dialect);
  for (let index = 0; index < line.length; ) index = reader.take(line, index);
  reader.endCommand('');
  return reader.commands;
}

class Reader {
  readonly commands: ShellCommand[] = [];
  readonly #dialect: ShellDialect;
  #words: string[] = [];
  #word: string | undefined;
  #after: ShellCommand['after'] = '';
  #isExpanded = false;
  #isRedirected = false;
  /** The next word is a file that something is redirected to. */
  #isTarget = false;

  constructor(dialect: ShellDialect) {
    this.#dialect = dialect;
  }

  /** Reads what stands at `index`; gives where to go on. */
  take(line: string, index: number): number {
    const char = line.charAt(index);
    const pair = line.slice(index, index + 2);
    if (char === ESCAPE[this.#dialect] && index + 1 < line.length) {
      if (line[index + 1] !== '\n') this.#add(line.charAt(index + 1));
      return index + 2;
    }
    if (char === '"' || (char === "'" && this.#dialect !== 'cmd')) return this.#quoted(line, index);
    if (char === '\n' || (char === ';' && this.#dialect !== 'cmd'))
      return this.#end(';', index + 1);
    if (char === ' ' || char === '\t' || char === '\r') return this.#endWord(index + 1);
    if (pair === '&&' || pair === '||') return this.#end(pair, index + 2);
    if (pair === '|&') return this.#end('|', index + 2);
    if (char === '>' || char === '<' || pair === '&>') return this.#redirect(line, index);
    if (char === '|' || char === '&') return this.#end(char, index + 1);
    if (char === '(' && this.#word === undefined) return this.#end('(', index + 1);
    if (char === ')') return this.#end(';', index + 1);
    if (char === '#' && this.#word === undefined && this.#dialect !== 'cmd') {
      const end = line.indexOf('\n', index);
      return end < 0 ? line.length : end;
    }
    if (EXPANDED[this.#dialect].test(char)) this.#isExpanded = true;
    this.#add(char);
    return index + 1;
  }

  endCommand(next: ShellCommand['after']): void {
    this.#endWord(0);
    if (this.#words.length > 0) {
      this.commands.push({
        words: this.#words,
        after: this.#after,
        isExpanded: this.#isExpanded,
        isRedirected: this.#isRedirected,
      });
    }
    // `a; | b` and `a &\n b`: what joins two commands is what stood last.
    this.#after = next;
    this.#words = [];
    this.#isExpanded = false;
    this.#isRedirected = false;
    this.#isTarget = false;
  }

  #add(text: string): void {
    this.#word = (this.#word ?? '') + text;
  }

  #end(joint: ShellCommand['after'], next: number): number {
    this.endCommand(joint);
    return next;
  }

  #endWord(next: number): number {
    if (this.#word === undefined) return next;
    if (this.#isTarget) this.#isTarget = false;
    else this.#words.push(this.#word);
    this.#word = undefined;
    return next;
  }

  #quoted(line: string, start: number): number {
    const quote = line.charAt(start);
    const escape = quote === "'" || this.#dialect === 'cmd' ? '' : ESCAPE[this.#dialect];
    let index = start + 1;
    let text = '';
    while (index < line.length && line[index] !== quote) {
      // Within double quotes a backslash escapes only what would otherwise be special.
      if (line[index] === escape && /["$`\\]/.test(line.charAt(index + 1))) index += 1;
      else if (quote === '"' && /[$`%]/.test(line.charAt(index))) {
        this.#isExpanded ||= EXPANDED[this.#dialect].test(line.charAt(index));
      }
      text += line.charAt(index);
      index += 1;
    }
    this.#add(text);
    return index + 1;
  }

  #redirect(line: string, index: number): number {
    // `2>` and `&>`: the number belongs to the redirection.
    if (this.#word !== undefined && /^\d$/.test(this.#word)) this.#word = undefined;
    this.#endWord(index);
    this.#isRedirected = true;
    let next = index + 1;
    while (/[<>&]/.test(line.charAt(next))) next += 1;
    // `<(…)` runs a command; its words are that command's.
    this.#isTarget = line.charAt(next) !== '(';
    return next;
  }
}
