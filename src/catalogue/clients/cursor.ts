import type { Client, ConfigSource } from '../../domain/client.ts';

const SERVERS = [['mcpServers']];

export const client: Client = {
  id: 'cursor',
  title: 'Cursor',
  introduces: { name: 'cursor-vscode', version: '1.0.0' },
  sources: [
    { scope: 'user', path: '{home}/.cursor/mcp.json', format: 'json', servers: SERVERS },
    // What runs without asking: allowed commands and tools of the editor and of the command line.
    { scope: 'user', path: '{home}/.cursor/permissions.json', format: 'json', servers: [] },
    { scope: 'user', path: '{home}/.cursor/cli-config.json', format: 'json', servers: [] },
    ...['cache', 'local'].flatMap((part) =>
      ['mcp.json', '.mcp.json'].map(
        (name): ConfigSource => ({
          scope: 'plugin',
          path: `{home}/.cursor/plugins/${part}/**/${name}`,
          format: 'json',
          servers: [...SERVERS, []],
        }),
      ),
    ),
    { scope: 'project', path: '{project}/.cursor/mcp.json', format: 'json', servers: SERVERS },
    { scope: 'project', path: '{project}/.cursor/cli.json', format: 'json', servers: [] },
    {
      scope: 'project',
      path: '{project}/.mcp.json',
      format: 'json',
      servers: SERVERS,
      isBorrowed: true,
    },
  ],
  workspaces: [
    {
      path: '{appSupport}/Cursor/User/workspaceStorage/*/workspace.json',
      format: 'json',
      folders: ['folder'],
      files: ['workspace'],
    },
  ],
  note: "That Cursor reads a project's .mcp.json is not documented. Which tools run without asking is partly kept in a database that Warder does not read.",
};
