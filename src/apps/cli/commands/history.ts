import { homedir } from 'node:os';
import { openEmbeddedStore } from '../../../adapters/store/index.ts';
import { WarderError } from '../../../domain/errors.ts';
import { visible } from '../../../domain/escape.ts';
import { render, renderHistory } from '../../../engines/report/index.ts';
import { storeFile } from '../folders.ts';
import type { Format } from '../output.ts';
import { styleOf } from '../style.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

interface Request {
  readonly run: string | undefined;
  readonly flags: {
    readonly target?: string;
    readonly limit: number;
    readonly format?: Format;
    readonly json?: true;
    readonly verbose?: true;
    readonly store?: string;
  };
  readonly terminal: Terminal;
}

/** `warder history`: the runs that were kept, or one of them as it was reported. */
export async function runHistory({ flags, run, terminal }: Request): Promise<number> {
  const store = await openEmbeddedStore(storeFile(flags.store, terminal));
  try {
    const style = {
      ...styleOf(terminal),
      verbose: flags.verbose === true,
      cwd: terminal.cwd,
      home: homedir(),
    };
    if (run === undefined) {
      const { limit, target } = flags;
      const rows = await store.list({ limit, ...(target !== undefined && { target }) });
      await write(terminal.stdout, renderHistory(rows, flags.json ? 'json' : 'text', style));
      return 0;
    }
    const found = await store.load(run);
    if (found === undefined) {
      throw new WarderError('USAGE', `there is no one run whose id starts with "${visible(run)}"`, {
        hint: 'run `warder history` for the ids',
      });
    }
    const format = flags.json ? 'json' : (flags.format ?? 'text');
    await write(terminal.stdout, render(found.report, format, style));
    return 0;
  } finally {
    await store.close();
  }
}
