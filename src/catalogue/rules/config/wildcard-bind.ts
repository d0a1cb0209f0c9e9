import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { ConfigSubject, Rule } from '../../../domain/rule.ts';
import { cut, localLaunch, notLocal } from './parts/launch.ts';
import { settingsOf } from './parts/settings.ts';

const EVERYWHERE = /^(?:[a-z]{2,10}:\/\/)?(?:0\.0\.0\.0|\[::\]|::|0)(?::\d{1,5})?\/?$/;
const HOST_FLAG =
  /^--?(?:[\w-]{0,30}-)?(?:host|hostname|bind|bind-address|listen|listen-address|address|addr|ip|interface|server-address)$/i;
const HOST_VARIABLE =
  /(?:^|_)(?:HOST|HOSTNAME|BIND|BIND_ADDRESS|BIND_ADDR|BIND_HOST|LISTEN|LISTEN_ADDRESS|LISTEN_ADDR|ADDRESS|SERVER_HOST)$/i;

export const rule: Rule<'config'> = {
  id: 'config/wildcard-bind',
  severity: 'medium',
  confidence: 'high',
  title: 'Server listens on every network',
  why: 'A server that only this machine needs becomes reachable for everybody on the same network, and for web pages that the user opens; few local servers ask who is there.',
  fix: 'Listen on 127.0.0.1 or ::1, or let the client start the server over stdio.',
  controls: ['TRF-12', 'TRF-07', 'TRF-13'],
  techniques: ['unauthenticated-access', 'insecure-communication'],
  cwe: [1327],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({ command: 'notes', args: ['--host', '0.0.0.0', '--port', '8080'] }),
      entry({ command: 'notes', args: ['--listen=0.0.0.0:8080'] }),
      entry({ command: 'notes', env: { HOST: '0.0.0.0' } }),
      entry({ command: 'uvx', args: ['mcp-proxy==0.8.0', '--sse-host', '::', 'notes'] }),
    ],
    good: [entry({ command: 'notes', args: ['--host', '127.0.0.1'], env: { HOST: 'localhost' } })],
    nearMiss: [
      entry({
        command: 'docker',
        args: ['run', '-i', '-e', 'HOST=0.0.0.0', 'notes', '--host', '0.0.0.0'],
      }),
      entry({ command: 'notes', args: ['--deny', '0.0.0.0', '--host', '0.0.0.0.example.com'] }),
      entry({ command: 'notes', args: ['--count', '0'], env: { OFFSET: '0' } }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    // Inside a container the address is the container's own; what it publishes is another rule's.
    if (local === undefined || local.command.image !== undefined) return;
    for (const at of wordsThatBind(subject)) yield { at: local.place(at), shows: local.show(at) };
    for (const { at, name, value } of settingsOf(subject)) {
      if (!HOST_VARIABLE.test(name) || !EVERYWHERE.test(value.trim())) continue;
      yield { at, shows: cut(redact(`${name}=${value}`)) };
    }
  },
};

function wordsThatBind(subject: ConfigSubject): number[] {
  const words = localLaunch(subject)?.words ?? [];
  return words.flatMap((word, at) => {
    const [, flag, value] = /^(--?[A-Za-z][\w-]{0,60})=(.*)$/s.exec(word) ?? [];
    const isOwn = flag !== undefined && HOST_FLAG.test(flag) && EVERYWHERE.test(value ?? '');
    const isNext = HOST_FLAG.test(words[at - 1] ?? '') && EVERYWHERE.test(word);
    const isAlone = /^(?:0\.0\.0\.0|\[::\]):\d{1,5}$/.test(word);
    return isOwn || isNext || isAlone ? [at] : [];
  });
}
