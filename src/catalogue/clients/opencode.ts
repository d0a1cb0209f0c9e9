import type { Client, ConfigSource, Platform } from '../../domain/client.ts';

const NAMES = ['opencode.json', 'opencode.jsonc'];
const USER_FOLDERS = ['{config}/opencode', '{home}/.opencode', '{env:OPENCODE_CONFIG_DIR}'];
const MANAGED: readonly { readonly on: readonly Platform[]; readonly folder: string }[] = [
  { on: ['linux'], folder: '/etc/opencode' },
  { on: ['darwin'], folder: '/Library/Application Support/opencode' },
  { on: ['win32'], folder: '{programData}/opencode' },
];
const CONFIG: Pick<ConfigSource, 'format' | 'servers'> = { format: 'json', servers: [['mcp']] };

export const client: Client = {
  id: 'opencode',
  title: 'OpenCode',
  sources: [
    ...USER_FOLDERS.flatMap((folder) =>
      NAMES.map((name): ConfigSource => ({ scope: 'user', path: `${folder}/${name}`, ...CONFIG })),
    ),
    { scope: 'user', path: '{config}/opencode/config.json', ...CONFIG },
    { scope: 'user', path: '{env:OPENCODE_CONFIG}', ...CONFIG },
    ...MANAGED.flatMap(({ folder, on }) =>
      NAMES.map(
        (name): ConfigSource => ({ scope: 'managed', on, path: `${folder}/${name}`, ...CONFIG }),
      ),
    ),
    ...NAMES.flatMap((name): ConfigSource[] => [
      { scope: 'project', path: `{project}/${name}`, ...CONFIG },
      { scope: 'project', path: `{project}/.opencode/${name}`, ...CONFIG },
    ]),
  ],
  note: 'The list of opened projects is kept in a database that Warder does not read.',
};
