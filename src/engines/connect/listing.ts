import { Notes } from '../../adapters/mcp/index.ts';
import type { Answer } from '../../adapters/mcp/index.ts';
import { sha256 } from '../../adapters/digest.ts';
import type { Definition, DefinitionKind } from '../../domain/definition.ts';
import { quoted } from '../../domain/escape.ts';
import type { Page, WireNote } from '../../domain/introspection.ts';
import { canonicalJson, isArray, isObject, isString } from '../../domain/json.ts';
import type { Json, JsonObject } from '../../domain/json.ts';
import type { LookLimits } from './limits.ts';
import { faultText } from './problem.ts';
import { initialize, isSession } from './session.ts';
import type { Asking, Session } from './session.ts';

/** Everything that a server offered in one session. */
export interface Listed {
  readonly session: Session;
  readonly definitions: readonly Definition[];
  /** SHA-256 of the canonical JSON of all definitions. */
  readonly digest: string;
  readonly pages: readonly Page[];
  readonly notes: readonly WireNote[];
}

interface List {
  readonly method: string;
  /** The key of the array in the reply. */
  readonly key: string;
  readonly kind: DefinitionKind;
  /** The key that names an entry. */
  readonly name: string;
  readonly capability: string;
}

const LISTS: readonly List[] = [
  { method: 'tools/list', key: 'tools', kind: 'tool', name: 'name', capability: 'tools' },
  { method: 'prompts/list', key: 'prompts', kind: 'prompt', name: 'name', capability: 'prompts' },
  {
    method: 'resources/list',
    key: 'resources',
    kind: 'resource',
    name: 'uri',
    capability: 'resources',
  },
  {
    method: 'resources/templates/list',
    key: 'resourceTemplates',
    kind: 'template',
    name: 'uriTemplate',
    capability: 'resources',
  },
];

const METHOD_NOT_FOUND = -32601;

/**
 * Asks for every page of every list. One list that fails is noted and does not hide the others.
 * Tools are asked for even where they are not declared, because clients do so too.
 */
export async function list(session: Session, asking: Asking): Promise<Listed> {
  const listing = new Listing(session, asking);
  for (const one of LISTS) {
    const isDeclared = session.capabilities[one.capability] !== undefined;
    if (isDeclared || one.kind === 'tool') await listing.take(one, isDeclared);
  }
  return listing.end();
}

class Listing {
  readonly #session: Session;
  readonly #asking: Asking;
  readonly #limits: LookLimits;
  readonly #notes = new Notes();
  readonly #definitions: Definition[];
  readonly #pages: Page[];
  #entries = 0;
  #text = 0;
  #hasReopened = false;

  constructor(session: Session, asking: Asking) {
    this.#session = session;
    this.#asking = asking;
    this.#limits = asking.limits;
    this.#pages = [session.page];
    this.#definitions = introductionOf(session);
  }

  end(): Listed {
    const definitions = this.#definitions;
    const digest = sha256(
      canonicalJson(definitions.map(({ kind, name, raw }) => [kind, name, raw])),
    );
    const notes = this.#notes.list();
    return { session: this.#session, definitions, digest, pages: this.#pages, notes };
  }

  async take(list: List, isDeclared: boolean): Promise<void> {
    const { pages, request, undeclared } = this.#limits;
    const cursors = new Set<string>();
    let cursor: string | undefined;
    for (let count = 0; count < pages; count += 1) {
      const answer = await this.#ask(list.method, cursor, isDeclared ? request : undeclared);
      if (answer.kind !== 'result') {
        if (isDeclared && !isMissingTemplates(list, answer)) this.#fail(list, whyNot(answer));
        return;
      }
      const { result, raw } = answer;
      this.#pages.push({ method: list.method, ...(cursor !== undefined && { cursor }), ...raw });
      const entries = isObject(result) ? result[list.key] : undefined;
      if (!isArray(entries)) {
        this.#fail(list, `the reply has no list of ${list.key}`);
        return;
      }
      if (!isDeclared && count === 0 && entries.length > 0) {
        this.#notes.add('undeclared-list', `the server lists ${list.key} that it does not declare`);
      }
      if (!this.#keep(list, entries, raw.text)) return;
      const next = isObject(result) ? result['nextCursor'] : undefined;
      if (!isString(next) || next === '') return;
      if (cursors.has(next)) {
        this.#notes.add('repeated-cursor', `${list.method} gave the same cursor twice`, next);
        return;
      }
      cursors.add(next);
      cursor = next;
    }
    this.#notes.add('too-many-pages', `${list.method} has more than ${pages} pages`);
  }

  async #ask(method: string, cursor: string | undefined, timeout: number): Promise<Answer> {
    const params = cursor === undefined ? {} : { cursor };
    const answer = await this.#session.ask(method, params, timeout);
    if (!isSessionLost(answer) || this.#session.era === 'modern' || this.#hasReopened)
      return answer;
    this.#hasReopened = true;
    this.#notes.add('session-lost', `the server forgot its session before ${method}`);
    const reopened = await initialize(this.#session.wire, this.#asking);
    return isSession(reopened) ? await reopened.ask(method, params, timeout) : answer;
  }

  /** Keeps what fits; false where a bound is reached and there is no use in another page. */
  #keep(list: List, entries: readonly Json[], text: string): boolean {
    for (const entry of entries) {
      if (this.#entries >= this.#limits.definitions) {
        const what = `only the first ${this.#limits.definitions} definitions were kept`;
        this.#notes.add('too-many-definitions', what);
        return false;
      }
      this.#entries += 1;
      if (isObject(entry)) {
        this.#definitions.push({ kind: list.kind, name: nameOf(entry, list.name), raw: entry });
      } else {
        const what = `an entry of ${list.method} is not an object`;
        this.#notes.add('invalid-message', what, JSON.stringify(entry));
      }
    }
    this.#text += text.length;
    if (this.#text <= this.#limits.text) return true;
    this.#notes.add('too-much-text', `the pages have more than ${this.#limits.text} characters`);
    return false;
  }

  #fail({ method }: List, why: string): void {
    this.#notes.add('list-failed', `${method} failed: ${why}`);
  }
}

/** What a server says of itself as a whole is read by models too. */
function introductionOf({ serverInfo, instructions }: Session): Definition[] {
  const definitions: Definition[] = [];
  if (Object.keys(serverInfo).length > 0) {
    definitions.push({ kind: 'server', name: 'server', raw: serverInfo });
  }
  if (instructions !== undefined) {
    definitions.push({ kind: 'instructions', name: 'instructions', raw: { instructions } });
  }
  return definitions;
}

function nameOf(entry: JsonObject, key: string): string {
  const name = entry[key];
  return isString(name) ? name : '';
}

function whyNot(answer: Exclude<Answer, { readonly kind: 'result' }>): string {
  if (answer.kind === 'none') return faultText(answer.fault);
  return `the server answered with error ${answer.code}, ${quoted(answer.message)}`;
}

/** Templates have no capability of their own: a server with plain resources need not know the method. */
function isMissingTemplates({ kind }: List, answer: Answer): boolean {
  return kind === 'template' && answer.kind === 'error' && answer.code === METHOD_NOT_FOUND;
}

function isSessionLost(answer: Answer): boolean {
  return answer.kind === 'none' && answer.fault.kind === 'status' && answer.fault.status === 404;
}
