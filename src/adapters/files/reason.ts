/** A path that was to be looked at and could not be, and why, in a sentence without a full stop. */
export interface Unread {
  readonly path: string;
  readonly why: string;
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ELOOP: 'its symbolic links lead in a circle',
  EISDIR: 'it is a folder, not a file',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  EIO: 'the disk reports an error',
  EBUSY: 'it is in use',
  ERR_INVALID_ARG_VALUE: 'its name holds a zero byte',
};

/** Why an operation on a file failed; undefined where the file simply is not there. */
export function failureReason(thrown: unknown): string | undefined {
  const code = (thrown as NodeJS.ErrnoException | undefined)?.code ?? 'of an unknown kind';
  return ABSENT.has(code) ? undefined : (REASONS[code] ?? `the system reports an error, ${code}`);
}
