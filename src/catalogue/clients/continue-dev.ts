import type { Client, ConfigSource } from '../../domain/client.ts';

// One file may hold a whole configuration or one block of it; both have the same keys.
const BLOCKS = ['yaml', 'yml', 'json'].map(
  (ending): Pick<ConfigSource, 'path' | 'format' | 'servers'> => ({
    path: `.continue/mcpServers/*.${ending}`,
    format: ending === 'json' ? 'json' : 'yaml',
    servers: [['mcpServers'], []],
  }),
);

export const client: Client = {
  id: 'continue-dev',
  title: 'Continue',
  sources: [
    ...['{home}/.continue', '{env:CONTINUE_GLOBAL_DIR}'].flatMap((folder): ConfigSource[] => [
      { scope: 'user', path: `${folder}/config.yaml`, format: 'yaml', servers: [['mcpServers']] },
      {
        scope: 'user',
        path: `${folder}/config.json`,
        format: 'json',
        servers: [['experimental', 'modelContextProtocolServers'], ['mcpServers']],
      },
    ]),
    ...BLOCKS.map(
      (block): ConfigSource => ({ scope: 'user', ...block, path: `{home}/${block.path}` }),
    ),
    ...BLOCKS.map(
      (block): ConfigSource => ({ scope: 'project', ...block, path: `{project}/${block.path}` }),
    ),
  ],
};
