import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { serverRecord } from '../../../domain/record.ts';
import type { Inventory } from '../../../domain/server.ts';
import {
  combine,
  discover,
  discoverFolder,
  readConfigFile,
} from '../../../engines/inventory/index.ts';
import { renderInventory } from '../../../engines/report/index.ts';
import { thisMachine } from '../machine.ts';
import { version } from '../package.ts';
import { statusLine } from '../progress.ts';
import { styleOf } from '../style.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

interface Request {
  readonly folders: readonly string[];
  readonly flags: {
    readonly config?: readonly string[];
    readonly json?: true;
    readonly verbose?: true;
  };
  readonly terminal: Terminal;
}

/** `warder discover`: the inventory. Exits 3 where something could not be read. */
export async function runDiscover({ flags, folders, terminal }: Request): Promise<number> {
  const status = statusLine(terminal);
  try {
    const { looked, servers, unread } = await inventoryOf({ flags, folders, terminal }, status);
    status.stop();
    const record = {
      format: 'warder-inventory/1' as const,
      tool: { name: 'warder' as const, version: version() },
      looked,
      servers: servers.map(serverRecord),
      unread: [...unread],
    };
    const text = renderInventory(record, flags.json ? 'json' : 'text', {
      ...styleOf(terminal),
      verbose: flags.verbose === true,
      cwd: terminal.cwd,
      home: homedir(),
    });
    await write(terminal.stdout, text);
    return unread.length > 0 ? 3 : 0;
  } finally {
    status.stop();
  }
}

async function inventoryOf(
  { flags, folders, terminal }: Request,
  progress: ReturnType<typeof statusLine>,
): Promise<Inventory> {
  const files = flags.config ?? [];
  if (folders.length === 0 && files.length === 0) {
    return discover(thisMachine(terminal), { progress });
  }
  const parts: Inventory[] = [];
  for (const folder of folders) {
    parts.push(await discoverFolder(resolve(terminal.cwd, folder), { progress }));
  }
  for (const file of files) parts.push(await readConfigFile(resolve(terminal.cwd, file)));
  return combine(parts);
}
