import type { Client, ConfigSource, WorkspaceSource } from '../../domain/client.ts';

// Stable, Insiders and VSCodium on the desktop; the server that a remote window runs; a portable copy.
const USER_FOLDERS = [
  '{appSupport}/Code/User',
  '{appSupport}/Code - Insiders/User',
  '{appSupport}/VSCodium/User',
  '{home}/.vscode-server/data/User',
  '{home}/.vscode-server-insiders/data/User',
  '{env:VSCODE_PORTABLE}/user-data/User',
];
const IN_SETTINGS = [['mcp', 'servers'], ['mcp.servers']];
const CONTAINERS = [
  '.devcontainer/devcontainer.json',
  '.devcontainer.json',
  '.devcontainer/*/devcontainer.json',
];

export const client: Client = {
  id: 'vscode',
  title: 'Visual Studio Code',
  introduces: { name: 'Visual Studio Code', version: '1.105.0' },
  sources: [
    ...USER_FOLDERS.flatMap((folder): ConfigSource[] => [
      { scope: 'user', path: `${folder}/mcp.json`, format: 'json', servers: [['servers']] },
      {
        scope: 'user',
        path: `${folder}/profiles/*/mcp.json`,
        format: 'json',
        servers: [['servers']],
      },
      { scope: 'user', path: `${folder}/settings.json`, format: 'json', servers: IN_SETTINGS },
      {
        scope: 'user',
        path: `${folder}/profiles/*/settings.json`,
        format: 'json',
        servers: IN_SETTINGS,
      },
    ]),
    {
      scope: 'user',
      path: '{home}/.vscode-server/data/Machine/settings.json',
      format: 'json',
      servers: IN_SETTINGS,
    },
    { scope: 'user', path: '{home}/.vscode/mcp.json', format: 'json', servers: [['servers']] },
    {
      scope: 'project',
      path: '{project}/.vscode/mcp.json',
      format: 'json',
      servers: [['servers']],
    },
    {
      scope: 'project',
      path: '{project}/.mcp.json',
      format: 'json',
      servers: [['mcpServers']],
      isBorrowed: true,
    },
    {
      scope: 'project',
      path: '{project}/.vscode/settings.json',
      format: 'json',
      servers: IN_SETTINGS,
    },
    ...CONTAINERS.map(
      (path): ConfigSource => ({
        scope: 'project',
        path: `{project}/${path}`,
        format: 'json',
        servers: [
          ['customizations', 'vscode', 'mcp', 'servers'],
          ...IN_SETTINGS.map((keys) => ['customizations', 'vscode', 'settings', ...keys]),
        ],
      }),
    ),
    {
      scope: 'project',
      path: '{project}/*.code-workspace',
      format: 'json',
      servers: IN_SETTINGS.map((keys) => ['settings', ...keys]),
    },
  ],
  workspaces: [
    ...USER_FOLDERS.map(
      (folder): WorkspaceSource => ({
        path: `${folder}/workspaceStorage/*/workspace.json`,
        format: 'json',
        folders: ['folder'],
        files: ['workspace'],
      }),
    ),
    { path: '{project}/*.code-workspace', format: 'json', folders: ['folders', '*', 'path'] },
    { path: '{project}/*.code-workspace', format: 'json', folders: ['folders', '*', 'uri'] },
  ],
};
