import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

const DIGEST = `sha256:${'6b1f0c9a'.repeat(8)}`;

export const rule: Rule<'config'> = {
  id: 'config/unpinned-image',
  severity: 'medium',
  confidence: 'high',
  title: 'Each start may run another image under the same name',
  why: 'A tag can be moved to another image at any time, by its author or by whoever took over the account; the next pull runs it.',
  fix: 'Name the image by its digest: name@sha256:… (docker image inspect shows it).',
  controls: ['PRV-02', 'BKP-02', 'LIF-01'],
  techniques: ['tool-mutation', 'supply-chain-attacks'],
  cwe: [829, 1357],
  top10: { csa: ['MCP-06', 'MCP-C10'], owasp: ['MCP04'] },
  examples: {
    bad: [
      entry({ command: 'docker', args: ['run', '-i', '--rm', 'example/notes:latest'] }),
      entry({ command: 'docker', args: ['run', '-i', '--rm', '-e', 'TOKEN', 'example/notes'] }),
      entry({ command: 'podman', args: ['run', '-i', 'registry.example.com:5000/notes:main'] }),
      entry({ command: ['docker', 'run', '--pull', 'always', 'example/notes:1.4.2'] }),
    ],
    good: [entry({ command: 'docker', args: ['run', '-i', '--rm', `example/notes@${DIGEST}`] })],
    nearMiss: [
      entry({ command: 'docker', args: ['run', '-i', '--rm', `example/notes:latest@${DIGEST}`] }),
      entry({ command: 'docker', args: ['run', '-i', '--pull=never', 'example/notes'] }),
      entry({ command: 'docker', args: ['run', '-i', 'localhost/notes:dev'] }),
      entry({ command: 'docker', args: ['exec', '-i', 'notes', 'server'] }),
    ],
  },
  notApplicable: (subject) =>
    notLocal(subject) ??
    (localLaunch(subject)?.command.image === undefined ? 'no image is run' : undefined),
  *detect(subject) {
    const local = localLaunch(subject);
    const image = local?.command.image;
    if (local === undefined || image === undefined || image.digest !== undefined) return;
    const pull = local.command.options.find(({ name }) => name === '--pull')?.value;
    // What was built on this machine is nobody else's to move.
    if (pull === 'never' || image.repository.startsWith('localhost/')) return;
    const isVersion = image.tag !== undefined && /^v?\d+\.\d+\.\d+/.test(image.tag);
    yield {
      at: local.place(image.at),
      shows: local.show(image.at),
      because: reasonOf(image.tag, isVersion, pull),
      // A full version is moved by accident or attack only, and stays as pulled until then.
      severity: isVersion && pull !== 'always' ? 'low' : 'medium',
    };
  },
};

function reasonOf(tag: string | undefined, isVersion: boolean, pull: string | undefined): string {
  const again = pull === 'always' ? ' Every start pulls it again.' : '';
  if (tag === undefined) return `No tag is named, which means latest.${again}`;
  const kind = isVersion ? 'names a version, which can still be moved' : 'is meant to move';
  return `The tag ${JSON.stringify(tag)} ${kind}.${again}`;
}
