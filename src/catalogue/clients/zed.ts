import type { Client } from '../../domain/client.ts';

const SERVERS = [['context_servers']];

export const client: Client = {
  id: 'zed',
  title: 'Zed',
  sources: [
    { scope: 'user', path: '{config}/zed/settings.json', format: 'json', servers: SERVERS },
    {
      scope: 'user',
      on: ['win32'],
      path: '{appSupport}/Zed/settings.json',
      format: 'json',
      servers: SERVERS,
    },
    {
      scope: 'user',
      on: ['linux'],
      path: '{home}/.var/app/dev.zed.Zed/config/zed/settings.json',
      format: 'json',
      servers: SERVERS,
    },
    { scope: 'project', path: '{project}/.zed/settings.json', format: 'json', servers: SERVERS },
  ],
};
