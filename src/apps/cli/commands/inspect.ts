import { homedir } from 'node:os';
import { resolve } from 'node:path';
import { systemClock } from '../../../adapters/clock.ts';
import { readBounded } from '../../../adapters/files/index.ts';
import { decodeText } from '../../../adapters/parse/index.ts';
import { rules } from '../../../catalogue/rules/registry.gen.ts';
import { WarderError } from '../../../domain/errors.ts';
import type { AuditReport } from '../../../domain/report.ts';
import type { Severity } from '../../../domain/severity.ts';
import { render } from '../../../engines/report/index.ts';
import { exitCode, inspect } from '../../../engines/scan/index.ts';
import type { SavedText } from '../../../engines/scan/index.ts';
import { requireWritable, sinks, writeWhole } from '../output.ts';
import type { Format } from '../output.ts';
import { version } from '../package.ts';
import { styleOf } from '../style.ts';
import { write } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

/** The options of `warder inspect`, as the command line gives them. */
export interface InspectFlags {
  readonly as: SavedText['as'];
  readonly format?: readonly Format[];
  readonly output?: readonly string[];
  readonly json?: true;
  readonly failOn: Severity | 'never';
  readonly verbose?: true;
}

interface Request {
  readonly files: readonly string[];
  readonly flags: InspectFlags;
  readonly terminal: Terminal;
}

/** Bytes of one text. A result that is larger does not fit into any model. */
const LIMIT = 16_000_000;

/** `warder inspect`: what the rules say of saved texts. Gives the exit code. */
export async function runInspect({ files, flags, terminal }: Request): Promise<number> {
  const { as, failOn, format = [], output = [] } = flags;
  const wanted = sinks(flags.json ? [...format, 'json'] : format, output);
  for (const file of output) requireWritable(resolve(terminal.cwd, file));
  const texts: SavedText[] = [];
  const unread: { path: string; why: string }[] = [];
  for (const file of files.length === 0 ? ['-'] : files) {
    const read = file === '-' ? await fromInput(terminal) : await fromFile(file, terminal);
    if ('why' in read) unread.push(read);
    else texts.push({ ...read, as });
  }
  const label = files.length === 0 ? '-' : files.join(', ');
  const report = await inspect({
    target: label,
    version: version(),
    texts,
    unread,
    rules,
    clock: systemClock,
  });
  const exit = exitCode(report, failOn);
  await writeReports(report, wanted, { flags, exit, terminal });
  return exit;
}

type Read = { readonly path: string } & ({ readonly text: string } | { readonly why: string });

async function fromFile(file: string, { cwd }: Terminal): Promise<Read> {
  const path = resolve(cwd, file);
  const content = await readBounded(path, { limit: LIMIT });
  if (content.state !== 'read') return { path, why: `the file is ${content.state}` };
  return decoded(path, content.bytes);
}

async function fromInput({ isInteractive, stdin }: Terminal): Promise<Read> {
  if (isInteractive.stdin) {
    throw new WarderError('USAGE', 'there is no text to inspect', {
      hint: 'name a file, or pipe a text in: tool | warder inspect -',
    });
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    const bytes = Buffer.from(chunk as Uint8Array | string);
    chunks.push(bytes);
    size += bytes.length;
    if (size > LIMIT) return { path: '-', why: `it is longer than ${LIMIT} bytes` };
  }
  return decoded('-', Buffer.concat(chunks));
}

function decoded(path: string, bytes: Uint8Array): Read {
  const text = decodeText(bytes);
  return text.ok ? { path, text: text.text } : { path, why: text.why };
}

async function writeReports(
  report: AuditReport,
  wanted: ReturnType<typeof sinks>,
  { exit, flags, terminal }: { exit: number; flags: InspectFlags; terminal: Terminal },
): Promise<void> {
  for (const { file, format } of wanted) {
    const text = render(report, format, {
      ...styleOf(terminal),
      ...(file !== undefined && { color: false, unicode: true, width: 100 }),
      verbose: flags.verbose === true,
      cwd: terminal.cwd,
      home: homedir(),
      exitCode: exit,
    });
    if (file === undefined) await write(terminal.stdout, text);
    else writeWhole(resolve(terminal.cwd, file), text);
  }
}
