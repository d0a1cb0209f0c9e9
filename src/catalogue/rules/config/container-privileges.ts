import type { Option } from '../../../domain/command.ts';
import { entry } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { notContainer } from './parts/container.ts';
import { localLaunch } from './parts/launch.ts';
import { isOff } from './parts/settings.ts';

// Capabilities with which a process leaves its container (capabilities(7)).
const ESCAPES =
  /^(?:CAP_)?(?:ALL|SYS_ADMIN|SYS_MODULE|SYS_PTRACE|SYS_RAWIO|SYS_BOOT|DAC_READ_SEARCH|BPF|MAC_ADMIN|MAC_OVERRIDE|PERFMON|SYSLOG)$/i;
const NETWORK = /^(?:CAP_)?(?:NET_ADMIN|NET_RAW|DAC_OVERRIDE|SETUID|SETGID|SYS_CHROOT)$/i;
const UNCONFINED =
  /^(?:seccomp|apparmor|systempaths)[=:]unconfined$|^label[=:](?:disable|type:(?:spc_t|unconfined_t))$|^unmask=all$/i;

export const rule: Rule<'config'> = {
  id: 'config/container-privileges',
  severity: 'high',
  confidence: 'high',
  title: 'Container is started with rights over the host',
  why: 'The rights that are given let the server out of its container: what it then does, it does to the machine.',
  fix: 'Take the right away; where the server needs one capability, drop all and give that one (--cap-drop ALL --cap-add …), with --security-opt no-new-privileges.',
  controls: ['RUN-03', 'RUN-07', 'RUN-02', 'RUN-04'],
  techniques: ['sandbox-escape', 'unauthorized-privilege-escalation'],
  cwe: [250, 269],
  top10: { csa: ['MCP-07', 'MCP-05'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({ command: 'docker', args: ['run', '-i', '--privileged', 'notes'] }),
      entry({ command: 'docker', args: ['run', '--cap-add', 'SYS_ADMIN', 'notes'] }),
      entry({ command: 'docker', args: ['run', '--cap-add=NET_ADMIN', 'notes'] }),
      entry({ command: 'docker', args: ['run', '--security-opt', 'seccomp=unconfined', 'notes'] }),
      entry({ command: 'docker', args: ['run', '--user', '0:0', 'notes'] }),
      entry({ command: 'podman', args: ['run', '--device', '/dev/mem', 'notes'] }),
      entry({ command: 'docker', args: ['run', '--use-api-socket', 'notes'] }),
    ],
    good: [
      entry({
        command: 'docker',
        args: [
          'run',
          '-i',
          '--cap-drop',
          'ALL',
          '--security-opt',
          'no-new-privileges',
          '--user',
          '1000',
          'notes',
        ],
      }),
    ],
    nearMiss: [
      entry({ command: 'docker', args: ['run', '--privileged=false', 'notes', '--privileged'] }),
      entry({
        command: 'docker',
        args: ['run', '--cap-add', 'NET_BIND_SERVICE', '-u', 'node', 'notes'],
      }),
      entry({
        command: 'docker',
        args: ['run', '--security-opt', 'no-new-privileges:true', 'notes'],
      }),
      entry({ command: 'docker', args: ['run', '--device', '/dev/dri', 'notes'] }),
    ],
  },
  notApplicable: notContainer,
  *detect(subject) {
    const local = localLaunch(subject);
    for (const option of local?.command.options ?? []) {
      const graded = gradeOf(option);
      if (local === undefined || graded === undefined) continue;
      yield { at: local.place(option.valueAt), shows: shown(option), ...graded };
    }
  },
};

function shown({ name, value }: Option): string {
  return value === undefined ? name : `${name} ${value}`.slice(0, 200);
}

function gradeOf({ name, value = '' }: Option): Pick<Match, 'because' | 'severity'> | undefined {
  switch (name) {
    case '--privileged':
      if (isOff(value)) return undefined;
      return {
        severity: 'critical',
        because: 'The container has every right that root has on the host.',
      };
    case '--use-api-socket':
      return {
        severity: 'critical',
        because: 'Whoever speaks to the engine of the containers is root on the host.',
      };
    case '--cap-add':
      if (ESCAPES.test(value))
        return { because: 'With that capability a process leaves its container.' };
      return NETWORK.test(value) ? { severity: 'medium' } : undefined;
    case '--security-opt':
      if (UNCONFINED.test(value))
        return { because: 'It switches off what confines system calls and files.' };
      return /^no-new-privileges[=:]false$/i.test(value) ? { severity: 'medium' } : undefined;
    case '--user':
    case '-u':
      if (!/^(?:root|0)(?::|$)/.test(value)) return undefined;
      return { severity: 'medium', because: 'The server runs as root within its container.' };
    case '--userns':
      return value === 'host'
        ? { severity: 'medium', because: 'Root within is root outside.' }
        : undefined;
    case '--device':
      return /^\/dev\/(?:mem|kmem|port|kmsg|sd[a-z]|nvme|vd[a-z]|disk|mapper)/.test(value)
        ? { because: 'The device is the memory or a disk of the host.' }
        : undefined;
    default:
      return undefined;
  }
}
