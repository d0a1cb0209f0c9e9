import type { Client, ConfigSource, Platform } from '../../domain/client.ts';

const FOLDER_VARIABLE = 'CLAUDE_PLUGIN_ROOT';
const SERVERS = [['mcpServers']];
const SETTINGS: Pick<ConfigSource, 'format' | 'servers' | 'disables'> = {
  format: 'json',
  servers: [],
  disables: [{ names: ['disabledMcpjsonServers'], of: 'project' }],
};
const MANAGED: readonly { readonly on: readonly Platform[]; readonly folder: string }[] = [
  { on: ['linux'], folder: '/etc/claude-code' },
  { on: ['darwin'], folder: '/Library/Application Support/ClaudeCode' },
  { on: ['win32'], folder: '{programFiles}/ClaudeCode' },
  { on: ['win32'], folder: '{programData}/ClaudeCode' },
];
const STATE = ['{home}/.claude.json', '{env:CLAUDE_CONFIG_DIR}/.claude.json'];
const FOLDERS = ['{home}/.claude', '{env:CLAUDE_CONFIG_DIR}'];
const PLUGINS = [
  ...FOLDERS.map((folder) => `${folder}/plugins`),
  '{env:CLAUDE_CODE_PLUGIN_CACHE_DIR}',
];

export const client: Client = {
  id: 'claude-code',
  title: 'Claude Code',
  introduces: { name: 'claude-code', version: '2.0.0' },
  sources: [
    ...STATE.map(
      (path): ConfigSource => ({
        scope: 'user',
        path,
        format: 'json',
        servers: [['mcpServers'], ['projects', '*folder', 'mcpServers']],
        disables: [
          { names: ['projects', '*folder', 'disabledMcpServers'], of: 'user' },
          { names: ['projects', '*folder', 'disabledMcpjsonServers'], of: 'project' },
        ],
      }),
    ),
    ...FOLDERS.flatMap((folder): ConfigSource[] => [
      { scope: 'user', path: `${folder}/settings.json`, ...SETTINGS },
      { scope: 'user', path: `${folder}/settings.local.json`, ...SETTINGS },
    ]),
    ...MANAGED.flatMap(({ folder, on }): ConfigSource[] => [
      {
        scope: 'managed',
        on,
        path: `${folder}/managed-mcp.json`,
        format: 'json',
        servers: SERVERS,
      },
      { scope: 'managed', on, path: `${folder}/managed-settings.json`, ...SETTINGS },
      { scope: 'managed', on, path: `${folder}/managed-settings.d/*.json`, ...SETTINGS },
    ]),
    ...PLUGINS.flatMap((folder) =>
      ['cache', 'repos'].flatMap((part): ConfigSource[] => [
        // Wrapped in `mcpServers` or flat; the manifest may hold the servers too.
        {
          scope: 'plugin',
          path: `${folder}/${part}/**/.mcp.json`,
          format: 'json',
          servers: [...SERVERS, []],
          plugin: { up: 0, variable: FOLDER_VARIABLE },
        },
        {
          scope: 'plugin',
          path: `${folder}/${part}/**/.claude-plugin/plugin.json`,
          format: 'json',
          servers: SERVERS,
          plugin: { up: 1, variable: FOLDER_VARIABLE },
        },
      ]),
    ),
    { scope: 'project', path: '{project}/.mcp.json', format: 'json', servers: SERVERS },
    { scope: 'project', path: '{project}/.claude/settings.json', ...SETTINGS },
    { scope: 'project', path: '{project}/.claude/settings.local.json', ...SETTINGS },
    {
      scope: 'plugin',
      path: '{project}/.claude-plugin/plugin.json',
      format: 'json',
      servers: SERVERS,
      plugin: { up: 1, variable: FOLDER_VARIABLE },
    },
  ],
  workspaces: STATE.map((path) => ({ path, format: 'json', folders: ['projects', '*folder'] })),
};
