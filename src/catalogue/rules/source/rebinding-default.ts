import type { Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { FunctionNode, Parameter, SourceModule } from '../../../domain/source.ts';
import { codeOf, products } from '../../source/program.ts';
import { AUTHENTICATES } from '../../source/protection.ts';

/** A switch for the protection, where nobody sets it or somebody sets it to off. */
const OFF =
  /\b_?(?:enable|disable|use|validate|check)?_?(?:dns_?rebinding(?:_?protection)?|host_?(?:header_?)?(?:validation|check)|origin_?(?:header_?)?(?:validation|check))\w{0,10}['"]?(?:\s*:\s*(?:bool|boolean)(?:\s*\|\s*None)?)?\s*(?:=|:|\?\?|\|\|)\s*(?:options\.\w{1,60}\s*(?:\?\?|\|\|)\s*)?(?:false|False)\b/gi;
/** What is handed in to protect the server. */
const SETTINGS =
  /^(?:transport_?security|security_?settings|allowed_?hosts|allowed_?origins|host_?(?:check|validation))$/i;
const HOST = /^(?:host|hostname|bind_?address|listen_?address)$/i;
const LOCAL = /^(?:127\.0\.0\.1|localhost|::1)$/;
/** Somewhere the local addresses are told from others: to protect those that are local. */
const TELLS_LOCAL =
  /(?:['"`](?:127\.0\.0\.1|localhost|\[?::1\]?)['"`]\s*,?\s*){2,3}[\])}]|\bisLoopback\b|\bIsLoopback\(|is_?local_?(?:host|address)|is_loopback/i;

const TRANSPORT = /\bclass\s+\w{0,60}Transport\b/;

function isNothing({ fallback }: Parameter): boolean {
  if (fallback?.kind === 'list') return fallback.items.length === 0;
  return fallback?.kind === 'literal' && (fallback.value === null || fallback.value === false);
}

function isLocal({ fallback }: Parameter): boolean {
  return (
    fallback?.kind === 'literal' && typeof fallback.value === 'string' && LOCAL.test(fallback.value)
  );
}

const nameOf = ({ target }: Parameter): string => (target.kind === 'name' ? target.name : '');

/** A function that listens at a local address unless told otherwise, and then leaves the protection out. */
function leftOut({ parameters }: FunctionNode): Parameter | undefined {
  if (!parameters.some((one) => HOST.test(nameOf(one)) && isLocal(one))) return undefined;
  return parameters.find((one) => SETTINGS.test(nameOf(one)) && isNothing(one));
}

function* offIn(module: SourceModule): Generator<SourceMatch> {
  const { path } = module;
  const code = codeOf(module);
  // A server that asks for a token may do without; a transport does not know whether its server does.
  const isProtected = AUTHENTICATES.test(code) && !TRANSPORT.test(code);
  for (const { 0: text, index } of code.matchAll(OFF)) {
    if (isProtected || /\bdisable/i.test(text)) continue;
    yield {
      path,
      at: index,
      end: index + text.length,
      because: `\`${text}\`: the Host and Origin headers are looked at only where somebody asks for it.`,
    };
  }
  for (const node of module.functions) {
    const found = leftOut(node);
    if (found === undefined) continue;
    yield {
      path,
      at: found.at,
      end: found.end,
      because: `Who sets no \`${nameOf(found)}\` gets a server at a local address that looks at neither Host nor Origin.`,
    };
  }
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = products(program);
  if (modules.some((module) => TELLS_LOCAL.test(codeOf(module)))) return;
  for (const module of modules) yield* offIn(module);
}

const transport = (value: string, helper = ''): Readonly<Record<string, string>> => ({
  'src/transport.ts': `export class HttpServerTransport {
  constructor(options) {
    this.hosts = options.allowedHosts;
    this.enableDnsRebindingProtection = ${value};
  }
  handle(request, response) {
    if (this.enableDnsRebindingProtection && !this.hosts.includes(request.headers.host)) return response.writeHead(403).end();
    return this.dispatch(request, response);
  }
}
${helper}
`,
});

const server = (body: string): Readonly<Record<string, string>> => ({
  'framework/server.py': `from framework.transport import Transport


class Server:
    def __init__(self, name: str, host: str = '127.0.0.1', port: int = 8000, transport_security=None):
        ${body}
        self.transport = Transport(host, port, transport_security)
`,
});

export const rule: Rule<'source'> = {
  id: 'source/rebinding-default',
  severity: 'medium',
  confidence: 'medium',
  title: 'Protection against DNS rebinding is off unless somebody asks for it',
  why: 'Few who start a server on their own machine know that a web page can reach it under a name of its own, so most run it unprotected.',
  fix: 'Switch the check of Host and Origin on by itself where the server listens at a local address, and let whoever has other protection switch it off.',
  controls: ['TRF-13'],
  techniques: ['unauthenticated-access'],
  cwe: [1188, 346, 350],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      transport('options.enableDnsRebindingProtection ?? false'),
      server('self.name = name'),
      {
        'server.py': `from mcp.server.fastmcp import FastMCP
from mcp.server.transport_security import TransportSecuritySettings

mcp = FastMCP('notes', transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False))
mcp.run(transport='streamable-http')
`,
      },
    ],
    good: [
      transport('options.enableDnsRebindingProtection ?? true'),
      server(
        "if transport_security is None and host in ('127.0.0.1', 'localhost', '::1'):\n            transport_security = local_only()",
      ),
    ],
    nearMiss: [
      transport(
        'options.enableDnsRebindingProtection ?? false',
        "export const protect = (app, host) => { if (['127.0.0.1', 'localhost', '::1'].includes(host)) app.use(checkHost); };",
      ),
      server("transport_security = transport_security or ['127.0.0.1', 'localhost']"),
    ],
  },
  detect,
};
