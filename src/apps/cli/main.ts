import { fail } from './failure.ts';
import { runProgram } from './program.ts';
import { processTerminal } from './terminal.ts';

// The first interrupt asks everything to end in order; the second ends at once.
const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (interruption.signal.aborted) process.exit(130);
    interruption.abort();
  });
}

const terminal = processTerminal(interruption.signal);
process.exitCode = await runProgram(process.argv.slice(2), terminal).catch((thrown: unknown) =>
  fail(thrown, terminal),
);
