import type { CallView, Sink } from '../../../domain/flow.ts';
import { members, option, startOf } from '../calls.ts';

// What the calls that take the path of a file have in common.

export type FileSink = Pick<Sink, 'languages' | 'calls' | 'arguments'> &
  Partial<Pick<Sink, 'when'>>;

const NODE = ['fs', 'fs-extra', 'graceful-fs'];

/** Functions of Node's file module and of those that stand in for it, and their synchronous forms. */
export function node(names: readonly string[]): string[] {
  const both = names.flatMap((name) => [name, `${name}Sync`]);
  return NODE.flatMap((base) => members(base, both));
}

/** Python's functions that open a file. */
export const openers: readonly string[] = [
  'open',
  'io.open',
  'codecs.open',
  'aiofiles.open',
  'anyio.open_file',
  'gzip.open',
  'bz2.open',
  'lzma.open',
  'os.open',
];

/** `open` writes where its mode says so; without a mode, it reads. */
export function opensForWriting(call: CallView): boolean {
  const mode =
    call.language === 'python' ? (option(call, 'mode') ?? call.argument(1)) : call.argument(1);
  const text = mode?.constant;
  return typeof text === 'string' && /[wax+]/.test(text);
}

/** A method of a path object opens for writing by its first argument. */
export function pathOpensForWriting(call: CallView): boolean {
  return /[wax+]/.test(startOf(call, 'mode') || startOf(call, 0));
}
