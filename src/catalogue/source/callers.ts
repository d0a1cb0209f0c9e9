import type { CallSite, Program } from '../../domain/program.ts';
import type { FunctionNode, SourceModule, Statement } from '../../domain/source.ts';
import { AUTHENTICATES } from './protection.ts';
import { codeOf, moduleAt, products } from './program.ts';
import { codeAround } from './routes.ts';

// Who calls: the functions of a program that ask for a credential and refuse whoever has none, and what
// of a server stands behind them. They are found by what they do, whatever they are called.

/** It takes a credential out of a request, beside what `AUTHENTICATES` knows. */
const TAKES: readonly RegExp[] = [
  /BasicAuth\(\)|ConstantTimeCompare|\b(?:req|request|c|ctx)\.(?:user|session|auth)\b/,
  /(?:headers\??\.?\[|\.(?:get|header|Get)\()b?['"`][\w-]{0,20}(?:[kK]ey|[tT]oken|[sS]ecret|[aA]uth|[sS]ignature)/,
  /(?:key|token|auth|secret)\w{0,12}(?:: ?\w{1,12})? ?= ?(?:Header|Cookie|Security)\(/,
];
/** It turns somebody away. */
export const REFUSES: RegExp =
  /\b40[13]\b|unauthori[sz]ed|forbidden|permission_?(?:denied|error)|www-authenticate/i;
/** Names of what asks, where it is not of this program. */
const WORDS =
  /(?:auth(?!or(?!i))|guard|verify|bearer|token|protect|api_?key|login|current_?user|origin)(?!\w{0,20}(?:[rR]out|[aA]pi\b))/i;
/** Middleware that asks nobody who they are. */
const HARMLESS =
  /CORS|GZip|Brotli|TrustedHost|HTTPSRedirect|ProxyHeaders|Log|RequestI[dD]|Metric|Prometheus|RateLimit|Timing|Timeout|Size|Headers|Error/;
const PUTS_BEFORE =
  /\.(?:use|Use|addHook|add_middleware|before_request|register|include_router|register_blueprint|route|mount|Mount)$/;
const MOUNTS = /\.(?:include_router|register_blueprint|route|mount|Mount)$/;
const DECORATES = /\.(?:middleware|before_request|before_app_request)\b/;
const RECEIVER = /^@?((?:(?:this|self)\.)?[A-Za-z_$][\w$]*)/;
const LISTED = /(?:dependencies|middlewares?|preHandler|onRequest)\s*[=:]\s*[^\n]{0,200}/;
const TEXTS = /'[^'\n]{0,200}'|"[^"\n]{0,200}"|`[^`\n]{0,200}`/g;
const ROUNDS = 3;
const LONG = 400;

/** What stands before the handlers of an application or a router. */
interface Gate {
  readonly path: string;
  readonly at: number;
  readonly receiver: string;
  /** The start of the paths that it is for. */
  readonly prefix: string;
  readonly isOrdered: boolean;
  /** The function without a name that is its whole reach, such as the callback of a group of routes. */
  readonly reach: FunctionNode | undefined;
  readonly names: ReadonlySet<string>;
  /** It is put before the routers that it names, and before nothing else. */
  readonly isMount: boolean;
}

/** A place where a route is registered. */
export interface Registered {
  readonly path: string;
  readonly at: number;
  readonly name: string;
  /** The application or router, as it is named there. */
  readonly receiver: string;
  readonly handler: FunctionNode;
}

export interface Callers {
  /** Whether a function, or one that it calls, asks for a credential and refuses. */
  asks(node: FunctionNode): boolean;
  /** Whether code names something that asks. */
  mentions(code: string): boolean;
  /** The file that puts a router of another file in its place, or that file itself. */
  placeOf(path: string): string;
  /** Whether what stands before all routes of an application or router asks before this one. */
  stands(route: Registered): boolean;
}

/** The name at which a call or decorator starts: the application or router of a registration. */
export function receiverOf(code: string): string {
  return RECEIVER.exec(code)?.[1] ?? '';
}

/** The code without what stands in quotes: a path names no check. */
export const bare = (code: string): string => code.replace(TEXTS, "''");

const known = new WeakMap<Program, Callers>();

/** Who asks in a program. What answers a route asks for that route, and is no check of others. */
export function callersOf(program: Program, routes: readonly Registered[]): Callers {
  let callers = known.get(program);
  if (callers === undefined) {
    callers = find(program, routes);
    known.set(program, callers);
  }
  return callers;
}

function find(program: Program, routes: readonly Registered[]): Callers {
  const asked = new Map<FunctionNode, boolean>();
  const asks = (node: FunctionNode): boolean => {
    let answer = asked.get(node);
    if (answer === undefined) {
      const code = codeAround(program, node);
      answer = REFUSES.test(code) && takes(code);
      asked.set(node, answer);
    }
    return answer;
  };
  const names = namesOf(program, new Set(routes.map(({ handler }) => handler)), asks);
  const mentions = (code: string): boolean => wordsOf(code).some((word) => names.has(word));
  const routers = new Set(routes.map(({ receiver }) => receiver));
  const gates = [...gatesOf(program, routers, asks, mentions)];
  const places = placesOf(program);
  const files = new Set(routes.map(({ path }) => path));
  return {
    asks,
    mentions,
    placeOf: (path) => places.get(path) ?? path,
    stands: (route) =>
      mentions(route.receiver) || gates.some((gate) => isBehind(program, files, gate, route)),
  };
}

const takes = (code: string): boolean =>
  AUTHENTICATES.test(code) || TAKES.some((one) => one.test(code));

const wordsOf = (code: string): readonly string[] => bare(code).match(/[A-Za-z_$][\w$]*/g) ?? [];

/** Functions and classes that ask, and what is made of them: `const guard = bearer(token)`. */
function namesOf(
  program: Program,
  routes: ReadonlySet<FunctionNode>,
  asks: (node: FunctionNode) => boolean,
): ReadonlySet<string> {
  const names = new Set<string>();
  const setups = new Map<SourceModule, FunctionNode[]>();
  const registered = Map.groupBy(program.entries, ({ registeredIn }) => registeredIn);
  for (const module of products(program)) {
    const here = registered.get(module.path) ?? [];
    const holds = (one: FunctionNode): boolean =>
      !routes.has(one) && here.some(({ at }) => one.at < at && at < one.end);
    for (const one of module.functions) {
      if (one.name === '' || routes.has(one)) continue;
      if (holds(one) && !isWrapper(one)) {
        setups.set(module, [...(setups.get(module) ?? []), one]);
      } else if (asks(one)) names.add(one.name);
    }
  }
  names.delete('constructor');
  for (let round = 0; round < ROUNDS; round++) {
    const size = names.size;
    for (const module of products(program)) {
      const bodies = [module.body, ...(setups.get(module) ?? []).map(({ body }) => body)];
      for (const body of bodies) for (const one of body) addMade(module, one, program, names);
    }
    if (names.size === size) break;
  }
  return names;
}

/** A function that takes a handler and gives one back holds a handler and still registers none. */
const isWrapper = ({ parameters, body }: FunctionNode): boolean =>
  parameters.length > 0 && body.some(({ kind }) => kind === 'return');

function addMade(
  module: SourceModule,
  statement: Statement,
  program: Program,
  names: Set<string>,
): void {
  if (statement.kind !== 'let' || statement.target.kind !== 'name') return;
  const { target, value } = statement;
  if (value === undefined || value.kind === 'function') return;
  const holdsRoutes = program.entries.some(
    ({ at, registeredIn }) => registeredIn === module.path && value.at <= at && at < value.end,
  );
  const text = codeOf(module).slice(value.at, value.end).slice(0, LONG);
  const listed = LISTED.exec(text)?.[0] ?? '';
  const isMade = holdsRoutes
    ? wordsOf(listed).some((word) => names.has(word))
    : wordsOf(text).some((word) => names.has(word)) || WORDS.test(bare(listed));
  if (isMade) names.add(target.name);
}

function* gatesOf(
  program: Program,
  routers: ReadonlySet<string>,
  asks: (node: FunctionNode) => boolean,
  mentions: (code: string) => boolean,
): Generator<Gate> {
  for (const site of program.calls) {
    if (site.role !== 'product') continue;
    const code = codeOf(moduleAt(program, site.path)).slice(site.at, site.end);
    const isPut = PUTS_BEFORE.test(site.name) || /^[\w$.]{1,80}\.(?:use|Use)\(/.test(code);
    const words = (): string => bare(code.slice(code.indexOf('(') + 1).slice(0, LONG));
    if (!isPut) {
      // Called with the whole application: `http.ListenAndServe(address, locked(mux))`.
      if (/^[\w$.]{1,80}\(/.test(code) && mentions(code.slice(0, code.indexOf('('))))
        yield gate(site, '', '', new Set(wordsOf(words())), true);
      continue;
    }
    if (!isAsking(code, words(), site.name, program, mentions, asks)) continue;
    const first = site.argument(0)?.constant;
    const prefix = typeof first === 'string' && first.startsWith('/') ? first : '';
    const names = wordsOf(words());
    const isMount = MOUNTS.test(site.name) || names.some((name) => routers.has(name));
    yield gate(site, receiverOf(code), prefix, new Set(names), isMount);
  }
  for (const module of products(program)) {
    for (const one of module.functions) {
      for (const { at, end } of one.decorators) {
        const code = codeOf(module).slice(at, end);
        if (!DECORATES.test(code)) continue;
        if (!asks(one) && !WORDS.test(codeOf(module).slice(one.at, one.end))) continue;
        yield {
          path: module.path,
          at,
          receiver: receiverOf(code),
          prefix: '',
          isOrdered: false,
          reach: undefined,
          names: new Set(),
          isMount: false,
        };
      }
    }
  }
}

function gate(
  { at, language, path, within }: CallSite,
  receiver: string,
  prefix: string,
  names: ReadonlySet<string>,
  isMount: boolean,
): Gate {
  return {
    path,
    at,
    receiver,
    prefix: (prefix.split('*', 1)[0] ?? '').replace(/\/$/, ''),
    isOrdered: language !== 'python' && !receiver.includes('.') && receiver !== '',
    reach: within?.name === '' ? within : undefined,
    names,
    isMount,
  };
}

function isAsking(
  code: string,
  words: string,
  name: string,
  program: Program,
  mentions: (code: string) => boolean,
  asks: (node: FunctionNode) => boolean,
): boolean {
  if (mentions(words)) return true;
  if (REFUSES.test(code) && takes(code)) return true;
  if (!name.endsWith('.add_middleware')) return WORDS.test(words.split('=>', 1)[0] ?? '');
  if (HARMLESS.test(words.split(',', 1)[0] ?? '')) return false;
  // Of a class of this program the code was looked at; of another it is not known.
  const [first = ''] = wordsOf(words);
  const own = products(program).find((module) =>
    new RegExp(`^class ${first}\\b`, 'm').test(codeOf(module)),
  );
  return own === undefined || own.functions.some((one) => asks(one)) || WORDS.test(first);
}

function isBehind(
  program: Program,
  files: ReadonlySet<string>,
  { at, isMount, isOrdered, names, path, prefix, reach, receiver }: Gate,
  route: Registered,
): boolean {
  if (path !== route.path) {
    const named = [...namedIn(program, path, names)].filter((one) => files.has(one));
    if (named.length > 0) return named.includes(route.path);
    return prefix === '' && receiver !== '' && isAbove(program, path, route.path);
  }
  if (names.has(route.receiver)) return true;
  if (isMount) return false;
  if (reach !== undefined && (route.at < reach.at || reach.end < route.at)) return false;
  if (receiver !== route.receiver) {
    return prefix === '' && isMountedOn(program, receiver, at, route);
  }
  return (!isOrdered || at < route.at) && route.name.startsWith(prefix);
}

/** The files of the program that imported names of a file mean. */
function namedIn(program: Program, path: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const module = program.modules.find((one) => one.path === path);
  const found = new Set<string>();
  for (const one of module?.body ?? []) {
    if (module === undefined || one.kind !== 'import') continue;
    for (const { imported, local } of one.names) {
      if (!names.has(local)) continue;
      // `from . import notes` names a file of the folder.
      const inner = `${one.from}${one.from.endsWith('.') ? '' : '.'}${imported}`;
      const own = module.language === 'python' ? program.imported(inner, module) : [];
      for (const file of own.length > 0 ? own : program.imported(one.from, module))
        found.add(file.path);
    }
  }
  return found;
}

/** For each file whose routers another file puts in their places: that other. */
function placesOf(program: Program): ReadonlyMap<string, string> {
  const places = new Map<string, string>();
  for (const { at, end, path, name, role } of program.calls) {
    if (role !== 'product' || !PUTS_BEFORE.test(name)) continue;
    const module = moduleAt(program, path);
    const words = wordsOf(codeOf(module).slice(at, end).slice(0, LONG));
    for (const file of namedIn(program, path, new Set(words)))
      if (file !== path && !places.has(file)) places.set(file, path);
  }
  return places;
}

/** Whether a file puts together what another declares: it imports it, or imports what does. */
function isAbove(program: Program, above: string, below: string): boolean {
  const module = program.modules.find(({ path }) => path === above);
  if (module === undefined) return false;
  const near = importsOf(program, module);
  return (
    near.some(({ path }) => path === below) ||
    near.some((one) => importsOf(program, one).some(({ path }) => path === below))
  );
}

const imports = new WeakMap<SourceModule, readonly SourceModule[]>();

function importsOf(program: Program, module: SourceModule): readonly SourceModule[] {
  let found = imports.get(module);
  if (found === undefined) {
    found = module.body.flatMap((one) =>
      one.kind === 'import' ? program.imported(one.from, module) : [],
    );
    imports.set(module, found);
  }
  return found;
}

/** Whether a router is put below an application after a gate of it, or comes from elsewhere. */
function isMountedOn(
  program: Program,
  receiver: string,
  after: number,
  route: Registered,
): boolean {
  const module = program.modules.find(({ path }) => path === route.path);
  if (module === undefined) return true;
  const name = route.receiver.replaceAll('$', '\\$').replaceAll('.', '\\.');
  if (name === '') return true;
  const code = codeOf(module);
  if (!new RegExp(`(?:^|[^\\w.])${name}(?:\\s*:[^=\\n]{0,60})?\\s*:?=[^=]`).test(code)) return true;
  const mount = new RegExp(
    `${receiver.replaceAll('$', '\\$').replaceAll('.', '\\.')}\\.(?:use|route|register|mount|include_router|register_blueprint|Mount)\\([^;\\n]{0,160}\\b${name}\\b`,
  ).exec(code);
  return mount !== null && (module.language === 'python' || mount.index > after);
}
