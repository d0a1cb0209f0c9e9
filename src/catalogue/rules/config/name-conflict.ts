import { entry } from '../../../domain/example.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { identityOf } from '../../../domain/identity.ts';
import type { ServerEntry } from '../../../domain/server.ts';

export const rule: Rule<'config'> = {
  id: 'config/name-conflict',
  severity: 'low',
  confidence: 'high',
  title: 'Two different servers go by one name',
  why: 'A client shows a server’s name, and permissions are given to it; where two servers share it, the one is approved and the other runs.',
  fix: 'Give each server a name of its own, and take out the one that you did not put there.',
  controls: ['POL-04', 'PRV-08'],
  techniques: ['tool-impersonation', 'tool-shadowing', 'tool-name-conflict'],
  cwe: [694],
  top10: { csa: ['MCP-03', 'MCP-C04'], owasp: ['MCP03'] },
  examples: {
    bad: [
      entry(
        { command: 'node', args: ['./notes.js'] },
        {
          name: 'notes',
          scope: 'project',
          others: [entry({ command: 'notes' }, { name: 'notes' })],
        },
      ),
      entry(
        { url: 'https://a.example/mcp' },
        {
          name: 'My-Notes',
          others: [entry({ url: 'https://b.example/mcp' }, { name: 'my_notes' })],
        },
      ),
    ],
    good: [
      entry(
        { command: 'notes' },
        { name: 'notes', others: [entry({ command: 'mail' }, { name: 'mail' })] },
      ),
    ],
    nearMiss: [
      entry(
        { command: 'npx', args: ['notes@1.0.0'] },
        {
          name: 'notes',
          others: [entry({ command: 'npx', args: ['notes@1.1.0'] }, { name: 'notes' })],
        },
      ),
      entry(
        { command: 'notes' },
        { name: 'notes', others: [entry({ command: 'mail', disabled: true }, { name: 'notes' })] },
      ),
    ],
  },
  *detect(subject) {
    if (subject.launch === undefined || subject.disabled) return;
    const identity = identityOf(subject.launch);
    const rival = subject.others.find(
      (other) =>
        folded(other.name) === folded(subject.name) &&
        !other.disabled &&
        other.launch !== undefined &&
        identityOf(other.launch) !== identity &&
        !isElsewhere(subject, other),
    );
    if (rival !== undefined)
      yield { at: '', shows: subject.name.slice(0, 100), ...gradeOf(subject, rival) };
  },
};

/** Case and separators do not tell two names apart when they are read. */
function folded(name: string): string {
  return name
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, '');
}

/** Two projects may each have a server of that name: they are never open as one. */
function isElsewhere(one: ServerEntry, other: ServerEntry): boolean {
  return one.project !== undefined && other.project !== undefined && one.project !== other.project;
}

function gradeOf(one: ServerEntry, rival: ServerEntry): Pick<Match, 'because' | 'severity'> {
  const where = `${JSON.stringify(rival.name.slice(0, 80))} in ${JSON.stringify(rival.file.path)}`;
  // The project's entry takes the place of the user's in most clients.
  if (one.scope === 'project' && rival.scope !== 'project') {
    return { severity: 'medium', because: `The project’s server stands in for ${where}.` };
  }
  return { because: `The other is ${where}.` };
}
