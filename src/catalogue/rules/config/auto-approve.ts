import { entry } from '../../../domain/example.ts';
import { isObject, pointer } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';
import { gradeApproval, shownNames } from './parts/approval.ts';

const LISTS = ['autoApprove', 'auto_approve', 'alwaysAllow', 'always_allow', 'autoApprovedTools'];

export const rule: Rule<'config'> = {
  id: 'config/auto-approve',
  severity: 'high',
  confidence: 'high',
  title: 'Tools of the server run without a question',
  why: 'The question before a call is where a person can stop what a web page, an issue or another tool has talked the model into.',
  fix: 'Take the tool out of the list; leave at most those that only read, and nothing that a wildcard would let in.',
  controls: ['POL-05', 'POL-02'],
  techniques: ['excessive-tool-permissions', 'indirect-prompt-injection'],
  cwe: [862, 250],
  top10: { csa: ['MCP-07', 'MCP-C06'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({ command: 'notes', autoApprove: ['*'] }),
      entry({ command: 'notes', trust: true }),
      entry({ command: 'notes', alwaysAllow: ['read_note', 'deleteNote'] }),
      entry({ url: 'https://notes.example.com/mcp', auto_approve: true }),
      entry({ command: 'notes', default_tools_approval_mode: 'approve' }),
      entry({ command: 'notes', tools: { send_mail: { approval_mode: 'approve' } } }),
      entry({ command: 'notes', autoApprove: ['notes'] }),
    ],
    good: [entry({ command: 'notes', autoApprove: [], trust: false })],
    nearMiss: [
      entry({ command: 'notes', alwaysAllow: ['read_note', 'listNotes', 'search-notes'] }),
      entry({ command: 'notes', tools: ['*'], includeTools: ['delete_note'] }),
      entry({ command: 'notes', tools: { send_mail: { approval_mode: 'prompt' } } }),
      entry({ command: 'notes', disabledTools: ['delete_note'], autoStart: true }),
    ],
  },
  *detect({ raw }) {
    for (const key of LISTS) {
      const graded = Object.hasOwn(raw, key) ? gradeApproval(raw[key]) : undefined;
      if (graded !== undefined)
        yield { at: pointer('', key), shows: shownNames(raw[key]), ...graded };
    }
    if (raw['trust'] === true) yield { at: '/trust', shows: 'trust: true', ...gradeApproval(true) };
    for (const { at, names } of modesIn(raw)) {
      const graded = gradeApproval(names);
      if (graded !== undefined) yield { at, shows: shownNames(names), ...graded };
    }
  },
};

interface Mode {
  readonly at: JsonPointer;
  readonly names: Json;
}

/** Codex: a mode for all tools, and one for each. */
function modesIn({
  default_tools_approval_mode: mode,
  tools,
}: {
  readonly [key: string]: Json;
}): Mode[] {
  const found: Mode[] = isApproved(mode)
    ? [{ at: '/default_tools_approval_mode', names: ['*'] }]
    : [];
  if (!isObject(tools)) return found;
  for (const [name, settings] of Object.entries(tools)) {
    if (!isObject(settings) || !isApproved(settings['approval_mode'])) continue;
    found.push({ at: pointer('', 'tools', name, 'approval_mode'), names: [name] });
  }
  return found;
}

function isApproved(mode: Json | undefined): boolean {
  return mode === 'approve' || mode === 'auto' || mode === 'never';
}
