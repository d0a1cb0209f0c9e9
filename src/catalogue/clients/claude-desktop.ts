import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'claude-desktop',
  title: 'Claude Desktop',
  introduces: { name: 'claude-ai', version: '0.1.0' },
  sources: [
    {
      scope: 'user',
      path: '{appSupport}/Claude/claude_desktop_config.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      scope: 'user',
      on: ['linux'],
      path: '{config}/claude/claude_desktop_config.json',
      format: 'json',
      servers: [['mcpServers']],
    },
    {
      // An installed extension is an unpacked bundle; its manifest says how the server is started.
      scope: 'plugin',
      path: '{appSupport}/Claude/Claude Extensions/*/manifest.json',
      format: 'json',
      servers: [],
      plugin: { up: 0, variable: '__dirname' },
      describes: { entry: ['server', 'mcp_config'], name: ['name'] },
    },
  ],
  note: 'Connectors that are added in the app live in the account and not on the machine. The folder of installed extensions is not documented.',
};
