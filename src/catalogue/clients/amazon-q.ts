import type { Client, ConfigSource } from '../../domain/client.ts';

const USER = [
  'mcp.json',
  'default.json',
  'agents/default.json',
  'agents/mcp.json',
  'cli-agents/*.json',
];
const PROJECT = ['mcp.json', 'default.json', 'agents/*.json', 'cli-agents/*.json'];

export const client: Client = {
  id: 'amazon-q',
  title: 'Amazon Q Developer',
  sources: [
    ...USER.map(
      (name): ConfigSource => ({
        scope: 'user',
        path: `{home}/.aws/amazonq/${name}`,
        format: 'json',
        servers: [['mcpServers']],
      }),
    ),
    ...PROJECT.map(
      (name): ConfigSource => ({
        scope: 'project',
        path: `{project}/.amazonq/${name}`,
        format: 'json',
        servers: [['mcpServers']],
      }),
    ),
  ],
};
