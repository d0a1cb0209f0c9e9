import type { Client, ConfigSource } from '../../domain/client.ts';

// `url` is the older transport there, `httpUrl` the newer one.
const SERVERS: Pick<ConfigSource, 'format' | 'servers' | 'plainUrl'> = {
  format: 'json',
  servers: [['mcpServers']],
  plainUrl: 'sse',
};
const SETTINGS: Omit<ConfigSource, 'scope' | 'path'> = {
  ...SERVERS,
  disables: [{ names: ['mcp', 'excluded'] }, { names: ['excludeMCPServers'] }],
};

export const client: Client = {
  id: 'gemini-cli',
  title: 'Gemini CLI',
  introduces: { name: 'gemini-cli-mcp-client', version: '0.0.1' },
  sources: [
    { scope: 'user', path: '{home}/.gemini/settings.json', ...SETTINGS },
    ...['settings.json', 'system-defaults.json'].flatMap((name): ConfigSource[] => [
      { scope: 'managed', on: ['linux'], path: `/etc/gemini-cli/${name}`, ...SETTINGS },
      {
        scope: 'managed',
        on: ['darwin'],
        path: `/Library/Application Support/GeminiCli/${name}`,
        ...SETTINGS,
      },
      { scope: 'managed', on: ['win32'], path: `{programData}/gemini-cli/${name}`, ...SETTINGS },
    ]),
    { scope: 'managed', path: '{env:GEMINI_CLI_SYSTEM_SETTINGS_PATH}', ...SETTINGS },
    { scope: 'managed', path: '{env:GEMINI_CLI_SYSTEM_DEFAULTS_PATH}', ...SETTINGS },
    {
      scope: 'plugin',
      path: '{home}/.gemini/extensions/*/gemini-extension.json',
      ...SERVERS,
      plugin: { up: 0, variable: 'extensionPath' },
    },
    { scope: 'project', path: '{project}/.gemini/settings.json', ...SETTINGS },
    {
      scope: 'plugin',
      path: '{project}/gemini-extension.json',
      ...SERVERS,
      plugin: { up: 0, variable: 'extensionPath' },
    },
  ],
  workspaces: [
    { path: '{home}/.gemini/trustedFolders.json', format: 'json', folders: ['*folder'] },
  ],
};
