import { homedir } from 'node:os';
import { Processes, findProgram } from '../../../adapters/process/index.ts';
import {
  Runtime,
  createBubblewrap,
  createSandboxRuntime,
} from '../../../adapters/sandbox/index.ts';
import { openEmbeddedStore } from '../../../adapters/store/index.ts';
import { WarderError } from '../../../domain/errors.ts';
import { storeFile } from '../folders.ts';
import { version } from '../package.ts';
import { speaksUnicode, write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

interface Check {
  readonly what: string;
  /** `without`: Warder works, and cannot do one thing. */
  readonly state: 'ok' | 'without' | 'failed';
  readonly found: string;
  readonly hint?: string;
}

interface Request {
  readonly flags: { readonly json?: true; readonly store?: string };
  readonly terminal: Terminal;
}

/** `warder doctor`: what works here and what does not. Exits 3 where something that is needed fails. */
export async function runDoctor({ flags, terminal }: Request): Promise<number> {
  const path = terminal.environment['PATH'];
  const checks: Check[] = [
    {
      what: 'Warder',
      state: 'ok',
      found: `${version()} on Node ${process.versions.node}, ${terminal.platform}`,
    },
    ...(await containment(path)),
    program(
      'npm servers',
      ['npm'],
      path,
      'servers that start through npx cannot be fetched',
      'install Node with npm',
    ),
    program(
      'PyPI servers',
      ['uv', 'python3', 'python'],
      path,
      'servers that start through uvx cannot be fetched',
      'install uv, or Python 3 with pip',
    ),
    await store(storeFile(flags.store, terminal)),
  ];
  const isWell = checks.every(({ state }) => state !== 'failed');
  const text = flags.json
    ? `${JSON.stringify({ format: 'warder-doctor/1', isWell, checks }, null, 2)}\n`
    : drawn(checks, speaksUnicode(terminal));
  await write(terminal.stdout, text);
  return isWell ? 0 : 3;
}

async function containment(path: string | undefined): Promise<Check[]> {
  const processes = new Processes();
  const runtime = new Runtime(processes);
  const backEnds = [
    ...(process.platform === 'linux' ? [createBubblewrap(processes, path, runtime)] : []),
    createSandboxRuntime(processes, path, runtime),
  ];
  try {
    const checks: Check[] = [];
    for (const backEnd of backEnds) {
      const problem = await backEnd.check();
      checks.push({
        what: `containment: ${backEnd.name}`,
        state: problem === undefined ? 'ok' : 'without',
        found: problem?.why ?? 'works',
        ...(problem !== undefined && { hint: problem.hint }),
      });
    }
    if (checks.some(({ state }) => state === 'ok')) return checks;
    // Without any, no local server is looked at unless the user allows it each time.
    return checks.map((check) => ({ ...check, state: 'failed' }));
  } finally {
    await runtime.close();
    await processes.close();
  }
}

function program(
  what: string,
  names: readonly string[],
  path: string | undefined,
  without: string,
  hint: string,
): Check {
  const found = names
    .map((name) => findProgram(name, path, homedir()))
    .find((file) => file !== undefined);
  if (found !== undefined) return { what, state: 'ok', found };
  return { what, state: 'without', found: without, hint };
}

async function store(file: string): Promise<Check> {
  try {
    const opened = await openEmbeddedStore(file);
    const [newest] = await opened.list({ limit: 1 });
    await opened.close();
    const last =
      newest === undefined ? 'no runs yet' : `last run ${new Date(newest.started).toISOString()}`;
    return { what: 'store', state: 'ok', found: `${file}, ${last}` };
  } catch (thrown) {
    if (!(thrown instanceof WarderError)) throw thrown;
    return {
      what: 'store',
      state: 'failed',
      found: thrown.message,
      ...(thrown.hint !== undefined && { hint: thrown.hint }),
    };
  }
}

function drawn(checks: readonly Check[], isUnicode: boolean): string {
  const marks = isUnicode
    ? { ok: '✓', without: '–', failed: '✗' }
    : { ok: 'ok', without: '--', failed: 'no' };
  const wide = Math.max(...checks.map(({ what }) => what.length));
  const lines = checks.flatMap(({ found, hint, state, what }) => [
    `${marks[state]} ${what.padEnd(wide)}  ${found}`,
    ...(hint === undefined ? [] : [`${' '.repeat(marks[state].length + 1 + wide)}  ${hint}`]),
  ]);
  return `${lines.join('\n')}\n`;
}
