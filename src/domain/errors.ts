/** Every way in which Warder can fail to do its own work. A server's faults are findings instead. */
export type ErrorCode =
  | 'USAGE'
  | 'CONFIG_UNREADABLE'
  | 'CONFIG_INVALID'
  | 'LOCK_UNREADABLE'
  | 'LOCK_INVALID'
  | 'TARGET_UNREADABLE'
  | 'TARGET_INVALID'
  | 'STORE_UNUSABLE'
  | 'OUTPUT_UNWRITABLE'
  | 'PACKAGE_UNAVAILABLE'
  | 'PACKAGE_INVALID'
  | 'NETWORK_REFUSED'
  | 'START_FAILED'
  | 'LIMIT_EXCEEDED'
  | 'INTERRUPTED';

/** Thrown only when Warder cannot do its work: a closed code, a message, what to do, and the cause. */
export class WarderError extends Error {
  readonly code: ErrorCode;
  readonly hint: string | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: { readonly hint?: string; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'WarderError';
    this.code = code;
    this.hint = options.hint;
  }
}

/** The words of anything that was thrown, for a sentence that goes on. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
