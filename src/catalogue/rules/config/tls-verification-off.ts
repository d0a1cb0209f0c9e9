import { entry } from '../../../domain/example.ts';
import { isObject, pointer } from '../../../domain/json.ts';
import type { Json, JsonPointer } from '../../../domain/json.ts';
import { redact } from '../../../domain/redact.ts';
import type { ConfigSubject, Match, Rule } from '../../../domain/rule.ts';
import { cut, localLaunch } from './parts/launch.ts';
import { isOff, isOn, settingsOf } from './parts/settings.ts';

// Whole processes stop checking: everything that they reach can be impersonated.
const PROCESS_WIDE = /^(?:NODE_TLS_REJECT_UNAUTHORIZED|PYTHONHTTPSVERIFY)$/i;
const SAYS_VERIFY =
  /(?:^|[_-])(?:ssl|tls|https|cert(?:ificate)?s?)[_-]?(?:verify|verification|verif(?:y|ied)[_-]?\w{0,12}|validation|check|reject[_-]?unauthorized)$|(?:^|[_-])(?:verify|validate|check|strict)[_-]?(?:ssl|tls|https|certs?|certificates?)$|reject[_-]?unauthorized$/i;
const SAYS_SKIP =
  /(?:^|[_-])(?:no|skip|ignore|disable|disabled|without|bypass)[_-]?(?:ssl|tls|https|cert(?:ificate)?s?|check[_-]?certificate|verify)(?:[_-]?(?:verify|verification|validation|check|checks|errors|certs?))?$|(?:ssl|tls|https|certs?)[_-]?(?:no|skip|ignore|disable)[_-]?(?:verify|verification|validation|check|errors)$|(?:^|[_-])(?:tls|ssl)?[_-]?insecure(?:[_-]?(?:skip[_-]?verify|ssl|tls|https|requests))?$|^ignore-certificate-errors$/i;
const CA_BUNDLES = /^(?:REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|SSL_CERT_FILE)$/;

export const rule: Rule<'config'> = {
  id: 'config/tls-verification-off',
  severity: 'medium',
  confidence: 'high',
  title: 'Identity of the servers that are reached is not checked',
  why: 'With the check off, whoever sits on the path can pose as the other side, read the credentials that are sent and change the answers.',
  fix: 'Take the switch away; for a certificate of your own, name its authority (NODE_EXTRA_CA_CERTS, SSL_CERT_FILE, REQUESTS_CA_BUNDLE).',
  controls: ['TRF-11'],
  techniques: ['insecure-communication', 'token-theft'],
  cwe: [295],
  top10: { csa: ['MCP-10', 'MCP-C08'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({ command: 'notes', env: { NODE_TLS_REJECT_UNAUTHORIZED: '0' } }),
      entry({ command: 'notes', env: { GIT_SSL_NO_VERIFY: 'true', JIRA_SSL_VERIFY: 'false' } }),
      entry({ command: 'notes', args: ['--insecure'] }),
      entry({ command: 'notes', args: ['--verify-ssl', 'false', '--tls-verify=0'] }),
      entry({ command: 'curl', args: ['-sk', 'https://notes.example.com'] }),
      entry({ command: 'sh', args: ['-c', 'NODE_TLS_REJECT_UNAUTHORIZED=0 notes'] }),
      entry({ url: 'https://notes.example.com/mcp', requestOptions: { verifySsl: false } }),
      entry({ command: 'notes', env: { REQUESTS_CA_BUNDLE: '' } }),
    ],
    good: [entry({ command: 'notes', env: { NODE_EXTRA_CA_CERTS: '/etc/ssl/company.pem' } })],
    nearMiss: [
      entry({ command: 'notes', env: { NODE_TLS_REJECT_UNAUTHORIZED: '1', SSL_VERIFY: 'true' } }),
      entry({ command: 'notes', args: ['-k', 'notes', '--verify-ssl', '--no-verify'] }),
      entry({ command: 'notes', args: ['--ssl-verify=true', '--insecure=false'] }),
      entry({ command: 'notes', env: { INSECURE_REQUESTS_LOG: 'true', HTTP_CHECK: 'off' } }),
    ],
  },
  *detect(subject) {
    for (const { at, name, value } of settingsOf(subject)) {
      if (!isUnchecked(name, value) && !(CA_BUNDLES.test(name) && value.trim() === '')) continue;
      const isWide = PROCESS_WIDE.test(name);
      yield {
        at,
        shows: cut(redact(`${name}=${value}`)),
        ...(isWide && {
          severity: 'high',
          because: 'It holds for every connection of the process.',
        }),
      };
    }
    yield* inArguments(subject);
    yield* inSettings(subject.raw, '', 0);
  },
};

/** Whether a switch of this name and value turns the check off. */
function isUnchecked(name: string, value: string): boolean {
  if (PROCESS_WIDE.test(name) || SAYS_VERIFY.test(name)) return isOff(value);
  return SAYS_SKIP.test(name) && isOn(value);
}

function* inArguments(subject: ConfigSubject): Iterable<Match> {
  const local = localLaunch(subject);
  if (local === undefined) return;
  for (const [at, word] of local.words.entries()) {
    const [, flag = '', value] = /^--([A-Za-z][\w-]{0,80})(?:=(.*))?$/s.exec(word) ?? [];
    const next = local.words[at + 1] ?? '';
    // A bare switch is on; `--verify-ssl false` takes the next word.
    const given = value ?? (isOff(next) || isOn(next) ? next : 'true');
    const isCurl = local.command.name === 'curl' && /^-[A-Za-z]*k[A-Za-z]*$/.test(word);
    const isUnused = flag === 'no-verify';
    if (isCurl || (flag !== '' && !isUnused && isUnchecked(flag, given))) {
      yield { at: local.place(at), shows: local.show(at) };
    }
  }
}

/** `verifySsl: false`, `tls: { rejectUnauthorized: false }` among the settings of the entry. */
function* inSettings(value: Json, at: JsonPointer, depth: number): Iterable<Match> {
  if (!isObject(value) || depth > 4) return;
  for (const [key, item] of Object.entries(value)) {
    const here = pointer(at, key);
    const name = key.replace(/([a-z0-9])([A-Z])/g, '$1_$2').slice(0, 100);
    if (typeof item === 'boolean' && isUnchecked(name, String(item))) {
      yield { at: here, shows: `${key.slice(0, 100)}: ${item}` };
    } else if (key !== 'env' && key !== 'envs') yield* inSettings(item, here, depth + 1);
  }
}
