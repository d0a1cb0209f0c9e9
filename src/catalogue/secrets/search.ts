import type { Allowed, Leak } from '../../domain/leak.ts';
import { Assignments, telling } from './assignments.ts';
import { forms, judgeForm } from './forms.ts';
import type { Form } from './forms.ts';
import { Keywords } from './keywords.ts';
import { hasBareValues } from './bare.ts';
import type { FileRole } from '../../domain/role.ts';

export const MOST_ALLOWED = 1000;
/** Places where a pattern is tried: one for so many characters, and some to begin with. */
const TRIES = { first: 20_000, every: 6 };
/** Longer lines are made by programs: names in them say little. */
const LONG_LINE = 5000;
/** In files of these roles names say nothing: others wrote them, or programs. */
const UNNAMED: ReadonlySet<FileRole> = new Set(['lock', 'vendored', 'generated']);

/** Which forms to try where a keyword ends, and how far in front of its end. */
interface Try {
  readonly form: Form;
  readonly length: number;
}

/** The keywords of all forms, and what each of them is for. */
class Index {
  readonly keywords: Keywords;
  readonly tries: readonly (readonly Try[])[];
  readonly isTelling: readonly boolean[];
  /** Forms that nothing in particular begins: searched for in texts that hold their gate. */
  readonly loose: readonly Form[];

  /** @param names words that begin a name which may tell of a secret */
  constructor(all: readonly Form[], names: readonly string[]) {
    const byWord = new Map<string, Try[]>(names.map((word) => [word, []]));
    for (const form of all) {
      for (const word of form.anchors ?? form.keywords ?? []) {
        const tries = byWord.get(word) ?? [];
        tries.push({ form, length: word.length });
        byWord.set(word, tries);
      }
    }
    const words = [...byWord.keys()];
    this.keywords = new Keywords(words);
    this.tries = [...byWord.values()];
    this.isTelling = words.map((word) => names.includes(word));
    this.loose = all.filter(
      ({ anchors, keywords }) => anchors === undefined && keywords === undefined,
    );
  }
}
let index: Index | undefined;
/** For texts in which names say nothing: most of those hold no word of it. */
let unnamed: Index | undefined;

function indexFor(role: FileRole): Index {
  if (!UNNAMED.has(role)) return (index ??= new Index(forms(), telling));
  return (unnamed ??= new Index(
    forms().filter(({ isNamed }) => isNamed !== true),
    [],
  ));
}

/** One pass over a text: tries each form where it may begin, and looks at names that may tell. */
export class Search {
  readonly leaks: Leak[] = [];
  readonly allowed: Allowed[] = [];
  readonly named: Assignments;
  isCut = false;
  readonly #text: string;
  readonly #path: string;
  readonly #role: FileRole;
  readonly #gates = new Map<Form, boolean>();
  #left: number;
  #isPacked: boolean | undefined;

  constructor(text: string, path: string, role: FileRole) {
    this.#text = text;
    this.#path = path;
    this.#role = role;
    this.named = new Assignments(text, hasBareValues(path));
    this.#left = TRIES.first + text.length / TRIES.every;
  }

  /** Whether the text is a program's work: minified, or data in one line. */
  get isPacked(): boolean {
    this.#isPacked ??= hasLongLine(this.#text);
    return this.#isPacked;
  }

  run(): void {
    const { isTelling, keywords, loose, tries } = indexFor(this.#role);
    const readsNames = !UNNAMED.has(this.#role) && !this.isPacked;
    keywords.scan(this.#text, (word, end) => {
      if (readsNames && isTelling[word] === true) this.named.look(end);
      for (const one of tries[word] ?? []) this.#try(one, end);
    });
    for (const form of loose) {
      if (!this.#isOpen(form)) continue;
      for (const match of this.#text.matchAll(form.expression))
        this.#judge(form, match, match.index);
    }
  }

  #try({ form, length }: Try, end: number): void {
    if (this.#left <= 0) {
      this.isCut = true;
      return;
    }
    if (!this.#isOpen(form)) return;
    this.#left -= 1;
    const { expression, reach } = form;
    if (reach === undefined) {
      expression.lastIndex = end - length;
      const match = expression.exec(this.#text);
      if (match !== null) this.#judge(form, match, match.index);
      return;
    }
    const from = Math.max(0, end - reach - 1);
    const part = this.#text.slice(from, end + reach);
    for (const match of part.matchAll(expression)) this.#judge(form, match, from + match.index);
  }

  #isOpen(form: Form): boolean {
    const { gate, path } = form;
    if (gate === undefined && path === undefined) return true;
    let isOpen = this.#gates.get(form);
    if (isOpen === undefined) {
      isOpen = (path === undefined || path.test(this.#path)) && isHeld(gate, this.#text);
      this.#gates.set(form, isOpen);
    }
    return isOpen;
  }

  #judge(form: Form, match: RegExpExecArray, at: number): void {
    const judged = judgeForm(form, match, at, this.#text, this.#path);
    if (judged === undefined) return;
    if ('leak' in judged) this.leaks.push(judged.leak);
    else if (this.allowed.length < MOST_ALLOWED) this.allowed.push(judged.allowed);
  }
}

function hasLongLine(text: string): boolean {
  let from = 0;
  for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
    if (end - from > LONG_LINE) return true;
    from = end + 1;
  }
  return text.length - from > LONG_LINE;
}

const gates = new WeakMap<readonly string[], RegExp>();

/** Whether a text holds one of the words, whatever their case; also where there are none. */
function isHeld(words: readonly string[] | undefined, text: string): boolean {
  if (words === undefined) return true;
  let gate = gates.get(words);
  if (gate === undefined) {
    gate = new RegExp(words.map(literal).join('|'), 'i');
    gates.set(words, gate);
  }
  return gate.test(text);
}

function literal(word: string): string {
  return word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
