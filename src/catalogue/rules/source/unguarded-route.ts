import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode } from '../../../domain/source.ts';
import { bare, callersOf, REFUSES } from '../../source/callers.ts';
import type { Callers } from '../../source/callers.ts';
import { changes, PATH, pathOf, registrationOf } from '../../source/registrations.ts';
import type { Registration } from '../../source/registrations.ts';
import { running, spawning } from '../../source/processes.ts';
import { callsIn, codeOf, hasBeside, moduleAt } from '../../source/program.ts';
import { AUTHENTICATES, CHECKS_ORIGIN } from '../../source/protection.ts';
import { examples } from './examples/unguarded-route.ts';

/** What stands in a route that asks who is there. */
const GUARD =
  /auth(?!or)|authori[sz]|guard|api_?key|token|verify|login|permission|protect|require|current_?user|session|csrf|secret|signature|isAdmin|origin/i;
/** What does so in a handler, or in what it calls, where it was not seen to refuse anybody. */
const HANDLED = /auth(?!or)|guard|verify|login|permission|protect|current_?user|csrf|isAdmin/i;
/** What does so where somebody is refused. */
const HANDLED_REFUSING = /api_?key|session|signature|origin|token|secret|cookie/i;
/** Routes that are meant for whoever has not logged in yet, or tell nothing. */
const OPEN =
  /^\/?$|^\*|health|ready|live|ping|status|metrics|version|login|logout|signin|signup|register|oauth|authori[sz]e|callback|token|well-known|favicon|robots|static|assets|docs|openapi|webhook|public|info/i;
/** So many routes have to be guarded before it is a habit; for a route that changes things, one. */
const HABIT = 2;
const DEEP = 4;
const MOST_FUNCTIONS = 300;
const STARTS = new Set([
  ...spawning,
  ...running,
  'child_process.exec',
  'child_process.execSync',
  'os.system',
  'os.popen',
  'asyncio.create_subprocess_exec',
  'asyncio.create_subprocess_shell',
  'os/exec.Command',
  'os/exec.CommandContext',
]);
const STARTS_SERVER = /(?:^|\.)(?:StdioClientTransport|stdio_client|StdioTransport)$/;

/** Calls that give a handler a path. */
const REGISTERS = /\.(?:Handle|HandleFunc|Method|Mount|Route|all|any|get|post|mount|add_route)$/;

/** Whether something before the handler, or the handler, asks who calls. */
function isAsked(callers: Callers, route: Registration): boolean {
  return GUARD.test(bare(route.head)) || isSeenToAsk(callers, route);
}

/** The same, where the check is of this program. */
function isSeenToAsk(callers: Callers, route: Registration): boolean {
  const { entry, head } = route;
  return callers.mentions(head) || callers.asks(entry.function) || callers.stands(route);
}

/** Registrations behind a check whose handler is not of this program, such as a transport. */
function guardedPlaces(
  program: Program,
  callers: Callers,
  sites: readonly CallSite[],
  routes: readonly Registration[],
): readonly CallSite[] {
  return sites.filter(
    (site) =>
      REGISTERS.test(site.name) &&
      PATH.test(pathOf(site)) &&
      !routes.some(({ at }) => at === site.at) &&
      callers.mentions(codeOf(moduleAt(program, site.path)).slice(site.at, site.end).slice(0, 400)),
  );
}

/** Whether there are words of asking in the handler or in what it calls. */
function mayAsk(program: Program, { entry: { function: node } }: Registration): boolean {
  const code = [node, ...program.callees(node)]
    .map((one) => codeOf(program.moduleOf(one)).slice(one.at, one.end))
    .join('\n');
  return HANDLED.test(code) || (HANDLED_REFUSING.test(code) && REFUSES.test(code));
}

/** The call by which a function, or one that it calls, starts a program. */
function startIn(
  program: Program,
  starts: ReadonlyMap<string, readonly CallSite[]>,
  node: FunctionNode,
): CallSite | undefined {
  const seen = new Set([node]);
  let level = [node];
  for (let depth = 0; depth < DEEP && seen.size < MOST_FUNCTIONS; depth++) {
    for (const one of level) {
      const { path } = program.moduleOf(one);
      const found = starts.get(path)?.find((call) => one.at <= call.at && call.end <= one.end);
      if (found !== undefined) return found;
    }
    level = level.flatMap((one) => program.callees(one)).filter((one) => !seen.has(one));
    for (const one of level) seen.add(one);
  }
  return undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  const entries = program.entries.filter(
    ({ function: node, origin, registeredIn: path }) =>
      origin === 'request' &&
      program.moduleOf(node).role === 'product' &&
      program.modules.some((module) => module.path === path && module.role === 'product'),
  );
  if (entries.length === 0) return;
  const sites = Map.groupBy(program.calls, ({ path }) => path);
  const starts = Map.groupBy(
    callsIn(program, (name) => STARTS.has(name) || STARTS_SERVER.test(name)),
    ({ path }) => path,
  );
  const routes = entries
    .map((entry) => registrationOf(program, sites, entry))
    .filter((route) => route !== undefined);
  const callers = callersOf(
    program,
    routes.filter(({ isRegistered }) => isRegistered),
  );
  const groups = Map.groupBy(routes, (route) => callers.placeOf(route.path));
  for (const [path, group] of groups) {
    const asked = group.filter((route) => isAsked(callers, route));
    const open = group.filter((route) => !asked.includes(route) && !mayAsk(program, route));
    const guarded = [
      ...asked.filter(({ isRegistered }) => isRegistered),
      ...guardedPlaces(program, callers, sites.get(path) ?? [], group),
    ];
    const closed = open.filter(
      (route) =>
        route.isRegistered && (!OPEN.test(route.name) || (route.name === '/' && changes(route))),
    );
    const isHabit = guarded.length >= HABIT && guarded.length >= open.length;
    const isSeen =
      guarded.length > asked.length || asked.some((route) => isSeenToAsk(callers, route));
    const isOdd = guarded.length >= 1 && guarded.length >= closed.filter(changes).length;
    const isProtected =
      hasBeside(program, path, AUTHENTICATES) || hasBeside(program, path, CHECKS_ORIGIN);
    for (const route of open) {
      const { at, end, entry, name } = route;
      const start = isProtected ? undefined : startIn(program, starts, entry.function);
      if (start !== undefined) {
        yield {
          path: route.path,
          at,
          end,
          because: `A request to \`${name}\` starts a program with \`${start.name}\`, and no code of this server asks who sent it.`,
          severity: 'high',
        };
      } else if ((isHabit || (isOdd && (isSeen || changes(route)))) && closed.includes(route)) {
        yield {
          path: route.path,
          at,
          end,
          because: `\`${name}\` has no check of who asks, while ${guarded.length === 1 ? 'a route beside it has' : `${guarded.length} routes beside it have`} one.`,
        };
      }
    }
  }
}

export const rule: Rule<'source'> = {
  id: 'source/unguarded-route',
  severity: 'medium',
  confidence: 'medium',
  title: 'HTTP route does not ask who calls it',
  why: 'Whoever can reach the port, a page in the user’s browser included, uses the route as if it were the owner of the server.',
  fix: 'Put the check that the other routes have before this one too, best once for the whole router; a route that starts programs needs a token even on the local address.',
  controls: ['TRF-07'],
  techniques: ['unauthenticated-access'],
  cwe: [306, 862],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples,
  detect,
};
