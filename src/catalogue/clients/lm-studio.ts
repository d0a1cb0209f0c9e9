import type { Client } from '../../domain/client.ts';

export const client: Client = {
  id: 'lm-studio',
  title: 'LM Studio',
  sources: [
    { scope: 'user', path: '{home}/.lmstudio/mcp.json', format: 'json', servers: [['mcpServers']] },
    {
      scope: 'user',
      path: '{home}/.cache/lm-studio/mcp.json',
      format: 'json',
      servers: [['mcpServers']],
    },
  ],
};
