import { execSync, execFileSync } from 'node:child_process';

/** The user's docker may be an alias for podman, hence the shell. */
export function docker(line) {
  return execSync(`docker ${line}`, { encoding: 'utf8', timeout: 60000, stdio: ['ignore', 'pipe', 'pipe'] });
}

export function dockerArgs(...args) {
  return execFileSync('docker', args, { encoding: 'utf8', timeout: 60000 });
}

export function containers() {
  return dockerArgs('ps', '--all', '--format', '{{.Names}}').split('\n').filter(Boolean);
}
