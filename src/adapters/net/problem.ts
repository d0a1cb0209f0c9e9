/** Why an HTTP exchange brought no answer, or not all of it. */
export type HttpFault =
  | 'invalid-request'
  | 'refused-address'
  | 'unresolved'
  | 'unreachable'
  | 'tls'
  | 'timeout'
  | 'redirect-refused'
  | 'too-large'
  | 'length-mismatch'
  | 'invalid-response'
  | 'aborted';

/** An exchange that failed. The message is a clause without a full stop; foreign text in it is quoted. */
export class HttpProblem extends Error {
  readonly fault: HttpFault;

  constructor(fault: HttpFault, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'HttpProblem';
    this.fault = fault;
  }
}

const BY_CODE: Readonly<Record<string, HttpFault>> = {
  ECONNREFUSED: 'unreachable',
  ECONNRESET: 'unreachable',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  ETIMEDOUT: 'timeout',
  EPIPE: 'unreachable',
  EPROTO: 'tls',
  UND_ERR_ABORTED: 'aborted',
  UND_ERR_BODY_TIMEOUT: 'timeout',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_HEADERS_TIMEOUT: 'timeout',
  UND_ERR_INVALID_ARG: 'invalid-request',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'length-mismatch',
  UND_ERR_SOCKET: 'unreachable',
};

const WORDS: Readonly<Record<HttpFault, string>> = {
  'invalid-request': 'the request cannot be sent as it is',
  'refused-address': 'the address is refused',
  unresolved: 'the name does not resolve',
  unreachable: 'the connection was refused or broke',
  tls: 'the TLS connection could not be verified',
  timeout: 'no answer came in time',
  'redirect-refused': 'the redirect is refused',
  'too-large': 'the answer is larger than the limit',
  'length-mismatch': 'the body is shorter than its declared length',
  'invalid-response': 'the answer is not valid HTTP',
  aborted: 'the exchange was ended',
};

/** What was thrown below, in our closed set of faults. Its own words may be foreign and are left out. */
export function asHttpProblem(thrown: unknown): HttpProblem {
  if (thrown instanceof HttpProblem) return thrown;
  const fault = faultOf(thrown);
  const code = codeOf(thrown);
  // The system's own codes help who knows them; the library's say nothing more than the words.
  const detail = code === '' || code.startsWith('UND_') ? '' : ` (${code})`;
  return new HttpProblem(fault, WORDS[fault] + detail, thrown);
}

function faultOf(thrown: unknown): HttpFault {
  if (!(thrown instanceof Error)) return 'aborted';
  if (thrown.name === 'AbortError') return 'aborted';
  if (thrown.name === 'TimeoutError') return 'timeout';
  if (thrown.name === 'HTTPParserError') return 'invalid-response';
  const code = codeOf(thrown);
  const known = BY_CODE[code];
  if (known !== undefined) return known;
  if (/^(?:ERR_TLS_|ERR_SSL_|CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code)) return 'tls';
  if (/^(?:Z_|ERR__?ZSTD|ERR_BROTLI|ERR__?)/.test(code)) return 'invalid-response';
  return 'unreachable';
}

function codeOf(thrown: unknown): string {
  if (!(thrown instanceof Error) || !('code' in thrown)) return '';
  const { code } = thrown;
  return typeof code === 'string' && /^[A-Z0-9_]{1,60}$/.test(code) ? code : '';
}
