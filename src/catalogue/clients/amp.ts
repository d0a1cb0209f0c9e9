import type { Client, ConfigSource } from '../../domain/client.ts';

const NAMES = ['settings.json', 'settings.jsonc'];
const SETTINGS: Pick<ConfigSource, 'format' | 'servers'> = {
  format: 'json',
  // The key has a dot in it.
  servers: [['amp.mcpServers'], ['amp', 'mcpServers']],
};

export const client: Client = {
  id: 'amp',
  title: 'Amp',
  sources: [
    ...NAMES.flatMap((name): ConfigSource[] => [
      { scope: 'user', path: `{config}/amp/${name}`, ...SETTINGS },
      { scope: 'user', on: ['win32'], path: `{appSupport}/amp/${name}`, ...SETTINGS },
      { scope: 'project', path: `{project}/.amp/${name}`, ...SETTINGS },
    ]),
    { scope: 'managed', on: ['linux'], path: '/etc/ampcode/managed-settings.json', ...SETTINGS },
    {
      scope: 'managed',
      on: ['darwin'],
      path: '/Library/Application Support/ampcode/managed-settings.json',
      ...SETTINGS,
    },
    {
      scope: 'managed',
      on: ['win32'],
      path: '{programData}/ampcode/managed-settings.json',
      ...SETTINGS,
    },
  ],
};
