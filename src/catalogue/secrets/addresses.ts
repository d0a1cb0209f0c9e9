import type { Allowed, Leak } from '../../domain/leak.ts';
import { isPlaceholder, isReference } from '../../domain/secret-text.ts';
import { standInReason } from './stand-in.ts';

// The scheme is looked for backwards from `://`, so that a text without an address costs one search.
const USER = /([^\s/:@"'`<>\\(){}[\]^*+?|,;]{0,100}):([^\s/@"'`<>\\]{1,200})@([\w.[\]-]{1,200})/y;
/** Hosts that documentation uses (RFC 2606), and those that only this machine has. */
const NOWHERE =
  /^(?:localhost|127\.|0\.0\.0\.0|\[?::1|host\.docker\.internal|(?:[\w-]+\.)*(?:example|test|invalid|local|localhost)(?:\.(?:com|org|net))?$|(?:my|your)?[-_.]?(?:host|server|proxy|db|database|hostname)(?:name)?\d*$|(?:postgres|postgresql|mysql|mariadb|mongo|mongodb|redis|rabbitmq|db|database)$)/i;

/** Passwords in addresses: `scheme://user:password@host`. */
export function findAddresses(text: string): {
  readonly leaks: readonly Leak[];
  readonly allowed: readonly Allowed[];
} {
  const leaks: Leak[] = [];
  const allowed: Allowed[] = [];
  const kind = 'password in an address';
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    USER.lastIndex = at + 3;
    const match = USER.exec(text);
    if (match === null) continue;
    const [all, user = '', password = '', host = ''] = match;
    const start = at + 3 + user.length + 1;
    const isFilled = /[${}%]\w*[{(]|\{\w*\}|\$\w|%[sd]/.test(all);
    const why =
      isFilled || isReference(password) || isReference(user)
        ? 'a reference to where the password stands'
        : NOWHERE.test(host)
          ? 'a host of this machine or of documentation'
          : isSimple(password, user)
            ? 'a placeholder'
            : undefined;
    if (why !== undefined) {
      allowed.push({ kind, start, why });
      continue;
    }
    const end = start + password.length;
    leaks.push({
      kind,
      start,
      end,
      by: 'address',
      confidence: 'medium',
      isProved: false,
      isMild: false,
    });
  }
  return { leaks, allowed };
}

function isSimple(password: string, user: string): boolean {
  return (
    password === user ||
    password.length < 4 ||
    isPlaceholder(password) ||
    (password.length < 40 && standInReason(password) !== undefined) ||
    /^(?:p(?:ass(?:w(?:or)?d?)?|w)?\d{0,4}|secret\d{0,4}|\d{1,6}|guest|admin|root)$/i.test(password)
  );
}
