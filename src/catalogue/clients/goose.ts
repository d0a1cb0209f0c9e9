import type { Client, ConfigSource } from '../../domain/client.ts';

const EXTENSIONS: Pick<ConfigSource, 'format' | 'servers' | 'ignore'> = {
  format: 'yaml',
  servers: [['extensions']],
  // Part of the program: no server is started or reached.
  ignore: { key: 'type', values: ['builtin', 'platform', 'frontend'] },
};

export const client: Client = {
  id: 'goose',
  title: 'Goose',
  sources: [
    { scope: 'user', path: '{config}/goose/config.yaml', ...EXTENSIONS },
    { scope: 'user', path: '{config}/goose/permission.yaml', format: 'yaml', servers: [] },
    {
      scope: 'user',
      on: ['win32'],
      path: '{appSupport}/Block/goose/config/config.yaml',
      ...EXTENSIONS,
    },
    {
      scope: 'user',
      on: ['win32'],
      path: '{appSupport}/Block/goose/config/permission.yaml',
      format: 'yaml',
      servers: [],
    },
  ],
};
