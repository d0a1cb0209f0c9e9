import { elideMiddle } from '../../../adapters/text/index.ts';
import { list } from '../../../domain/list.ts';
import type { FoundRecord, InventoryRecord, ServerRecord } from '../../../domain/report.ts';
import type { RenderOptions } from '../options.ts';
import { clientsOf, count } from '../words.ts';
import { columns, hang, sheetFor, wrap } from './sheet.ts';
import type { Sheet } from './sheet.ts';

/** The servers of an inventory as a table: how each is reached, and where each is configured. */
export function textInventory(inventory: InventoryRecord, options: RenderOptions): string {
  const sheet = sheetFor(options);
  const { servers, unread } = inventory;
  const rows = servers.flatMap((server) => rowsOf(server, sheet));
  const sections = [
    wrap(headline(inventory), sheet.width).map((line) => sheet.paint('strong', line)),
    rows.length > 0 ? columns(rows, sheet.width) : [],
    unread.length > 0
      ? [
          sheet.paint('medium', 'Not read'),
          ...unread.flatMap(({ path, why }) =>
            hang('  ', `${sheet.path(path)}: ${sheet.own(why)}`, sheet.width, '    '),
          ),
        ]
      : [],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function headline({ looked, servers }: InventoryRecord): string {
  const places = `looked in ${count(looked, 'place')}`;
  if (servers.length === 0) return `Found no servers; ${places}.`;
  const found = servers.flatMap((server) => server.found);
  const clients = new Set(found.flatMap(clientsOf)).size;
  const files = new Set(found.map(({ path }) => path)).size;
  const where = `in ${count(files, 'file')} of ${count(clients, 'client')}`;
  return `Found ${count(servers.length, 'server')} ${where}; ${places}.`;
}

function rowsOf({ found, id, launch, name, problem }: ServerRecord, sheet: Sheet): string[][] {
  const how =
    launch === undefined
      ? sheet.own(problem ?? 'the entry does not say how it is reached')
      : launch.transport === 'stdio'
        ? [launch.command, ...launch.args].map(sheet.foreign).join(' ')
        : sheet.foreign(launch.url);
  const lines = [how, ...found.map((one) => placeLine(one, sheet))];
  if (sheet.isVerbose) {
    const secrets = launch?.transport === 'stdio' ? launch.env : (launch?.headers ?? []);
    const unknown = [...new Set(found.flatMap(({ unknownKeys }) => unknownKeys))];
    if (secrets.length > 0) lines.push(`takes ${list(secrets.map(sheet.foreign))}`);
    if (unknown.length > 0) lines.push(`unknown keys ${list(unknown.map(sheet.foreign))}`);
    lines.push(`id ${sheet.foreign(id)}`);
  }
  // A name is long only where somebody made it so; the column does not grow for it.
  const label = elideMiddle(sheet.foreign(name), Math.floor(sheet.width / 3), sheet.ellipsis);
  return lines.map((line, index) => [index === 0 ? sheet.paint('strong', label) : '', line]);
}

function placeLine(found: FoundRecord, sheet: Sheet): string {
  const { client, column, disabled, line, path, scope } = found;
  // A file of no known client is `given` in both respects; once is enough.
  const facts = [
    scope === 'user' || scope === client ? '' : scope,
    disabled ? 'disabled' : '',
  ].filter((fact) => fact !== '');
  const who =
    list(clientsOf(found).map(sheet.foreign)) + (facts.length > 0 ? ` (${facts.join(', ')})` : '');
  return `${who}  ${sheet.path(path)}:${line}:${column}`;
}
