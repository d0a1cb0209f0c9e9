import type { Command, PackageReference } from '../../../domain/command.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

export const rule: Rule<'config'> = {
  id: 'config/unpinned-package',
  severity: 'medium',
  confidence: 'high',
  title: 'Each start may fetch another version of the package',
  why: 'Whoever takes over the package, or its author on a bad day, has new code run on this machine the next time that the client starts; nobody looks at it first.',
  fix: 'Name one exact version (npx -y name@1.2.3, uvx name==1.2.3, go run module@v1.2.3), or install the package and start what was installed.',
  controls: ['PRV-02', 'PRV-11', 'LIF-01'],
  techniques: ['tool-mutation', 'malicious-mcp-packages', 'supply-chain-attacks'],
  cwe: [829, 1357],
  top10: { csa: ['MCP-06', 'MCP-C10'], owasp: ['MCP04'] },
  examples: {
    bad: [
      entry({ command: 'npx', args: ['-y', '@example/notes-server'] }),
      entry({ command: 'npx', args: ['@example/notes-server@latest', '/srv'] }),
      entry({ command: 'cmd', args: ['/c', 'npx', '-y', '@example/notes-server@^1.0.0'] }),
      entry({ command: 'uvx', args: ['--from', 'notes-server>=1.0', 'notes'] }),
      entry({ command: 'uv', args: ['run', '--with', 'notes-server', 'notes'] }),
      entry({ command: 'pipx', args: ['run', 'notes-server'] }),
      entry({ command: ['bunx', 'notes-server@1'] }),
      entry({ command: 'go', args: ['run', 'notes.example.com/server@latest'] }),
      entry({ command: 'sh', args: ['-c', 'pnpm dlx notes-server'] }),
      entry({ command: 'docker', args: ['run', '-i', 'node:22.1.0', 'npx', '-y', 'notes-server'] }),
    ],
    good: [
      entry({ command: 'npx', args: ['-y', '@example/notes-server@1.4.2'] }),
      entry({ command: 'uvx', args: ['notes-server==1.4.2'] }),
    ],
    nearMiss: [
      entry({ command: 'npx', args: ['-y', '@example/notes-server@1.4.2-beta.1', 'latest'] }),
      entry({ command: 'npx', args: ['--no-install', 'notes-server'] }),
      entry({ command: 'uvx', args: ['--offline', 'notes-server'] }),
      entry({ command: 'uv', args: ['--directory', '/srv/notes', 'run', 'notes-server'] }),
      entry({ command: 'npx', args: ['-y', './notes-server'] }),
      entry({ command: 'go', args: ['run', './cmd/notes'] }),
      entry({ command: 'uvx', args: ['--from', 'notes-server==1.4.2', 'notes'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    for (const [depth, command] of local?.layers.entries() ?? []) {
      if (local === undefined || fetchesNothing(command)) continue;
      for (const reference of command.packages) {
        if (reference.origin !== 'registry' || reference.pin === 'exact') continue;
        const inside = depth === 0 ? '' : ' It runs inside a container.';
        yield {
          at: local.place(reference.at),
          shows: local.show(reference.at),
          because: reasonOf(reference) + inside,
          ...(depth > 0 && { severity: 'low' }),
        };
      }
    }
  },
};

function reasonOf({ pin, version }: PackageReference): string {
  if (pin === 'none') return 'No version is named, so the newest one runs.';
  if (pin === 'tag') return `${JSON.stringify(version)} is a name that moves to other versions.`;
  return `${JSON.stringify(version)} lets many versions in.`;
}

/** Runners that were told to use only what is there. */
function fetchesNothing({ options }: Command): boolean {
  return options.some(({ name }) => ['--no-install', '--no', '--offline'].includes(name));
}
