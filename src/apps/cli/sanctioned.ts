import { readFileSync } from 'node:fs';
import { WarderError, messageOf } from '../../domain/errors.ts';

/**
 * Reads the list of sanctioned servers: a JSON array of server ids, or the inventory that
 * `warder discover --json` prints, of which every server is then sanctioned.
 *
 * @throws WarderError CONFIG_UNREADABLE, CONFIG_INVALID
 */
export function readSanctioned(file: string): readonly string[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new WarderError(
      'CONFIG_UNREADABLE',
      `cannot read ${JSON.stringify(file)}: ${messageOf(cause)}`,
      {
        cause,
      },
    );
  }
  const list = idsIn(text);
  if (list === undefined) {
    throw new WarderError('CONFIG_INVALID', `${JSON.stringify(file)} is no list of server ids`, {
      hint: 'give a JSON array of ids, or what `warder discover --json` printed',
    });
  }
  return list;
}

function idsIn(text: string): string[] | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const items = Array.isArray(value) ? value : (value as { servers?: unknown } | null)?.servers;
  if (!Array.isArray(items)) return undefined;
  const ids = items.map((item: unknown) =>
    typeof item === 'string' ? item : (item as { id?: unknown } | null)?.id,
  );
  return ids.every((id) => typeof id === 'string') ? ids : undefined;
}
