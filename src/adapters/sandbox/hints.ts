import { readFileSync } from 'node:fs';

// What to install, and how, by the system's own name for it (os-release(5), ID and ID_LIKE).
const INSTALL: readonly { readonly family: RegExp; readonly command: string }[] = [
  { family: /\b(?:debian|ubuntu)\b/, command: 'sudo apt-get install' },
  { family: /\b(?:fedora|rhel|centos)\b/, command: 'sudo dnf install' },
  { family: /\barch\b/, command: 'sudo pacman -S' },
  { family: /\bsuse\b/, command: 'sudo zypper install' },
  { family: /\balpine\b/, command: 'apk add' },
];

const PACKAGE: Readonly<Record<string, string>> = { bwrap: 'bubblewrap', rg: 'ripgrep' };

/** How to install what is missing, for this system. */
export function installHint(programs: readonly string[]): string {
  const packages = programs.map((program) => PACKAGE[program] ?? program).join(' ');
  const system = textOf('/etc/os-release');
  const known = INSTALL.find(({ family }) => family.test(system));
  if (process.platform === 'darwin') return `install with: brew install ${packages}`;
  return known === undefined
    ? `install ${packages} with your package manager`
    : `install with: ${known.command} ${packages}`;
}

/** What stands in the way when bubblewrap is there and fails, from what it said. */
export function namespaceHint(said: string): string {
  if (textOf('/proc/sys/kernel/apparmor_restrict_unprivileged_userns').trim() === '1') {
    return (
      'AppArmor keeps ordinary programs from making user namespaces (Ubuntu 24.04 and newer); ' +
      'allow it for bubblewrap with a profile in /etc/apparmor.d that grants `userns` to bwrap, ' +
      'or everywhere with: sudo sysctl -w kernel.apparmor_restrict_unprivileged_userns=0'
    );
  }
  if (textOf('/proc/sys/kernel/unprivileged_userns_clone').trim() === '0') {
    return 'allow user namespaces with: sudo sysctl -w kernel.unprivileged_userns_clone=1';
  }
  if (textOf('/proc/sys/user/max_user_namespaces').trim() === '0') {
    return 'allow user namespaces with: sudo sysctl -w user.max_user_namespaces=15000';
  }
  if (/namespace|uid map|setgroups|Operation not permitted|RTM_NEWADDR/i.test(said)) {
    return (
      'this system does not let programs make user namespaces; inside a container, run it with ' +
      '--security-opt seccomp=unconfined or on the host'
    );
  }
  return 'run `bwrap --unshare-all --ro-bind / / true` to see what it says';
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
