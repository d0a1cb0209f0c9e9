import { configFile } from '../../../domain/example.ts';
import { isArray, isObject, isString, pointer } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import type { ConfigFileSubject, Match, Rule } from '../../../domain/rule.ts';
import { gradeApproval, shownNames } from '../config/parts/approval.ts';

type Grade = Pick<Match, 'because' | 'severity'>;

/** A setting with which a client stops asking: where it stands, and what its value means. */
interface Setting {
  /** Keys from the top; `*` stands for any. */
  readonly path: readonly string[];
  readonly judge: (value: Json, subject: ConfigFileSubject) => Grade | undefined;
}

const EVERYTHING: Grade = {
  severity: 'high',
  because: 'Every tool of every server runs without a question.',
};

const whenTrue = (value: Json): Grade | undefined => (value === true ? EVERYTHING : undefined);
const whenIs =
  (...modes: readonly string[]) =>
  (value: Json): Grade | undefined =>
    isString(value) && modes.includes(value) ? EVERYTHING : undefined;

const SETTINGS: readonly Setting[] = [
  // VS Code
  { path: ['chat.tools.autoApprove'], judge: whenTrue },
  { path: ['chat.tools.global.autoApprove'], judge: whenTrue },
  { path: ['settings', 'chat.tools.autoApprove'], judge: whenTrue },
  { path: ['settings', 'chat.tools.global.autoApprove'], judge: whenTrue },
  // Claude Code
  { path: ['enableAllProjectMcpServers'], judge: projectServers },
  { path: ['projects', '*', 'enableAllProjectMcpServers'], judge: projectServers },
  { path: ['enabledMcpjsonServers'], judge: ownServers },
  { path: ['permissions', 'defaultMode'], judge: whenIs('bypassPermissions') },
  { path: ['permissions', 'allow'], judge: allowedTools },
  { path: ['projects', '*', 'allowedTools'], judge: allowedTools },
  // Codex
  { path: ['approval_policy'], judge: neverAsks },
  { path: ['profiles', '*', 'approval_policy'], judge: neverAsks },
  // Gemini CLI, Qwen Code
  { path: ['general', 'defaultApprovalMode'], judge: whenIs('yolo') },
  { path: ['tools', 'approvalMode'], judge: whenIs('yolo') },
  // Goose
  { path: ['GOOSE_MODE'], judge: gooseMode },
  { path: ['user', 'always_allow'], judge: (value) => gradeApproval(value) },
  // Amp, Zed, OpenCode, Crush, Amazon Q, Mistral Vibe
  { path: ['amp.dangerouslyAllowAll'], judge: whenTrue },
  { path: ['agent', 'always_allow_tool_actions'], judge: whenTrue },
  { path: ['agent', 'tool_permissions', 'default'], judge: whenIs('allow') },
  { path: ['permission'], judge: whenIs('allow') },
  { path: ['permission', '*'], judge: whenIs('allow') },
  { path: ['permissions', 'allowed_tools'], judge: (value) => gradeApproval(value) },
  { path: ['allowedTools'], judge: allowedTools },
  { path: ['auto_approve'], judge: whenTrue },
];

export const rule: Rule<'config-file'> = {
  id: 'config-file/auto-approve',
  severity: 'high',
  confidence: 'high',
  title: 'Client is told not to ask before tools run',
  why: 'The question before a call is where a person can stop what a web page, an issue or another tool has talked the model into.',
  fix: 'Take the setting away; allow single tools that only read, by their full names.',
  controls: ['POL-05', 'POL-02'],
  techniques: [
    'excessive-tool-permissions',
    'indirect-prompt-injection',
    'auth-bypass-rogue-server',
  ],
  cwe: [862, 250],
  top10: { csa: ['MCP-07', 'MCP-C06'], owasp: ['MCP02'] },
  examples: {
    bad: [
      configFile({ 'chat.tools.autoApprove': true }),
      configFile({ enableAllProjectMcpServers: true }, { scope: 'project' }),
      configFile({ permissions: { allow: ['Read(*)', 'mcp__*'] } }),
      configFile({ permissions: { allow: ['mcp__notes__delete_note'] } }),
      configFile({ projects: { '/srv/notes': { allowedTools: ['mcp__notes'] } } }),
      configFile({ permissions: { defaultMode: 'bypassPermissions' } }),
      configFile({ approval_policy: 'never', sandbox_mode: 'danger-full-access' }),
      configFile({ GOOSE_MODE: 'auto' }),
      configFile({ permission: { '*': 'allow' } }),
      configFile({ allowedTools: ['@notes'] }),
      configFile({ enabledMcpjsonServers: ['notes'] }, { scope: 'project' }),
    ],
    good: [configFile({ permissions: { allow: ['mcp__notes__read_note'], ask: ['mcp__notes'] } })],
    nearMiss: [
      configFile({ 'chat.tools.autoApprove': false, enableAllProjectMcpServers: false }),
      configFile({ permissions: { allow: ['Read(*)', 'Bash(npm test)'], deny: ['mcp__*'] } }),
      configFile({ approval_policy: 'on-request', GOOSE_MODE: 'approve' }),
      configFile({ permission: { edit: 'ask', read: 'allow' } }),
      configFile({ enabledMcpjsonServers: ['notes'] }),
      configFile({ allowedTools: ['@notes/read_note'] }),
    ],
  },
  *detect(subject) {
    for (const { judge, path } of SETTINGS) {
      for (const { at, key, value } of valuesAt(subject.document, path)) {
        // Only the wildcard among the tools of OpenCode opens everything.
        if (path[0] === 'permission' && path.length > 1 && key !== '*') continue;
        const graded = judge(value, subject);
        if (graded !== undefined) yield { at, shows: `${key}: ${shownNames(value)}`, ...graded };
      }
    }
  },
};

function projectServers(value: Json, { scope }: ConfigFileSubject): Grade | undefined {
  if (value !== true) return undefined;
  if (scope === 'project') {
    return {
      severity: 'high',
      because: 'The repository itself says yes to every server that it brings.',
    };
  }
  return { severity: 'high', because: 'Every repository that is opened has its servers started.' };
}

function ownServers(value: Json, { scope }: ConfigFileSubject): Grade | undefined {
  if (scope !== 'project' || !isArray(value) || value.length === 0) return undefined;
  return {
    severity: 'medium',
    because: 'The repository itself says yes to servers that it brings.',
  };
}

/** `mcp__server__tool`, `@server/tool`, `Mcp(server:tool)`: a server without a tool means all of its tools. */
function allowedTools(value: Json): Grade | undefined {
  const names = isArray(value) ? value.filter(isString) : [];
  if (names.includes('*')) return EVERYTHING;
  const tools = names.flatMap((name) => {
    const [, server, tool] =
      /^mcp__(.+?)(?:__(.+))?$/s.exec(name.slice(0, 300)) ??
      /^@([^/]+)(?:\/(.+))?$/s.exec(name.slice(0, 300)) ??
      /^Mcp\(([^:()]+)(?::([^()]+))?\)$/s.exec(name.slice(0, 300)) ??
      [];
    return server === undefined ? [] : [{ server, tool: tool ?? '*' }];
  });
  const all = tools.find(({ tool }) => tool === '*');
  if (tools.some(({ server }) => server === '*')) return EVERYTHING;
  if (all !== undefined) {
    const because = `Every tool of ${JSON.stringify(all.server.slice(0, 80))} runs without a question.`;
    return { severity: 'medium', because };
  }
  return gradeApproval(tools.map(({ tool }) => tool));
}

/** Codex asks never; what then holds is its sandbox, where there is one. */
function neverAsks(value: Json, { document }: ConfigFileSubject): Grade | undefined {
  if (value !== 'never') return undefined;
  if (document['sandbox_mode'] === 'danger-full-access') {
    return { severity: 'high', because: 'Nothing is asked, and no sandbox holds what runs.' };
  }
  return { severity: 'medium', because: 'Nothing is asked.' };
}

function gooseMode(value: Json): Grade | undefined {
  return value === 'auto'
    ? {
        severity: 'medium',
        because: 'Nothing is asked; smart_approve asks before what changes something.',
      }
    : undefined;
}

interface Hit {
  readonly at: JsonPointer;
  readonly key: string;
  readonly value: Json;
}

function valuesAt(document: Json, path: readonly string[]): Hit[] {
  let hits: Hit[] = [{ at: '', key: '', value: document }];
  for (const step of path) {
    hits = hits.flatMap(({ at, value }) => {
      if (!isObject(value)) return [];
      const keys = step === '*' ? Object.keys(value).slice(0, 1000) : [step];
      return keys
        .filter((key) => Object.hasOwn(value, key))
        .map((key) => ({ at: pointer(at, key), key, value: value[key] ?? null }));
    });
  }
  return hits;
}
