import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'claude-desktop',
  title: 'Claude Desktop',
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
      path: '{home}/.config/claude/claude_desktop_config.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
};
