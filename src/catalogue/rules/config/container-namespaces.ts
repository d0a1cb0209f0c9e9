import { entry } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { notContainer } from './parts/container.ts';
import { localLaunch } from './parts/launch.ts';

const SHARED: ReadonlyMap<string, Pick<Match, 'because' | 'severity'>> = new Map([
  ['--network', { because: 'It reaches every service that listens on this machine only.' }],
  ['--net', { because: 'It reaches every service that listens on this machine only.' }],
  [
    '--pid',
    {
      severity: 'high',
      because: 'It sees and signals every process of the host, and reads their environments.',
    },
  ],
  ['--ipc', { because: 'It shares memory with the processes of the host.' }],
  ['--uts', { severity: 'low', because: 'It can rename the host.' }],
  ['--cgroupns', { severity: 'low', because: 'It sees how the host groups its processes.' }],
]);

export const rule: Rule<'config'> = {
  id: 'config/container-namespaces',
  severity: 'medium',
  confidence: 'high',
  title: 'Container shares a namespace of the host',
  why: 'What a container shares with the host does not contain it: databases, agents and other servers on this machine trust whoever comes from within.',
  fix: 'Take the option away; publish single ports on 127.0.0.1, or join the server to a network of its own.',
  controls: ['RUN-07', 'RUN-11', 'RUN-08'],
  techniques: ['sandbox-escape', 'cross-context-access'],
  cwe: [653],
  top10: { csa: ['MCP-05', 'MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({ command: 'docker', args: ['run', '-i', '--network', 'host', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-i', '--net=host', '--pid=host', 'notes'] }),
      entry({ command: 'podman', args: ['run', '-i', '--ipc', 'host', 'notes'] }),
    ],
    good: [entry({ command: 'docker', args: ['run', '-i', '--network', 'none', 'notes'] })],
    nearMiss: [
      entry({ command: 'docker', args: ['run', '-i', '--network', 'host-notes', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-i', '-h', 'host', 'notes', '--pid', 'host'] }),
      entry({
        command: 'docker',
        args: ['run', '--add-host', 'host.docker.internal:host-gateway', 'n'],
      }),
    ],
  },
  notApplicable: notContainer,
  *detect(subject) {
    const local = localLaunch(subject);
    for (const { name, value, valueAt } of local?.command.options ?? []) {
      const graded = value === 'host' ? SHARED.get(name) : undefined;
      if (local === undefined || graded === undefined) continue;
      yield { at: local.place(valueAt), shows: `${name} host`, ...graded };
    }
  },
};
