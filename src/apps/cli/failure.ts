import { WarderError, messageOf } from '../../domain/errors.ts';
import { visibleJson } from '../../domain/escape.ts';
import { redact } from '../../domain/redact.ts';
import { write } from './terminal.ts';
import type { Terminal } from './terminal.ts';

/** Exit code of a process that was interrupted, by the shells' convention. */
const INTERRUPTED = 130;

/**
 * Says on standard error why Warder could not do its work and what would help. Gives the exit code: what
 * is right and cannot be had just now is incomplete (3), everything else is usage (2).
 */
export async function fail(thrown: unknown, { environment, stderr }: Terminal): Promise<number> {
  // Where even that cannot be written, the exit code alone says it.
  const tell = (text: string): Promise<void> => write(stderr, text).catch(() => undefined);
  if (thrown instanceof WarderError && thrown.code === 'INTERRUPTED') {
    await tell('warder: interrupted; nothing was kept of this run\n');
    return INTERRUPTED;
  }
  await tell(`warder: ${shown(messageOf(thrown))}\n`);
  if (thrown instanceof WarderError) {
    if (thrown.hint !== undefined) await tell(`  ${shown(thrown.hint)}\n`);
  } else if (isMissingPackage(thrown)) {
    await tell(
      '  Its dependencies are not whole: run `npm run setup` in a clone, or reinstall it.\n',
    );
  } else {
    await tell('  This is a fault of Warder itself; please report it.\n');
  }
  const stack = thrown instanceof Error ? thrown.stack : undefined;
  if ((environment['WARDER_DEBUG'] ?? '') !== '' && stack !== undefined)
    await tell(`${shown(stack)}\n`);
  const isOutOfReach = thrown instanceof WarderError && thrown.code === 'PACKAGE_UNAVAILABLE';
  return isOutOfReach ? 3 : 2;
}

/** A message may quote a path or an answer of somebody else's; this is the last place before the terminal. */
function shown(text: string): string {
  return visibleJson(redact(text));
}

function isMissingPackage(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_MODULE_NOT_FOUND';
}
