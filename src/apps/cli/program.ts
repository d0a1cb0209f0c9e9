import { Command, CommanderError, Option } from 'commander';
import { WarderError } from '../../domain/errors.ts';
import { severities } from '../../domain/severity.ts';
import { carriers } from '../../domain/rule.ts';
import type { AuditFlags } from './commands/audit.ts';
import type { InspectFlags } from './commands/inspect.ts';
import { lockCommand } from './lock-command.ts';
import { collect, oneOf, wholeNumber, withContainment } from './options.ts';
import { formats } from './output.ts';
import type { Format } from './output.ts';
import { write } from './terminal.ts';
import type { Terminal } from './terminal.ts';
import { version } from './package.ts';
import { vulnsCommand } from './vulns-command.ts';

// The command tree. Nothing heavy is imported before a command runs: `warder --help` must be quick.

/**
 * Runs one command line and gives the exit code: 0 clean, 1 findings, 2 usage, 3 incomplete.
 *
 * @throws whatever stopped the command; `fail` turns it into words
 */
export async function runProgram(args: readonly string[], terminal: Terminal): Promise<number> {
  let exit = 0;
  const dashes = args.indexOf('--');
  const own = dashes < 0 ? args : args.slice(0, dashes);
  const command = dashes < 0 ? [] : args.slice(dashes + 1);
  if (dashes >= 0 && command.length === 0) {
    // A variable that was empty, more likely than not; silence would audit this machine instead.
    throw new WarderError('USAGE', 'there is no command after --');
  }
  const program = programTree({
    terminal,
    command,
    done: (code) => {
      exit = code;
    },
  });
  try {
    await program.parseAsync([...own], { from: 'user' });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : 2;
  }
  return exit;
}

interface Setting {
  readonly terminal: Terminal;
  /** What stood behind `--`. */
  readonly command: readonly string[];
  readonly done: (exit: number) => void;
}

function programTree({ terminal, command, done }: Setting): Command {
  const program = new Command('warder')
    .description('Audits, hardens and runs Model Context Protocol (MCP) servers.')
    .version(version())
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.stdout.write(text),
      writeErr: (text) => terminal.stderr.write(text),
    })
    .showHelpAfterError('Run `warder help` for the commands, `warder help audit` for one of them.')
    .helpCommand(true);
  const store = (): Option =>
    new Option('--store <file>', 'where runs are remembered; also WARDER_STORE');

  withLooking(
    program
      .command('audit')
      .description('Look at MCP servers safely, say what is wrong with proof, and how to fix it.')
      .argument('[target...]', 'folder, file, npm:name@version or URL; nothing for this machine')
      .option(
        '--config <file>',
        "audit the servers of this client's configuration; repeatable",
        collect,
      )
      .option('--history', 'search the Git histories of folders for secrets, too')
      .addHelpText('after', TARGETS),
  )
    .addOption(store())
    .action(async (targets: string[], flags: AuditFlags) => {
      const { runAudit } = await import('./commands/audit.ts');
      done(await runAudit({ targets, command, flags, terminal }));
    });

  withLooking(
    program
      .command('start')
      .description("Audit this machine's servers; where there are none, the bundled labs."),
  )
    .addOption(store())
    .action(async (flags: AuditFlags) => {
      const { runStart } = await import('./commands/start.ts');
      done(await runStart({ flags, terminal }));
    });

  program
    .command('discover')
    .description('List the MCP servers that clients on this machine are configured to use.')
    .argument('[folder...]', "folders whose projects' configurations are listed instead")
    .option('--config <file>', 'read this configuration only; repeatable', collect)
    .option('--json', 'print JSON')
    .option('--verbose', 'show every place where a server stands')
    .action(
      async (folders: string[], flags: { config?: string[]; json?: true; verbose?: true }) => {
        const { runDiscover } = await import('./commands/discover.ts');
        done(await runDiscover({ folders, flags, terminal }));
      },
    );

  lockCommand(program, async (request) => {
    const { runLock } = await import('./commands/lock.ts');
    done(await runLock({ ...request, command, terminal }));
  });

  vulnsCommand(program, async (call) => {
    const { runVulns } = await import('./commands/vulns.ts');
    done(await runVulns({ ...call, terminal }));
  });

  program
    .command('history')
    .description('List the audits that were run, or show one of them again.')
    .argument('[run]', 'id of a run, or the start of it')
    .option('--target <target>', 'runs on this target only')
    .option('--limit <count>', 'how many runs to list', wholeNumber, 20)
    .addOption(new Option('--format <format>', 'how to show a run').choices(formats))
    .option('--json', 'print JSON')
    .option('--verbose', 'show everything of a run')
    .addOption(store())
    .action(async (run: string | undefined, flags) => {
      const { runHistory } = await import('./commands/history.ts');
      done(await runHistory({ run, flags, terminal }));
    });

  withReporting(
    program
      .command('inspect')
      .description('Judge saved texts: what a server returned, or a description. Starts nothing.')
      .argument('[file...]', 'files with one text each; - or nothing for standard input')
      .addOption(
        new Option('--as <kind>', 'how the text came, or comes, to the model')
          .choices([...carriers, 'definition'])
          .default('result'),
      ),
  ).action(async (files: string[], flags: InspectFlags) => {
    const { runInspect } = await import('./commands/inspect.ts');
    done(await runInspect({ files, flags, terminal }));
  });

  program
    .command('explain')
    .description('Explain a rule: what it finds, why it matters, what to do.')
    .argument('[rule]', 'id of a rule; nothing lists them')
    .option('--json', 'print JSON')
    .action(async (rule: string | undefined, flags: { json?: true }) => {
      const { runExplain } = await import('./commands/explain.ts');
      done(await runExplain({ rule, flags, terminal }));
    });

  program
    .command('doctor')
    .description('Check what Warder needs on this machine, and say how to get what is missing.')
    .option('--json', 'print JSON')
    .addOption(store())
    .action(async (flags: { json?: true; store?: string }) => {
      const { runDoctor } = await import('./commands/doctor.ts');
      done(await runDoctor({ flags, terminal }));
    });

  program
    .command('completion')
    .description('Print a completion script: eval "$(warder completion bash)".')
    .addArgument(program.createArgument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .action(async (shell: 'bash' | 'zsh' | 'fish') => {
      const { completionScript } = await import('./commands/completion.ts');
      await write(terminal.stdout, completionScript(shell, program));
    });

  return program;
}

const TARGETS = `
Targets:
  (none)               the servers of every MCP client on this machine
  --config FILE        the servers of one client's configuration; repeatable
  DIR                  a source directory
  FILE                 a configuration, or a saved tools/list
  npm:NAME@VERSION     a package of the npm registry
  https://HOST/PATH    a remote MCP server
  -- COMMAND ARGS…     a server started by this command

Exit codes: 0 clean, 1 findings at or above --fail-on, 2 usage, 3 something was not looked at.`;

/** The options of every command that writes a report. */
function withReporting(command: Command): Command {
  return command
    .addOption(
      new Option(
        '--format <format>',
        'text, json, sarif, html, markdown or openvex; repeatable',
      ).argParser((value: string, before: Format[] = []) => [...before, oneOf(formats, value)]),
    )
    .option(
      '--output <file>',
      'write the report to a file; repeatable, its ending tells the format',
      collect,
    )
    .option('--json', 'the same as --format json')
    .addOption(
      new Option('--fail-on <severity>', 'exit 1 when a finding is this bad or worse')
        .choices([...severities, 'never'])
        .default('medium'),
    )
    .option('--verbose', 'show every finding, outcome and note');
}

/** The options of every command that judges servers and reports on them. */
function withLooking(command: Command): Command {
  return withContainment(withReporting(command))
    .option('--sanctioned <file>', 'a JSON list of the server ids that your organisation allows')
    .option('--exceptions <file>', 'decisions to leave findings; ./warder.yaml where there is one')
    .option('--no-exceptions', 'leave nothing: neither that file nor comments beside code count')
    .option('--baseline <file>', 'leave the findings that this baseline holds')
    .option('--write-baseline <file>', 'write what is found as a baseline')
    .option(
      '--vex <file>',
      'leave what this OpenVEX document says does no harm; repeatable',
      collect,
    )
    .option('--no-store', 'do not remember this run');
}
