import type { ValueView } from '../../../domain/flow.ts';
import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { callsIn, hasBeside } from '../../source/program.ts';
import { AUTHENTICATES } from '../../source/protection.ts';

const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]', '0', '*']);
/** Frameworks that listen on the local address alone unless they are told otherwise. */
const LOCAL_BY_DEFAULT = /fastify|koa-local|vite/i;

function isEverywhere(value: ValueView | undefined): boolean {
  return typeof value?.constant === 'string' && EVERYWHERE.has(value.constant);
}

/** Where a call binds: at every address, or as `undefined` says, not so or not known. */
function binding(call: CallSite): string | undefined {
  if (call.language === 'javascript') return javascript(call);
  if (call.language === 'python') {
    const host = call.argument('host') ?? call.argument('default');
    const isServer =
      /(?:^|\.)(?:run|run_app|Config|FastMCP|run_async|serve|TCPSite|run_http_async|run_sse_async)(?:\(\))?$/.test(
        call.name,
      );
    const isFlag =
      call.name.endsWith('.add_argument') &&
      /host|bind|address/.test(String(call.argument(0)?.constant ?? ''));
    return (isServer || isFlag) && isEverywhere(host)
      ? `its host is ${String(host?.constant)}`
      : undefined;
  }
  const address = call.argument(0)?.constant;
  const isListen = /net\/http\.ListenAndServe(?:TLS)?$/.test(call.name);
  return isListen && typeof address === 'string' && /^(?:0\.0\.0\.0|\[::\])?:\d+$/.test(address)
    ? `the address is ${address}`
    : undefined;
}

function javascript(call: CallSite): string | undefined {
  if (!/(?:^|\.)(?:listen|serve)$/.test(call.name) || LOCAL_BY_DEFAULT.test(call.name))
    return undefined;
  if (
    !/(?:express|http|https|createServer|hono|app|server|httpServer)/i.test(call.name) &&
    !call.name.startsWith('?')
  )
    return undefined;
  const first = call.argument(0);
  if (first === undefined || first.isFunction) return undefined;
  if (typeof first.constant === 'string' && !/^\d+$/.test(first.constant)) return undefined;
  if (/sock(?:et)?|pipe|path/i.test(first.text)) return undefined;
  if (first.fields !== undefined || first.field('port') !== undefined) {
    const host = first.field('host') ?? first.field('hostname');
    if (host !== undefined) return isEverywhere(host) ? 'its host is every address' : undefined;
    return first.field('port') !== undefined && first.fields !== undefined
      ? 'no host is given'
      : undefined;
  }
  if (call.name.endsWith('serve')) return undefined;
  const second = call.argument(1);
  if (second === undefined || second.isFunction) return 'no host is given';
  return isEverywhere(second) ? `its host is ${String(second.constant)}` : undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  for (const call of callsIn(program, (name) =>
    /(?:listen|serve|run|run_app|Config|FastMCP|run_async|add_argument|TCPSite|ListenAndServe|ListenAndServeTLS|run_http_async|run_sse_async)(?:\(\))?$/.test(
      name,
    ),
  )) {
    const how = binding(call);
    if (how === undefined) continue;
    const isGuarded = hasBeside(program, call.path, AUTHENTICATES);
    yield {
      path: call.path,
      at: call.at,
      end: call.end,
      because: `The server listens at every address, for ${how}${isGuarded ? '' : ', and nothing in it asks for a credential'}.`,
      severity: isGuarded ? 'low' : 'medium',
    };
  }
}

const typescript = (listen: string): Readonly<Record<string, string>> => ({
  'src/server.ts': `import express from 'express';
const app = express();
app.post('/mcp', async (request, response) => { await transport.handleRequest(request, response); });
${listen}
`,
});

export const rule: Rule<'source'> = {
  id: 'source/wildcard-bind',
  severity: 'medium',
  confidence: 'high',
  title: 'Server listens at every network address',
  why: 'Whoever reaches the machine over a network reaches the server, and a server that was made for one user rarely expects others.',
  fix: 'Listen at 127.0.0.1 unless the user asks for more, and ask for a credential where others can reach the server.',
  controls: ['TRF-12'],
  techniques: ['unauthenticated-access'],
  cwe: [668, 1327],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      typescript('app.listen(3000, () => console.error("ready"));'),
      {
        'server.py':
          "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP('notes', host='0.0.0.0', port=8000)\nmcp.run(transport='streamable-http')\n",
      },
      {
        'go.mod': 'module example.test/server\n',
        'main.go':
          'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n',
      },
    ],
    good: [
      typescript('app.listen(3000, "127.0.0.1", () => console.error("ready"));'),
      {
        'server.py':
          "from mcp.server.fastmcp import FastMCP\n\nmcp = FastMCP('notes', host='127.0.0.1', port=8000)\nmcp.run(transport='streamable-http')\n",
      },
    ],
    nearMiss: [
      typescript('app.listen("/run/notes.sock");'),
      typescript('app.listen(socketPath, () => console.error("ready"));'),
      {
        'go.mod': 'module example.test/server\n',
        'main.go':
          'package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe("localhost:8080", nil)\n}\n',
      },
    ],
  },
  detect,
};
