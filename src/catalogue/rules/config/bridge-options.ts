import { entry } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { isBridge } from './parts/hosts.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

const OPTIONS: ReadonlyMap<string, Pick<Match, 'because' | 'severity'>> = new Map([
  ['--allow-http', { because: 'It lets the connection, and what signs it in, go unencrypted.' }],
  [
    '--pass-environment',
    { because: 'The server gets every variable of the client, tokens of others included.' },
  ],
  ['--allow-origin=*', { because: 'Every web page that the user opens may call the tools.' }],
  ['--cors', { because: 'Every web page that the user opens may call the tools.' }],
]);

export const rule: Rule<'config'> = {
  id: 'config/bridge-options',
  severity: 'medium',
  confidence: 'high',
  title: 'Bridge to a remote server is told to protect less',
  why: 'The bridge stands between the client and the server and carries the user’s sign-in; a protection that is off there is off for everything behind it.',
  fix: 'Take the option away; reach the server over https, and name single origins and single variables where they are needed.',
  controls: ['TRF-11', 'TRF-13', 'RUN-10'],
  techniques: ['insecure-communication', 'token-theft'],
  cwe: [319, 942],
  top10: { csa: ['MCP-10', 'MCP-C08'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({
        command: 'npx',
        args: ['mcp-remote@0.1.2', 'https://a.example/mcp', '--allow-http'],
      }),
      entry({ command: 'uvx', args: ['mcp-proxy==0.8.0', '--pass-environment', 'notes'] }),
      entry({ command: 'uvx', args: ['mcp-proxy==0.8.0', '--allow-origin', '*', 'notes'] }),
      entry({ command: 'npx', args: ['supergateway@3.0.0', '--stdio', 'notes', '--cors'] }),
    ],
    good: [entry({ command: 'npx', args: ['mcp-remote@0.1.2', 'https://a.example/mcp'] })],
    nearMiss: [
      entry({
        command: 'npx',
        args: ['mcp-remote@0.1.2', 'http://localhost:3000/mcp', '--allow-http'],
      }),
      entry({
        command: 'uvx',
        args: ['mcp-proxy==0.8.0', '--allow-origin', 'https://a.example', 'n'],
      }),
      entry({ command: 'notes', args: ['--cors', '--pass-environment'] }),
    ],
  },
  notApplicable: (subject) =>
    notLocal(subject) ??
    (isBridge(localLaunch(subject)?.command.packages[0]?.name)
      ? undefined
      : 'no bridge is started'),
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined || !isBridge(local.command.packages[0]?.name)) return;
    const { args } = local.command;
    const isLocal = args.some(({ text }) => /^http:\/\/(?:localhost|127\.|\[::1\])/i.test(text));
    for (const [index, { at, text }] of args.entries()) {
      const next = args[index + 1]?.text === '*' ? `${text}=*` : text;
      const graded = OPTIONS.get(text) ?? OPTIONS.get(next);
      if (graded === undefined || (text === '--allow-http' && isLocal)) continue;
      yield { at: local.place(at), shows: next.slice(0, 100), ...graded };
    }
  },
};
