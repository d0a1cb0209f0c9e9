import type { CallSite, EntryPoint, Program } from '../../domain/program.ts';
import { receiverOf } from './callers.ts';
import type { Registered } from './callers.ts';
import { codeOf, moduleAt } from './program.ts';

// How HTTP routes are registered: in calls, by decorators, or in nothing that was seen.

const CHANGES = /\.(?:post|put|patch|delete|add_post|add_put|add_patch|add_delete)$/i;
/** Where the method is in the path, in an argument, or nowhere, and the last words of the path tell. */
const CHANGES_PATH =
  /^(?:POST|PUT|PATCH|DELETE) |[/_-](?:add|clear|create|delete|drop|forget|import|kick|purge|remove|reset|restart|restore|revoke|rotate|save|set|stop|update|wipe|write)\b/i;
const CHANGES_METHOD = /methods ?= ?[[(]?['"](?:POST|PUT|PATCH|DELETE)/;

export const PATH: RegExp = /^(?:[A-Z]+ )?\//;
/** What a registration has as its first argument, where that is one text. */
export const pathOf = (site: CallSite): string => String(site.argument(0)?.constant ?? '');

/** A route as it is registered, with what stands before its handler. */
export interface Registration extends Registered {
  readonly entry: EntryPoint;
  /** The call or the decorators, without what the handler does. */
  readonly head: string;
  /** Whether the place is seen where a path is given to it. */
  readonly isRegistered: boolean;
  readonly end: number;
}

export type Sites = ReadonlyMap<string, readonly CallSite[]>;

/** The route as it is registered: the middleware in a call, or decorators and parameters. */
export function registrationOf(
  program: Program,
  sites: Sites,
  entry: EntryPoint,
): Registration | undefined {
  const { at, function: node, registeredIn: path } = entry;
  const decorator = node.decorators.find((one) => one.at === at);
  const beside = sites.get(path) ?? [];
  const own = decorator === undefined ? beside.find((one) => one.at === at) : undefined;
  // `mux.Handle("/notes", guard(http.HandlerFunc(list)))`: the path stands in the call around.
  const site =
    own?.name === 'net/http.HandlerFunc'
      ? beside.find((one) => one.at < at && own.end < one.end && PATH.test(pathOf(one)))
      : own;
  if (own !== undefined && site === undefined) return undefined;
  if (site !== undefined) {
    const code = codeOf(moduleAt(program, path));
    const between = Array.from({ length: Math.max(0, site.count - 2) }, (_, index) =>
      site.argument(index + 1),
    );
    const wrapping = site === own ? '' : code.slice(site.at, at);
    const name = site === own ? entry.name : pathOf(site);
    if (name === undefined || /\.use$/i.test(site.name)) return undefined;
    return {
      entry,
      handler: node,
      path,
      name,
      head: `${/^[\w$.]{1,80}\.With\([^()\n]{1,80}/.exec(code.slice(site.at, site.end))?.[0] ?? ''} ${wrapping} ${between.map((value) => value?.text ?? '').join(' ')}`,
      receiver: receiverOf(code.slice(site.at, site.end)),
      isRegistered: true,
      at: site.at,
      end: path === entry.path && node.at > site.at ? Math.min(site.end, node.at) : site.end,
    };
  }
  if (entry.name === undefined) return undefined;
  const start = Math.min(node.at, ...node.decorators.map((one) => one.at));
  const bodyAt = node.body[0]?.at ?? node.end;
  const module = program.moduleOf(node);
  const code = codeOf(module);
  return {
    entry,
    handler: node,
    path: module.path,
    name: entry.name,
    head: code.slice(start, bodyAt).replace(` ${node.name}(`, ' ('),
    receiver: decorator === undefined ? '' : receiverOf(code.slice(decorator.at, decorator.end)),
    isRegistered: decorator !== undefined,
    at: start,
    end: bodyAt,
  };
}

/** Whether a route is for changing something, by its method, or by its path where that tells none. */
export function changes({ entry: { registration }, handler, head, name }: Registration): boolean {
  if (CHANGES_PATH.test(name) || CHANGES_METHOD.test(head)) return true;
  if (registration !== undefined) return CHANGES.test(registration.name);
  return handler.decorators.some(
    (one) =>
      one.kind === 'call' && one.callee.kind === 'member' && CHANGES.test(`.${one.callee.name}`),
  );
}
