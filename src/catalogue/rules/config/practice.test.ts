import { expect, test } from 'vitest';
import { configFile, entry } from '../../../domain/example.ts';
import type { Json, JsonObject } from '../../../domain/json.ts';
import { familyOf } from '../../../domain/rule.ts';
import type { Match, PlainFamily, Rule, Subjects } from '../../../domain/rule.ts';
import type { ConfigScope } from '../../../domain/server.ts';
import { isAtLeast } from '../../../domain/severity.ts';
import { rules } from '../registry.gen.ts';

// Well-made configurations as people have them. A finding at medium or above here is a false alarm.

const DIGEST = 'sha256:4f1c0e7d5b9a2836'.padEnd(71, '7c31d90eb8a45f62');

interface Practice {
  readonly client: string;
  readonly scope?: ConfigScope;
  readonly document: JsonObject;
  readonly servers: Readonly<Record<string, JsonObject>>;
  readonly mode?: number;
}

const from = (
  key: string,
  servers: Readonly<Record<string, JsonObject>>,
  rest: JsonObject = {},
) => ({
  document: { ...rest, [key]: servers },
  servers,
});

const PRACTICES: readonly Practice[] = [
  {
    client: 'claude-desktop',
    ...from(
      'mcpServers',
      {
        filesystem: {
          command: 'npx',
          args: [
            '-y',
            '@example/filesystem@2026.1.14',
            '/Users/alex/Documents/notes',
            '/Users/alex/projects',
          ],
        },
        git: {
          command: 'uvx',
          args: ['example-git==2026.1.14', '--repository', '/Users/alex/projects/site'],
        },
        time: {
          command: '/opt/homebrew/bin/uvx',
          args: ['example-time@1.2.0', '--local-timezone=Europe/Berlin'],
        },
      },
      { globalShortcut: 'Alt+Space', preferences: { menuBarEnabled: false } },
    ),
  },
  {
    client: 'claude-code',
    mode: 0o600,
    ...from(
      'mcpServers',
      {
        tracker: { type: 'http', url: 'https://mcp.tracker.example/mcp' },
        errors: {
          type: 'http',
          url: 'https://errors.example/mcp',
          headers: { Authorization: 'Bearer ${ERRORS_TOKEN}' },
        },
        db: {
          type: 'stdio',
          command: 'npx',
          args: ['-y', '@example/postgres@0.6.2', '${DATABASE_URL}'],
          env: {},
        },
      },
      {
        numStartups: 184,
        oauthAccount: {
          accountUuid: '6f1e7f0a-4a53-4e4b-9d0e-0d6f3a1f2b3c',
          emailAddress: 'alex@site.example',
        },
        projects: {
          '/Users/alex/projects/site': {
            allowedTools: [],
            mcpServers: {},
            enabledMcpjsonServers: ['tracker'],
          },
        },
      },
    ),
  },
  {
    client: 'claude-code',
    scope: 'project',
    ...from('mcpServers', {
      docs: { type: 'http', url: 'https://docs.example/mcp' },
      browser: {
        command: 'npx',
        args: ['-y', '@example/browser@0.0.41', '--isolated', '--headless'],
      },
      'internal-api': {
        command: 'docker',
        args: [
          'run',
          '-i',
          '--rm',
          '--network',
          'none',
          '-e',
          'API_TOKEN',
          `registry.site.example/mcp/api@${DIGEST}`,
        ],
        env: { API_TOKEN: '${API_TOKEN}' },
      },
    }),
  },
  {
    client: 'vscode',
    ...from(
      'servers',
      {
        github: {
          type: 'http',
          url: 'https://api.githost.example/mcp/',
          headers: { Authorization: 'Bearer ${input:pat}' },
        },
        memory: {
          type: 'stdio',
          command: 'npx',
          args: ['-y', '@example/memory@2026.1.14'],
          env: { MEMORY_FILE_PATH: '${userHome}/.cache/memory.json' },
        },
        windows: {
          type: 'stdio',
          command: 'cmd',
          args: ['/c', 'npx', '-y', '@example/sheets@1.0.3'],
          envFile: '${workspaceFolder}/.env',
        },
      },
      {
        inputs: [{ type: 'promptString', id: 'pat', description: 'Access token', password: true }],
      },
    ),
  },
  {
    client: 'vscode',
    document: {
      'editor.fontSize': 13,
      'chat.mcp.access': 'all',
      'chat.tools.autoApprove': false,
      'http.proxyStrictSSL': true,
      'redhat.telemetry.enabled': false,
    },
    servers: {},
  },
  {
    client: 'cursor',
    ...from('mcpServers', {
      linear: {
        command: 'npx',
        args: ['-y', 'mcp-remote@0.1.29', 'https://mcp.linear.example/mcp'],
      },
      design: { url: 'http://127.0.0.1:3845/mcp' },
      search: {
        command: 'npx',
        args: ['-y', '@example/search@0.2.1'],
        env: {
          SEARCH_API_KEY: '${env:SEARCH_API_KEY}',
          HTTPS_PROXY: 'http://proxy.site.example:3128',
        },
      },
    }),
  },
  {
    client: 'codex',
    ...from(
      'mcp_servers',
      {
        context: {
          command: 'npx',
          args: ['-y', '@example/context@1.0.14'],
          startup_timeout_sec: 20,
          enabled: true,
        },
        tickets: { url: 'https://tickets.example/mcp', bearer_token_env_var: 'TICKETS_TOKEN' },
        sheets: {
          command: '/home/alex/.local/bin/sheets-mcp',
          args: ['serve', '--config', '/home/alex/.config/sheets/config.toml'],
          env_vars: ['SHEETS_TOKEN'],
          cwd: '/home/alex/sheets',
        },
      },
      { model: 'big-1', approval_policy: 'on-request', sandbox_mode: 'workspace-write' },
    ),
  },
  {
    client: 'gemini-cli',
    ...from(
      'mcpServers',
      {
        maps: {
          httpUrl: 'https://maps.example/mcp',
          headers: { 'X-Api-Key': '$MAPS_API_KEY' },
          timeout: 5000,
          trust: false,
        },
        cloud: {
          command: 'node',
          args: ['/home/alex/src/cloud-mcp/dist/index.js'],
          env: {
            CLOUD_PROJECT: 'site-prod-4711',
            GOOGLE_APPLICATION_CREDENTIALS: '/home/alex/.config/cloud/key.json',
          },
          includeTools: ['list_buckets', 'delete_bucket'],
        },
      },
      {
        general: { defaultApprovalMode: 'default' },
        security: { auth: { selectedType: 'oauth-personal' } },
      },
    ),
  },
  {
    client: 'goose',
    ...from(
      'extensions',
      {
        notes: {
          type: 'stdio',
          cmd: 'uv',
          args: ['--directory', '/home/alex/src/notes', 'run', 'notes-mcp'],
          enabled: true,
          envs: {},
          env_keys: ['NOTES_TOKEN'],
          timeout: 300,
        },
        wiki: {
          type: 'streamable_http',
          uri: 'https://wiki.example/mcp',
          headers: {},
          enabled: true,
        },
      },
      { GOOSE_PROVIDER: 'anthropic', GOOSE_MODE: 'smart_approve' },
    ),
  },
  {
    client: 'opencode',
    ...from(
      'mcp',
      {
        shots: {
          type: 'local',
          command: ['npx', '-y', '@example/shots@3.1.0'],
          environment: { SHOTS_DIR: '/home/alex/Pictures/shots', LOG_LEVEL: 'debug' },
        },
        mail: {
          type: 'remote',
          url: 'https://mail.example/mcp',
          headers: { Authorization: 'Bearer {env:MAIL_TOKEN}' },
          oauth: { clientId: 'opencode', scope: 'mail.read' },
        },
      },
      { permission: { edit: 'ask', bash: { '*': 'ask', 'git status': 'allow' } } },
    ),
  },
  {
    client: 'zed',
    ...from(
      'context_servers',
      {
        query: {
          source: 'custom',
          command: {
            path: '/usr/local/bin/query-mcp',
            args: ['--read-only', '--dsn-env', 'QUERY_DSN'],
            env: { QUERY_SSL_MODE: 'verify-full' },
          },
        },
        extra: { source: 'extension', settings: { database_url: '', max_rows: 1000 } },
      },
      { theme: 'One Dark', agent: { always_allow_tool_actions: false } },
    ),
  },
  {
    client: 'continue-dev',
    ...from(
      'mcpServers',
      {
        browser: {
          command: 'docker',
          args: [
            'run',
            '--rm',
            '-i',
            '--init',
            '--cap-drop=ALL',
            '--security-opt',
            'no-new-privileges',
            '-p',
            '127.0.0.1:9000:9000',
            '-v',
            '/home/alex/shots:/out',
            '-e',
            'HOST=0.0.0.0',
            `example/browser@${DIGEST}`,
            '--no-sandbox',
          ],
        },
        local: {
          type: 'streamable-http',
          url: 'http://localhost:8931/mcp',
          requestOptions: { headers: { 'X-Workspace': 'site' }, verifySsl: true },
        },
      },
      {
        name: 'Local',
        version: '1.0.0',
        models: [{ name: 'Big', apiKey: '${{ secrets.BIG_API_KEY }}' }],
      },
    ),
  },
  {
    client: 'cline',
    ...from('mcpServers', {
      kubernetes: {
        command: 'kubernetes-mcp',
        args: ['--read-only', '--kubeconfig', '/home/alex/.kube/dev-config'],
        alwaysAllow: ['pods_list', 'get_pod', 'namespaces_list'],
        disabled: false,
      },
      python: {
        command: '/home/alex/.venvs/tools/bin/python',
        args: ['-m', 'tools_mcp', '--port', '0'],
        env: {
          PYTHONPATH: '/home/alex/src/tools',
          PYTHONUNBUFFERED: '1',
          PATH: '/home/alex/.venvs/tools/bin:/usr/bin:/bin',
        },
      },
      deno: {
        command: 'deno',
        args: [
          'run',
          '--allow-net=api.example.com',
          '--allow-read=/home/alex/data',
          'jsr:@example/data@1.4.0',
        ],
        env: { NODE_OPTIONS: '--max-old-space-size=4096' },
      },
    }),
  },
  {
    client: 'windsurf',
    ...from('mcpServers', {
      'windows-files': {
        command: 'C:\\Program Files\\nodejs\\npx.cmd',
        args: ['-y', '@example/files@1.0.0', 'C:\\Users\\alex\\Documents\\notes'],
        env: { APPDATA: 'C:\\Users\\alex\\AppData\\Roaming' },
      },
      java: {
        command: 'java',
        args: ['-Xmx512m', '-jar', 'C:\\tools\\mcp\\server-1.2.0.jar', '--mcp.stdio=true'],
      },
      site: { serverUrl: 'https://site.example/mcp' },
    }),
  },
];

function alarmsIn({ client, document, mode = 0o644, scope = 'user', servers }: Practice): string[] {
  const facts = { client, mode, parentMode: 0o755, scope };
  const entries = Object.entries(servers).map(([name, raw]) => entry(raw, { ...facts, name }));
  // A configuration is no subject for rules of any other family.
  const subjects: { readonly [family: string]: readonly Subjects[PlainFamily][] | undefined } = {
    config: entries.map((one) => ({ ...one, others: entries.filter((other) => other !== one) })),
    'config-file': [configFile(document, facts)],
  };
  return (rules as readonly Rule<PlainFamily>[]).flatMap((rule) =>
    (subjects[familyOf(rule.id)] ?? []).flatMap((subject) => {
      if (rule.notApplicable?.(subject) !== undefined) return [];
      return [...rule.detect(subject)]
        .filter((match: Match) => isAtLeast(match.severity ?? rule.severity, 'medium'))
        .map(({ at, because, shows }) => `${rule.id} ${at} ${shows} ${because ?? ''}`);
    }),
  );
}

test.each(PRACTICES)('a well-made configuration of $client gives no alarm', (practice) => {
  expect(alarmsIn(practice)).toEqual([]);
});

test('the same configurations with one thing wrong do', () => {
  const [desktop] = PRACTICES;
  const wrong: Json = { command: 'npx', args: ['-y', '@example/filesystem', '/'] };
  const servers = { ...desktop?.servers, filesystem: wrong };
  const alarms = alarmsIn({ client: 'claude-desktop', document: { mcpServers: servers }, servers });
  expect(alarms.map((alarm) => alarm.split(' ', 2).join(' '))).toEqual([
    'config/broad-folder /args/2',
    'config/unpinned-package /args/1',
  ]);
});
