import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { notContainer } from './parts/container.ts';
import { localLaunch } from './parts/launch.ts';
import { isOff } from './parts/settings.ts';

const LOOPBACK = /^(?:127(?:\.\d{1,3}){3}|localhost|\[?::1\]?):/;

export const rule: Rule<'config'> = {
  id: 'config/published-port',
  severity: 'medium',
  confidence: 'high',
  title: 'Container opens a port to the whole network',
  why: 'A published port without an address listens on all of them, and container engines open it past the host firewall; whoever is on the same network can call the tools.',
  fix: 'Publish on this machine only: -p 127.0.0.1:8080:8080.',
  controls: ['TRF-12', 'TRF-07'],
  techniques: ['unauthenticated-access', 'insecure-communication'],
  cwe: [1327, 668],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({ command: 'docker', args: ['run', '-i', '-p', '8080:8080', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-i', '-p0.0.0.0:8080:8080', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-i', '-P', 'notes'] }),
      entry({ command: 'podman', args: ['run', '--publish=8080', 'notes'] }),
    ],
    good: [entry({ command: 'docker', args: ['run', '-i', '-p', '127.0.0.1:8080:8080', 'notes'] })],
    nearMiss: [
      entry({ command: 'docker', args: ['run', '-i', '-p', '[::1]:8080:8080', 'notes'] }),
      entry({
        command: 'docker',
        args: ['run', '-i', '--expose', '8080', 'notes', '-p', '8080:8080'],
      }),
      entry({ command: 'docker', args: ['run', '-i', '-p', '192.168.1.4:8080:8080', 'notes'] }),
    ],
  },
  notApplicable: notContainer,
  *detect(subject) {
    const local = localLaunch(subject);
    for (const { name, value = '', valueAt } of local?.command.options ?? []) {
      if (local === undefined) return;
      const isAll = (name === '-P' || name === '--publish-all') && !isOff(value);
      const isOne = (name === '-p' || name === '--publish') && isEverywhere(value);
      if (isAll || isOne) yield { at: local.place(valueAt), shows: local.show(valueAt) };
    }
  },
};

/** `port`, `host-port:port`, `0.0.0.0:host-port:port`; an address of the host narrows it down. */
function isEverywhere(value: string): boolean {
  if (value === '' || LOOPBACK.test(value) || /\$/.test(value)) return false;
  const parts = value.split(':');
  return parts.length <= 2 || /^(?:0\.0\.0\.0|\[?::\]?):/.test(value);
}
