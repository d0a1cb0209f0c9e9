import type { Fault } from '../../adapters/mcp/index.ts';
import type { HttpFault } from '../../adapters/net/index.ts';
import { quoted } from '../../domain/escape.ts';
import type { AuthorizationDemand, NotSeen } from '../../domain/introspection.ts';
import type { Exit } from '../../domain/ports.ts';
import { redact } from '../../domain/redact.ts';
import type { Refusal } from './session.ts';

type Problem = Omit<NotSeen, 'notes' | 'stderr'>;

const REASONS: Readonly<Record<HttpFault, NotSeen['reason']>> = {
  'invalid-request': 'broken-entry',
  'refused-address': 'refused-address',
  unresolved: 'no-answer',
  unreachable: 'no-answer',
  tls: 'protocol-error',
  timeout: 'no-answer',
  'redirect-refused': 'refused-address',
  'too-large': 'limit',
  'length-mismatch': 'protocol-error',
  'invalid-response': 'protocol-error',
  aborted: 'interrupted',
};

const HINTS: Partial<Record<HttpFault, string>> = {
  'refused-address': 'if you mean this address, allow its host with --allow-host HOST',
  'redirect-refused': 'if you trust where it leads, put that address into the configuration',
  unresolved: 'check the address in the configuration, and the network',
  unreachable: 'check that the server runs, and the address in the configuration',
  tls: 'let Node trust a private authority with NODE_EXTRA_CA_CERTS; verification is never turned off',
};

/** Why there is nothing to report on a server that was asked, in the words for its user. */
export function problemFrom({ method, answer }: Refusal): Problem {
  if (answer.kind === 'error') {
    const why = `The server refused ${method} with error ${answer.code}, ${shown(answer.message)}.`;
    return { reason: 'protocol-error', why };
  }
  const { fault } = answer;
  if (fault.kind === 'status' && (fault.status === 401 || fault.status === 403)) {
    return demandFrom(fault.status, fault.headers.get('www-authenticate'));
  }
  const why = `The server cannot be looked at: ${faultText(fault)}.`;
  switch (fault.kind) {
    case 'timeout':
      return { reason: 'no-answer', why };
    case 'exited':
      return exitProblem(fault.exit);
    case 'http': {
      const hint = HINTS[fault.problem.fault];
      return { reason: REASONS[fault.problem.fault], why, ...(hint !== undefined && { hint }) };
    }
    case 'limit':
    case 'aborted':
      return { reason: 'limit', why };
    case 'closed':
    case 'invalid':
    case 'status':
      return { reason: 'protocol-error', why };
    default:
      return fault satisfies never;
  }
}

/** What went wrong, as a clause. */
export function faultText(fault: Fault): string {
  switch (fault.kind) {
    case 'timeout':
      return `it did not answer within ${fault.milliseconds / 1000} seconds`;
    case 'exited':
      return `the process ended ${howEnded(fault.exit)}`;
    case 'closed':
      return 'the connection ended before the answer';
    case 'status':
      return `the answer was HTTP status ${fault.status}`;
    case 'http':
      return fault.problem.message;
    case 'limit':
    case 'invalid':
      return fault.what;
    case 'aborted':
      return 'the time for the whole look was over';
    default:
      return fault satisfies never;
  }
}

function exitProblem(exit: Exit): Problem {
  const isOurs = exit.ended !== undefined && exit.ended !== 'asked';
  return {
    reason: isOurs ? 'limit' : 'exited',
    why: `The process ended ${howEnded(exit)} before it answered.`,
    hint: 'it may need a variable that its configuration names, or a host (--allow-host)',
  };
}

function howEnded({ code, signal, ended }: Exit): string {
  if (ended !== undefined && ended !== 'asked') return `because it passed its limit of ${ended}`;
  return signal === null ? `with code ${code ?? 'unknown'}` : `by signal ${signal}`;
}

function demandFrom(status: 401 | 403, challenge: string | undefined): Problem {
  const resourceMetadata = parameterOf(challenge, 'resource_metadata');
  const scope = parameterOf(challenge, 'scope');
  const details = [
    resourceMetadata !== undefined && `resource metadata at ${shown(resourceMetadata)}`,
    scope !== undefined && `scope ${shown(scope)}`,
  ].filter((detail) => detail !== false);
  const naming = details.length === 0 ? '' : ` and names ${details.join(' and ')}`;
  return {
    reason: 'needs-authorization',
    why: `The server answers with HTTP status ${status}${naming}: it wants other credentials than the configuration gives.`,
    hint: 'give the server a token in the headers of its entry, by reference to a variable',
    authorization: {
      status,
      ...(challenge !== undefined && { challenge }),
      ...(resourceMetadata !== undefined && { resourceMetadata }),
      ...(scope !== undefined && { scope }),
    } satisfies AuthorizationDemand,
  };
}

/** A parameter of a challenge (RFC 9110 section 11.6.1), quoted or not. */
function parameterOf(challenge: string | undefined, name: string): string | undefined {
  const found = new RegExp(
    `(?:^|[\\s,])${name}\\s?=\\s?(?:"([^"]{0,2000})"|([^\\s,"]{1,2000}))`,
    'i',
  );
  const [, quotedValue, token] = found.exec(challenge ?? '') ?? [];
  return quotedValue ?? token;
}

function shown(text: string): string {
  return quoted(redact(text));
}
