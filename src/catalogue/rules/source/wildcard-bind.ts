import type { ValueView } from '../../../domain/flow.ts';
import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { callsIn, hasBeside } from '../../source/program.ts';
import { AUTHENTICATES } from '../../source/protection.ts';

const EVERYWHERE = new Set(['0.0.0.0', '::', '[::]', '0', '*']);
/** Frameworks that listen on the local address alone unless they are told otherwise. */
const LOCAL_BY_DEFAULT = /fastify|koa-local|vite/i;

/** Every address where nobody sets the variable of the environment. */
const UNLESS_SET =
  /(?:\|\||\?\?)\s*['"`](?:0\.0\.0\.0|::)['"`]|(?:environ\.get|getenv|_env)\(\s*['"]\w{1,60}['"]\s*,\s*['"](?:0\.0\.0\.0|::)['"]/;

function isEverywhere(value: ValueView | undefined): boolean {
  if (value === undefined) return false;
  return typeof value.constant === 'string'
    ? EVERYWHERE.has(value.constant)
    : UNLESS_SET.test(value.text);
}

/** What a host is, for the reader. */
function shown(value: ValueView | undefined): string {
  return typeof value?.constant === 'string' ? value.constant : 'every address unless it is set';
}

/** Where a call binds: at every address, or as `undefined` says, not so or not known. */
function binding(call: CallSite): string | undefined {
  if (call.language === 'javascript') return javascript(call);
  if (call.language === 'python') {
    if (/HTTPServer$|TCPServer$/.test(call.name)) {
      const first = call.argument(0)?.items?.[0];
      return first?.constant === '' || isEverywhere(first) ? 'its address is for all' : undefined;
    }
    const host = call.argument('host') ?? call.argument('default');
    const isServer =
      /(?:^|\.)(?:run|run_app|Config|FastMCP|run_async|serve|TCPSite|run_http_async|run_sse_async|create_server|start_server)(?:\(\))?$/.test(
        call.name,
      );
    const isFlag =
      /\.add_argument$|^(?:a?sync)?click\.option$|^typer\.Option$/.test(call.name) &&
      /host|bind|address/.test(String(call.argument(0)?.constant ?? ''));
    return (isServer || isFlag) && isEverywhere(host) ? `its host is ${shown(host)}` : undefined;
  }
  return go(call);
}

/** Go: an address without a host is every address. */
function go(call: CallSite): string | undefined {
  const isListen = /net\/http\.ListenAndServe(?:TLS)?$/.test(call.name);
  const isStart = /\.New(?:StreamableHTTPServer|SSEServer)\(\)\.Start$/.test(call.name);
  const isSocket = /^net\.Listen$/.test(call.name);
  if (!isListen && !isStart && !isSocket) return undefined;
  const value = call.argument(isSocket ? 1 : 0);
  const address = typeof value?.constant === 'string' ? value.constant : (value?.prefix ?? '');
  return /^(?:0\.0\.0\.0|\[::\])?:(?:\d+$|$)/.test(address)
    ? `the address is ${address}`
    : undefined;
}

function javascript(call: CallSite): string | undefined {
  if (/^(?:Bun|Deno)\.serve$/.test(call.name)) {
    const host = call.argument(0)?.field('hostname');
    const isOpen = host === undefined ? call.argument(0)?.fields !== undefined : isEverywhere(host);
    return isOpen ? 'no host of this machine is given' : undefined;
  }
  if (!/(?:^|\.)(?:listen|serve|start)$/.test(call.name)) return undefined;
  if (call.name.endsWith('start')) {
    const host = call.argument(0)?.field('httpStream')?.field('host');
    return isEverywhere(host) ? `its host is ${shown(host)}` : undefined;
  }
  if (LOCAL_BY_DEFAULT.test(call.name)) {
    const host = call.argument(0)?.field('host');
    return isEverywhere(host) ? `its host is ${shown(host)}` : undefined;
  }
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
  return isEverywhere(second) ? `its host is ${shown(second)}` : undefined;
}

function* detect(program: Program): Generator<SourceMatch> {
  for (const call of callsIn(program, (name) =>
    /(?:[lL]isten|serve|[sS]tart|run|run_app|Config|FastMCP|run_async|add_argument|option|Option|TCPSite|TCPServer|HTTPServer|create_server|start_server|ListenAndServe|ListenAndServeTLS|run_http_async|run_sse_async)(?:\(\))?$/.test(
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
      typescript('app.listen(3000, setting.host || "0.0.0.0");'),
      {
        'server.py':
          "from http.server import HTTPServer\nfrom handlers import Handler\n\nHTTPServer(('', 8000), Handler).serve_forever()\n",
      },
      {
        'server.py':
          "import os\nimport uvicorn\nfrom app import app\n\nuvicorn.run(app, host=os.environ.get('HOST', '0.0.0.0'), port=8000)\n",
      },
      {
        'go.mod': 'module example.test/server\n',
        'main.go':
          'package main\n\nimport "github.com/mark3labs/mcp-go/server"\n\nfunc main() {\n\thttp := server.NewStreamableHTTPServer(build())\n\thttp.Start(":8080")\n}\n',
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
