import { entry } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { mountsOf, notContainer } from './parts/container.ts';
import type { Mount } from './parts/container.ts';
import { REACH, reachOf } from './parts/folders.ts';
import { localLaunch } from './parts/launch.ts';

const SOCKET =
  /(?:^|[\\/])(?:docker|podman|containerd|crio|buildkitd)\.sock$|^(?:\/\/|\\\\)\.[\\/]pipe[\\/]docker_engine$|^\/(?:var\/)?run\/(?:docker|podman|containerd)$/i;

export const rule: Rule<'config'> = {
  id: 'config/container-mounts',
  severity: 'high',
  confidence: 'high',
  title: 'Container is given the host',
  why: 'The image holds its programs away from the machine; what is mounted lies outside of that and is as open to the server as if it ran without a container.',
  fix: 'Mount the one folder that the server works on, read-only where it only reads (-v /srv/notes:/data:ro), and never the socket of the container engine.',
  controls: ['RUN-06', 'RUN-07'],
  techniques: ['sandbox-escape', 'excessive-tool-permissions', 'credential-exfiltration'],
  cwe: [250, 668],
  top10: { csa: ['MCP-07', 'MCP-05', 'MCP-C06'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({
        command: 'docker',
        args: ['run', '-i', '-v', '/var/run/docker.sock:/var/run/docker.sock', 'notes'],
      }),
      entry({ command: 'docker', args: ['run', '-i', '-v', '/home/alex:/data', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-i', '-v/:/host:ro', 'notes'] }),
      entry({
        command: 'podman',
        args: ['run', '--mount', 'type=bind,src=${HOME}/.aws,dst=/aws,readonly', 'notes'],
      }),
      entry({ command: 'docker', args: ['run', '--volume=C:\\Users\\alex:/data', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-v', '/etc:/etc-host', 'notes'] }),
    ],
    good: [entry({ command: 'docker', args: ['run', '-i', '-v', '/srv/notes:/data:ro', 'notes'] })],
    nearMiss: [
      entry({ command: 'docker', args: ['run', '-v', '/home/alex/notes:/data', 'notes'] }),
      entry({ command: 'docker', args: ['run', '-v', 'notes-data:/', '-v', '/cache', 'notes'] }),
      entry({
        command: 'docker',
        args: ['run', '-v', '/etc/localtime:/etc/localtime:ro', 'notes'],
      }),
      entry({
        command: 'docker',
        args: ['run', '--mount', 'type=volume,src=home,dst=/home/app', 'notes'],
      }),
      entry({
        command: 'docker',
        args: ['run', '-v', '${workspaceFolder}:/data', 'notes', '-v', '/:/x'],
      }),
    ],
  },
  notApplicable: notContainer,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    for (const mount of mountsOf(local.command)) {
      const graded = gradeOf(mount);
      const { valueAt } = mount.option;
      if (graded !== undefined)
        yield { at: local.place(valueAt), shows: local.show(valueAt), ...graded };
    }
  },
};

function gradeOf({ isReadOnly, source }: Mount): Pick<Match, 'because' | 'severity'> | undefined {
  if (SOCKET.test(source)) {
    // Read-only holds for the file, not for what is said through it.
    const because = 'Whoever speaks to the engine of the containers is root on the host.';
    return { severity: 'critical', because };
  }
  const reach = reachOf(source);
  if (reach === undefined) return undefined;
  const severity = reach === 'system' && isReadOnly ? 'medium' : 'high';
  return {
    severity,
    because: `That is ${REACH[reach]}${isReadOnly ? ', to read' : ', to write'}.`,
  };
}
