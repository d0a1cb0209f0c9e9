import type { CallSite, EntryPoint, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode } from '../../../domain/source.ts';
import { running, spawning } from '../../source/processes.ts';
import { callsIn, codeOf, hasBeside } from '../../source/program.ts';
import { AUTHENTICATES, CHECKS_ORIGIN } from '../../source/protection.ts';

/** What stands in a route, or in what it calls, that asks who is there. */
const GUARD =
  /auth(?!or)|authori[sz]|guard|api_?key|token|verify|login|permission|protect|require|current_?user|session|csrf|secret|signature|isAdmin|origin/i;
/** Routes that are meant for whoever has not logged in yet, or tell nothing. */
const OPEN =
  /^\/?$|^\*|health|ready|live|ping|status|metrics|version|login|logout|signin|signup|register|oauth|authori[sz]e|callback|token|well-known|favicon|robots|static|assets|docs|openapi|webhook|public|info/i;
/** So many routes of a module have to be guarded before it is a habit; for a route that changes things, one. */
const HABIT = 2;
const CHANGES = /\.(?:post|put|patch|delete)$/i;
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

interface Route {
  readonly entry: EntryPoint;
  /** The call or the decorators, without what the handler does. */
  readonly head: string;
  readonly at: number;
  readonly end: number;
}

/** The route as it is registered: the middleware in a call, or decorators and parameters. */
function routeOf(program: Program, sites: ReadonlyMap<string, CallSite>, entry: EntryPoint): Route {
  const { at, function: node, path } = entry;
  const isDecorated = node.decorators.some((one) => one.at === at);
  const site = isDecorated ? undefined : sites.get(`${path}:${at}`);
  if (site !== undefined) {
    const between = Array.from({ length: Math.max(0, site.count - 2) }, (_, index) =>
      site.argument(index + 1),
    );
    const head = between.map((value) => value?.text ?? '').join(' ');
    return {
      entry,
      head,
      at: site.at,
      end: Math.min(site.end, node.at > site.at ? node.at : site.end),
    };
  }
  const start = Math.min(node.at, ...node.decorators.map((one) => one.at));
  const bodyAt = node.body[0]?.at ?? node.end;
  return {
    entry,
    head: codeOf(program.moduleOf(node)).slice(start, bodyAt),
    at: start,
    end: bodyAt,
  };
}

/** Whether a route is for changing something, by its method. */
function changes({ entry: { function: node, registration } }: Route): boolean {
  if (registration !== undefined) return CHANGES.test(registration.name);
  return node.decorators.some(
    (one) =>
      one.kind === 'call' && one.callee.kind === 'member' && CHANGES.test(`.${one.callee.name}`),
  );
}

function isGuarded(program: Program, { entry: { function: node }, head }: Route): boolean {
  if (GUARD.test(head)) return true;
  return [node, ...program.callees(node)].some((one) =>
    GUARD.test(codeOf(program.moduleOf(one)).slice(one.at, one.end)),
  );
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
  const sites = new Map(program.calls.map((call) => [`${call.path}:${call.at}`, call]));
  const starts = Map.groupBy(
    callsIn(program, (name) => STARTS.has(name) || STARTS_SERVER.test(name)),
    ({ path }) => path,
  );
  const routes = program.entries
    .filter(
      ({ function: node, name, origin, path }) =>
        origin === 'request' &&
        name !== undefined &&
        program.moduleOf(node).role === 'product' &&
        program.modules.some((module) => module.path === path && module.role === 'product'),
    )
    .map((entry) => routeOf(program, sites, entry));
  for (const [path, group] of Map.groupBy(routes, ({ entry }) => entry.path)) {
    const module = program.modules.find((one) => one.path === path);
    // A middleware for all routes, or a router that has its own.
    const isGuardedWhole =
      module === undefined ||
      /\.use\(\s{0,20}[^)\n]{0,120}(?:auth|guard|verify|token|protect|origin)|add_middleware\((?!CORS|GZip)|dependencies\s*=|@\w+\.(?:middleware|before_request)|addHook\(|@UseGuards/i.test(
        codeOf(module),
      );
    if (isGuardedWhole) continue;
    const open = group.filter((route) => !isGuarded(program, route));
    const guarded = group.filter(({ head }) => GUARD.test(head));
    const closed = open.filter(({ entry }) => !OPEN.test(entry.name ?? entry.function.name));
    const isHabit = guarded.length >= HABIT && guarded.length >= open.length;
    const isOdd = guarded.length >= 1 && guarded.length >= closed.filter(changes).length;
    const isProtected =
      hasBeside(program, path, AUTHENTICATES) || hasBeside(program, path, CHECKS_ORIGIN);
    for (const route of open) {
      const { at, end, entry } = route;
      const name = entry.name ?? entry.function.name;
      const start = isProtected ? undefined : startIn(program, starts, entry.function);
      if (start !== undefined) {
        yield {
          path,
          at,
          end,
          because: `A request to \`${name}\` starts a program with \`${start.name}\`, and no code of this server asks who sent it.`,
          severity: 'high',
        };
      } else if ((isHabit || (isOdd && changes(route))) && closed.includes(route)) {
        yield {
          path,
          at,
          end,
          because: `\`${name}\` has no check of who asks, while ${guarded.length === 1 ? 'a route beside it has' : `${guarded.length} routes beside it have`} one.`,
        };
      }
    }
  }
}

const express = (guard: string, before = ''): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { requireAuth } from './auth.js';
const app = express();
${before}
app.get('/notes', requireAuth, (request, response) => response.json(store.list()));
app.post('/notes', requireAuth, (request, response) => response.json(store.add(request.body)));
app.delete('/notes/:id', ${guard}(request, response) => response.json(store.remove(request.params.id)));
app.get('/health', (request, response) => response.send('ok'));
app.listen(3000, '127.0.0.1');
`,
});

const pair = (guard: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
import { requireAuth } from './auth.js';
const app = express();
app.get('/notes', requireAuth, (request, response) => response.json(store.list()));
app.delete('/notes', ${guard}(request, response) => response.json(store.clear()));
app.listen(3000, '127.0.0.1');
`,
});

const launcher = (guard: string): Readonly<Record<string, string>> => ({
  'src/proxy.ts': `import express from 'express';
import { spawn } from 'node:child_process';
const app = express();
const secret = process.env.PROXY_SECRET;
function open(query) {
  return spawn(String(query.command), []);
}
app.get('/connect', (request, response) => {
  ${guard}
  open(request.query).stdout.pipe(response);
});
app.listen(3000, '127.0.0.1');
`,
});

const fastapi = (parameters: string): Readonly<Record<string, string>> => ({
  'server.py': `from fastapi import Depends, FastAPI
from accounts import get_current_user

app = FastAPI()


@app.get('/notes')
async def read(user=Depends(get_current_user)):
    return store.list()


@app.post('/notes')
async def add(text: str, user=Depends(get_current_user)):
    return store.add(text)


@app.delete('/notes/{number}')
async def remove(number: int${parameters}):
    return store.remove(number)
`,
});

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
  examples: {
    bad: [express(''), launcher(''), fastapi(''), pair('')],
    good: [
      express('requireAuth, '),
      express('', 'app.use(requireAuth);'),
      pair('requireAuth, '),
      launcher(
        'if (request.headers.authorization !== `Bearer ${secret}`) { response.sendStatus(401); return; }',
      ),
      fastapi(', user=Depends(get_current_user)'),
    ],
    nearMiss: [
      {
        'src/server.ts': `import express from 'express';
const app = express();
app.get('/notes', (request, response) => response.json(store.list()));
app.post('/notes', (request, response) => response.json(store.add(request.body)));
app.listen(3000, '127.0.0.1');
`,
      },
    ],
  },
  detect,
};
