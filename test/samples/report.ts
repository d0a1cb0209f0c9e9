import type { Finding } from '../../src/domain/finding.ts';
import type {
  AuditReport,
  CoverageRow,
  InventoryRecord,
  ServerReport,
} from '../../src/domain/report.ts';
import { severities } from '../../src/domain/severity.ts';

// Reports for tests: one that a user may meet, the clean one, and ways to make any of them hostile.

type Seen = Extract<ServerReport['look'], { seen: true }>;
type NotSeen = Extract<ServerReport['look'], { seen: false }>;

const silent = { text: '', bytes: 0, truncated: false };
const config = '/home/ada/.config/Claude/claude_desktop_config.json';

const found = (name: string, line: number): ServerReport['found'][number] => ({
  client: 'claude-desktop',
  scope: 'user',
  name,
  path: config,
  line,
  column: 5,
  disabled: false,
  unknownKeys: [],
});

const seen = (tools: number, facts: Partial<Seen> = {}): Seen => ({
  seen: true,
  era: 'legacy',
  protocolVersion: '2025-06-18',
  supportedVersions: [],
  serverInfo: { name: 'example', version: '1.0.0' },
  capabilities: { tools: {} },
  counts: { tools, prompts: 0, resources: 0, templates: 0 },
  digest: 'c1a7d0'.padEnd(64, '0'),
  pages: [{ method: 'tools/list', digest: 'ab'.repeat(32) }],
  notes: [],
  stderr: silent,
  containment: 'sandbox-runtime',
  unenforced: [],
  ...facts,
});

const notSeen = (reason: string, why: string, facts: Partial<NotSeen> = {}): NotSeen => ({
  seen: false,
  reason,
  why,
  notes: [],
  stderr: silent,
  ...facts,
});

export const servers = {
  notes: {
    id: 'notes-1a2b3c4d',
    name: 'notes',
    launch: {
      transport: 'stdio',
      command: 'npx',
      args: ['-y', '@example/notes-server', '--token', '[secret]'],
      env: ['NOTES_TOKEN'],
    },
    found: [
      found('notes', 4),
      { ...found('notes', 12), client: 'cursor', alsoReadBy: ['vscode'], unknownKeys: ['colour'] },
    ],
    look: seen(12, {
      instructions: 'Use the notes wisely.',
      counts: { tools: 12, prompts: 2, resources: 0, templates: 1 },
      notes: [
        {
          kind: 'stdout-noise',
          what: 'wrote 3 lines that are no messages',
          sample: 'debug: up',
          count: 3,
        },
      ],
      unenforced: ['limit of open files'],
    }),
  },
  everything: {
    id: 'everything-5e6f7a8b',
    name: 'everything',
    launch: {
      transport: 'stdio',
      command: 'node',
      args: ['dist/index.js'],
      cwd: '/srv/mcp',
      env: [],
    },
    found: [found('everything', 20)],
    look: seen(14, { counts: { tools: 14, prompts: 4, resources: 10, templates: 2 } }),
  },
  weather: {
    id: 'weather-9c0d1e2f',
    name: 'weather',
    launch: { transport: 'http', url: 'http://weather.example/mcp', headers: ['Authorization'] },
    found: [found('weather', 27)],
    look: notSeen('needs-authorization', 'The server answered 401 and wants an OAuth token.', {
      hint: 'Put the token into the header that the configuration names, or run the audit where it is set.',
    }),
  },
  archive: {
    id: 'archive-3a4b5c6d',
    name: 'archive',
    launch: { transport: 'stdio', command: 'archive-server', args: [], env: [] },
    found: [found('archive', 33)],
    look: notSeen('missing-program', 'There is no program "archive-server" on the path.', {
      stderr: { text: 'sh: archive-server: not found\n', bytes: 30, truncated: false },
    }),
  },
  old: {
    id: 'old-7e8f9a0b',
    name: 'old',
    launch: { transport: 'sse', url: 'https://old.example/sse', headers: [] },
    found: [{ ...found('old', 40), disabled: true }],
    look: notSeen('disabled', 'Its configuration turns it off.'),
  },
} as const satisfies Record<string, ServerReport>;

const finding = (facts: Partial<Finding> & Pick<Finding, 'rule'>): Finding => ({
  id: facts.rule
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 12)
    .padEnd(16, '0'),
  severity: 'medium',
  confidence: 'high',
  title: 'Something is not as it should be',
  place: { in: 'file', path: config, line: 4, column: 5, pointer: '/mcpServers/notes' },
  shows: 'evidence',
  why: 'It matters.',
  fix: 'Change it.',
  controls: ['INT-15'],
  techniques: [],
  cwe: [],
  top10: { csa: [], owasp: [] },
  ...facts,
});

const hidden = {
  rule: 'definition/hidden-characters',
  severity: 'high',
  title: 'Definition carries text that a reviewer cannot see',
  why: 'A model reads tag characters as letters, while the person who approves the definition sees nothing.',
  fix: 'Refuse the server until its author removes the characters, and read the decoded text first.',
  server: 'notes-1a2b3c4d',
  techniques: ['hidden-instructions'],
  cwe: [1007, 451],
  top10: { csa: ['MCP-03', 'MCP-C03'], owasp: ['MCP03'] },
} as const;

const findings: readonly Finding[] = [
  finding({
    ...hidden,
    id: '1111111111111111',
    place: {
      in: 'definition',
      server: 'notes-1a2b3c4d',
      kind: 'tool',
      name: 'add_note',
      pointer: '/description',
      offset: 14,
    },
    shows: '\u{E0073}\u{E0065}\u{E006E}\u{E0064}',
    because: 'Decoded, it reads "send".',
  }),
  finding({
    ...hidden,
    id: '2222222222222222',
    place: {
      in: 'definition',
      server: 'notes-1a2b3c4d',
      kind: 'prompt',
      name: 'summary',
      pointer: '/arguments/0/description',
    },
    shows: 'Summarises.\u202E gnihton\u202C',
    because: 'Decoded, it reads "nothing".',
  }),
  finding({
    rule: 'config/plain-http',
    id: '3333333333333333',
    severity: 'high',
    title: 'Remote server is reached without encryption',
    server: 'weather-9c0d1e2f',
    place: {
      in: 'file',
      path: config,
      line: 28,
      column: 14,
      pointer: '/mcpServers/weather/url',
    },
    shows: 'http://weather.example/mcp',
    why: 'Whoever sits on the path reads the credentials and rewrites the tools that the model sees.',
    fix: 'Use the https:// address of the server; if it has none, reach it through a tunnel.',
    controls: ['TRF-11'],
    techniques: ['insecure-communication'],
    cwe: [319],
    top10: { csa: ['MCP-10'], owasp: ['MCP07'] },
  }),
  finding({
    rule: 'config/unpinned-package',
    id: '4444444444444444',
    confidence: 'medium',
    title: 'Package is fetched without a fixed version',
    server: 'notes-1a2b3c4d',
    place: { in: 'file', path: config, line: 6, column: 16, pointer: '/mcpServers/notes/args/1' },
    shows: '-y @example/notes-server',
    why: 'Whatever is published under the name next is started with your rights.',
    fix: 'Name an exact version: package@1.2.3.',
    controls: ['PRV-02'],
    cwe: [1357],
  }),
  finding({
    rule: 'definition/untyped-schema',
    id: '5555555555555555',
    severity: 'low',
    title: 'Input schema does not say what it takes',
    server: 'everything-5e6f7a8b',
    place: {
      in: 'definition',
      server: 'everything-5e6f7a8b',
      kind: 'tool',
      name: 'echo',
      pointer: '/inputSchema',
    },
    shows: '{"type":"object"}',
    why: 'A host cannot refuse arguments that the server never described.',
    fix: 'Give every parameter a type, and set additionalProperties to false.',
    controls: ['INT-08'],
  }),
  finding({
    rule: 'definition/long-description',
    id: '6666666666666666',
    severity: 'info',
    title: 'Description is longer than a person reads',
    server: 'everything-5e6f7a8b',
    place: {
      in: 'definition',
      server: 'everything-5e6f7a8b',
      kind: 'instructions',
      name: 'instructions',
      pointer: '',
    },
    shows: '4,096 characters',
  }),
];

const rules = [...new Set(findings.map(({ rule }) => rule))];

function coverageOf(
  all: readonly ServerReport[],
  what: readonly Finding[],
  names: readonly string[],
): CoverageRow[] {
  return names.flatMap((rule) =>
    all.map(({ id, look }): CoverageRow => {
      const hits = what.filter((one) => one.rule === rule && one.server === id).length;
      if (hits > 0) return { rule, subject: id, outcome: 'fail', findings: hits };
      if (look.seen || rule.startsWith('config')) {
        return { rule, subject: id, outcome: 'pass', findings: 0 };
      }
      const outcome = look.reason === 'disabled' ? 'not-applicable' : 'unable';
      return { rule, subject: id, outcome, why: look.why, findings: 0 };
    }),
  );
}

/** A report that holds together: its counts are those of what it lists. */
export function reportOf(
  all: readonly ServerReport[],
  what: readonly Finding[],
  facts: Partial<AuditReport> = {},
  extra: readonly CoverageRow[] = [],
): AuditReport {
  const coverage = [
    ...coverageOf(all, what, [...new Set([...rules, ...what.map(({ rule }) => rule)])]),
    ...extra,
  ];
  const outcomes = ['pass', 'fail', 'not-applicable', 'unable', 'error'] as const;
  const tally = <K extends string>(names: readonly K[], values: readonly K[]): Record<K, number> =>
    Object.fromEntries(
      names.map((name) => [name, values.filter((value) => value === name).length]),
    ) as Record<K, number>;
  return {
    format: 'warder-audit/1',
    tool: { name: 'warder', version: '0.1.0' },
    run: { started: '2026-11-20T13:15:00.000Z', milliseconds: 2345 },
    target: 'this machine',
    summary: {
      servers: all.length,
      seen: all.filter(({ look }) => look.seen).length,
      findings: tally(
        severities,
        what.map(({ severity }) => severity),
      ),
      outcomes: tally(
        outcomes,
        coverage.map(({ outcome }) => outcome),
      ),
    },
    servers: all,
    findings: what,
    coverage,
    unread: [],
    ...facts,
  };
}

/** What somebody with five servers and a few faults sees on the second run. */
export const rich: AuditReport = reportOf(
  Object.values(servers),
  findings,
  {
    run: {
      id: 'b7d1',
      started: '2026-11-20T13:15:00.000Z',
      milliseconds: 2345,
      since: {
        run: 'a6c0',
        started: '2026-11-19T10:22:00.000Z',
        new: ['1111111111111111'],
        unchanged: findings.slice(1).map(({ id }) => id),
        fixed: [
          {
            id: '7777777777777777',
            rule: 'config/plaintext-secret',
            severity: 'high',
            title: 'A secret stands in the configuration',
            where: `${config}:9:7`,
          },
        ],
        notChecked: [
          {
            id: '8888888888888888',
            rule: 'definition/concealment',
            severity: 'high',
            title: 'Definition asks the model to hide what it does',
            where: 'archive-3a4b5c6d tool "pack" /description',
          },
        ],
      },
    },
    unread: [{ path: '/home/ada/.cursor/mcp.json', why: 'not valid JSON at line 3, column 14' }],
  },
  [
    {
      rule: 'config-file/writable-by-others',
      subject: config,
      outcome: 'not-applicable',
      why: 'the platform has no POSIX permission bits',
      findings: 0,
    },
    {
      rule: 'definition/concealment',
      subject: 'everything-5e6f7a8b',
      outcome: 'error',
      why: 'the rule failed: stack overflow',
      findings: 0,
    },
  ],
);

/** The same servers before any was looked at. */
export const inventory: InventoryRecord = {
  format: 'warder-inventory/1',
  tool: rich.tool,
  servers: rich.servers.map(({ look: _look, ...known }) => known),
  looked: 88,
  unread: rich.unread,
};

export const clean: AuditReport = reportOf([servers.everything], []);

export const empty: AuditReport = reportOf([], []);

/** As many findings as asked for, of as many rules, in long and short places. */
export function crowded(number: number, ruleCount: number): AuditReport {
  const many = Array.from({ length: number }, (_, index) =>
    finding({
      rule: `definition/rule-${index % ruleCount}`,
      id: index.toString(16).padStart(16, '0'),
      severity: severities[(index % ruleCount) % severities.length] ?? 'low',
      title: `Definition breaks rule number ${index % ruleCount}`,
      server: 'notes-1a2b3c4d',
      place: {
        in: 'definition',
        server: 'notes-1a2b3c4d',
        kind: 'tool',
        name: `tool_${index}`,
        pointer: '/inputSchema/properties/a_rather_long_parameter_name/description',
      },
      shows: `evidence number ${index}`,
    }),
  ).sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity));
  return reportOf(Object.values(servers), many);
}

/** Texts that a terminal or a reader's eye would obey or miss; to be mixed with any others. */
export const treacherous: readonly string[] = [
  '\u001B[2J',
  '\u009B1m',
  '\n',
  '\r',
  '\u202E',
  '\u200B',
  '\u2028',
  '\uFEFF',
  '\u{E0041}',
  '\u{E0100}',
  'o\u0300\u0300\u0300\u0300\u0300',
  '語',
  '│',
  'HIGH  ',
];

/** Keys whose values come from a fixed set; all other strings of a report may be foreign. */
const FIXED = new Set([
  'confidence',
  'era',
  'format',
  'in',
  'kind',
  'outcome',
  'reason',
  'scope',
  'severity',
  'started',
  'transport',
]);

/** The report, or part of one, with every string that may be foreign replaced by what `text` gives for it. */
export function withStrings<T extends object>(
  report: T,
  text: (old: string, index: number) => string,
): T {
  let index = 0;
  const change = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return FIXED.has(key) ? value : text(value, index++);
    if (Array.isArray(value)) return value.map((item) => change(item, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        name,
        // The name of the tool that wrote the report.
        key === 'tool' && name === 'name' ? item : change(item, name),
      ]),
    );
  };
  return change(report, '') as T;
}
