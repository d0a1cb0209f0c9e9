import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

const ALL = new Set(['-A', '--allow-all']);
// Without a list each of these opens its whole kind.
const WHOLE = new Set(['--allow-run', '--allow-ffi']);

export const rule: Rule<'config'> = {
  id: 'config/runtime-permissions',
  severity: 'low',
  confidence: 'high',
  title: 'Runtime that could contain the server is told not to',
  why: 'The runtime would hold the server to the files, hosts and programs that are named; with everything allowed it may do what the user may.',
  fix: 'Name what the server needs (--allow-read=/srv/notes --allow-net=api.example.com).',
  controls: ['RUN-01', 'RUN-06', 'RUN-08'],
  techniques: ['excessive-tool-permissions'],
  cwe: [250],
  top10: { csa: ['MCP-07'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({ command: 'deno', args: ['run', '-A', 'npm:notes@1.0.0'] }),
      entry({ command: 'deno', args: ['run', '--allow-run', '/srv/notes.ts'] }),
    ],
    good: [
      entry({ command: 'deno', args: ['run', '--allow-net=api.example.com', '/srv/notes.ts'] }),
    ],
    nearMiss: [
      entry({ command: 'deno', args: ['run', '--allow-run=git', '/srv/notes.ts', '-A'] }),
      entry({ command: 'notes', args: ['-A'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local?.command.runner !== 'deno run') return;
    for (const { at, name, value } of local.command.options) {
      if (!ALL.has(name) && !(WHOLE.has(name) && value === undefined)) continue;
      const because = ALL.has(name)
        ? 'Everything is allowed.'
        : 'Every program may be started or loaded.';
      yield { at: local.place(at), shows: name, because };
    }
  },
};
