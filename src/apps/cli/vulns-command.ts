import { Option } from 'commander';
import type { Command } from 'commander';
import { collect, wholeNumber } from './options.ts';
import type { VulnsCall } from './commands/vulns.ts';

/** `warder vulns` with its commands. */
export function vulnsCommand(program: Command, run: (call: VulnsCall) => Promise<void>): void {
  const vulns = program
    .command('vulns')
    .description('Known vulnerabilities of packages, kept on this machine.');
  const withStore = (command: Command): Command =>
    command
      .option('--json', 'print JSON')
      .addOption(
        new Option('--database <file>', 'where advisories are kept; also WARDER_ADVISORIES'),
      );

  withStore(
    vulns
      .command('sync')
      .description('Load advisories in the OSV form, or bring those that were loaded up to date.')
      .argument('[source...]', 'URL, folder or ZIP archive; nothing for the public ones of OSV')
      .option('--ecosystem <name>', 'of the public ones only this; repeatable', collect)
      .addHelpText('after', SOURCES),
  ).action(async (sources: string[], flags) => run({ action: 'sync', words: sources, flags }));

  withStore(
    vulns
      .command('match')
      .description('Match what lockfiles pin with the advisories. Exit 1 when one speaks of it.')
      .argument(
        '[target...]',
        'lockfile, folder, or ecosystem:name@version; nothing for this folder',
      ),
  ).action(async (targets: string[], flags) => run({ action: 'match', words: targets, flags }));

  withStore(
    vulns
      .command('show')
      .description('Show an advisory.')
      .argument('<id>', 'its id, or an alias of it'),
  ).action(async (id: string, flags) => run({ action: 'show', words: [id], flags }));

  withStore(
    vulns
      .command('search')
      .description('Find advisories by id, package or words of their summary.')
      .argument('<word...>', 'all of them must stand in it; beginnings of words count')
      .option('--limit <count>', 'how many to show', wholeNumber, 20),
  ).action(async (words: string[], flags) => run({ action: 'search', words, flags }));

  withStore(
    vulns.command('list').description('List where advisories come from, how many, and how old.'),
  ).action(async (flags) => run({ action: 'list', words: [], flags }));
}

const SOURCES = `
Sources:
  (none)               npm, PyPI, Go and crates.io of the public OSV database
  https://HOST/PATH    a ZIP archive of records
  FILE.zip             the same
  DIR                  archives below it, as osv-scanner keeps them, and JSON records`;
