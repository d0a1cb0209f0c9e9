import { pointersIn } from '../../../domain/entry-pointers.ts';
import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { cut, localLaunch, notRemote } from './parts/launch.ts';
import { isBridge } from './parts/hosts.ts';

export const rule: Rule<'config'> = {
  id: 'config/deprecated-transport',
  severity: 'low',
  confidence: 'high',
  title: 'Server is reached over a transport that the protocol has given up',
  why: 'HTTP+SSE was replaced in 2025; servers that still offer it miss later protections (checks of Origin, headers and sessions), and clients are dropping it.',
  fix: 'Use the Streamable HTTP address of the server (often /mcp in place of /sse) with type "http".',
  controls: ['TRF-14', 'LIF-06'],
  techniques: ['insecure-communication'],
  cwe: [477],
  top10: { csa: ['MCP-10'], owasp: [] },
  examples: {
    bad: [
      entry({ type: 'sse', url: 'https://notes.example.com/sse' }),
      entry({ url: 'https://notes.example.com/sse' }),
      entry({ transport: 'sse', serverUrl: 'https://notes.example.com/events' }),
      entry({
        command: 'npx',
        args: ['mcp-remote@0.1.2', 'https://a.example/sse', '--transport', 'sse-only'],
      }),
    ],
    good: [entry({ type: 'http', url: 'https://notes.example.com/mcp' })],
    nearMiss: [
      entry({ type: 'http', url: 'https://notes.example.com/sse' }),
      entry({ url: 'https://notes.example.com/assets' }),
      entry({
        command: 'npx',
        args: ['mcp-remote@0.1.2', 'https://a.example/sse', '--transport', 'http-first'],
      }),
    ],
  },
  notApplicable: (subject) =>
    isBridge(localLaunch(subject)?.command.packages[0]?.name) ? undefined : notRemote(subject),
  *detect(subject) {
    const { launch, raw } = subject;
    if (launch?.transport === 'sse') {
      const { type, url } = pointersIn(raw);
      const isDeclared = raw[type.slice(1)] !== undefined;
      yield { at: isDeclared ? type : url, shows: cut(redact(launch.url)) };
      return;
    }
    const local = localLaunch(subject);
    if (local === undefined || !isBridge(local.command.packages[0]?.name)) return;
    const only = local.command.args.find(({ text }) => /^sse(?:-only)?$/.test(text));
    if (only !== undefined) yield { at: local.place(only.at), shows: local.show(only.at) };
  },
};
