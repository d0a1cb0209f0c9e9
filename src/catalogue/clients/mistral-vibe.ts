import type { Client } from '../../domain/client.ts';

const SERVERS = [['mcp_servers']];

export const client: Client = {
  id: 'mistral-vibe',
  title: 'Mistral Vibe',
  sources: [
    { scope: 'user', path: '{home}/.vibe/config.toml', format: 'toml', servers: SERVERS },
    { scope: 'user', path: '{env:VIBE_HOME}/config.toml', format: 'toml', servers: SERVERS },
    { scope: 'user', path: '{home}/.vibe/agents/*.toml', format: 'toml', servers: SERVERS },
    { scope: 'project', path: '{project}/.vibe/config.toml', format: 'toml', servers: SERVERS },
  ],
};
