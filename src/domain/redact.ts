// Masks what looks like a secret in text that will be shown or stored. One place, so that every
// printer agrees; rules that look for secrets use the same shapes.

export const MASK = '[secret]';

/** Shapes of credentials that their issuers document. The name is shown to the user. */
export const secretShapes: readonly { readonly name: string; readonly shape: RegExp }[] = [
  { name: 'GitHub token', shape: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{36,})/g },
  { name: 'GitLab token', shape: /\bgl(?:pat|dt|rt|ptt|soat)-[A-Za-z0-9_-]{20,}/g },
  { name: 'AWS access key id', shape: /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g },
  { name: 'Anthropic key', shape: /\bsk-ant-[A-Za-z0-9_-]{20,}/g },
  { name: 'OpenAI key', shape: /\bsk-(?:proj-|svcacct-|admin-)?[A-Za-z0-9_-]{32,}/g },
  { name: 'Google API key', shape: /\bAIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])/g },
  { name: 'Slack token', shape: /\bxox[abeoprs]-[A-Za-z0-9-]{10,}/g },
  { name: 'Stripe key', shape: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,}/g },
  { name: 'npm token', shape: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { name: 'PyPI token', shape: /\bpypi-[A-Za-z0-9_-]{50,}/g },
  { name: 'Notion token', shape: /\b(?:ntn_[A-Za-z0-9]{40,}|secret_[A-Za-z0-9]{43})\b/g },
  { name: 'Hugging Face token', shape: /\bhf_[A-Za-z0-9]{30,}/g },
  { name: 'Linear key', shape: /\blin_api_[A-Za-z0-9]{32,}/g },
  { name: 'SendGrid key', shape: /\bSG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}/g },
  { name: 'DigitalOcean token', shape: /\bdo[opr]_v1_[a-f0-9]{64}\b/g },
  { name: 'Telegram bot token', shape: /\b\d{8,10}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g },
  {
    name: 'JSON Web Token',
    shape: /\beyJ[A-Za-z0-9_-]{10,2000}\.eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,2000}/g,
  },
  {
    name: 'private key',
    shape:
      /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----[^-]{0,8000}(?:-----END (?:[A-Z]+ ){0,3}PRIVATE KEY-----)?/g,
  },
];

/** Names whose value is a secret whatever it looks like. */
export const secretName: RegExp =
  /(?:^|[_\-.\s])(?:(?:api|app|access|auth|account|client|consumer|encryption|license|master|private|secret|service|session|shared|signing|storage|subscription|webhook)[_-]?key|apikey|auth|authorization|bearer|credentials?|pass|passphrase|passwd|password|pat|pwd|secret|token)s?(?:$|[_\-.\s]\d*$)/i;

const URL_USER = /\b([a-z][a-z0-9+.-]{1,20}:\/\/)([^\s/@:]{0,200}):([^\s/@]{1,500})@/gi;
const QUERY = /([?&;]([A-Za-z0-9_.-]{1,60})=)([^&#;\s"']{1,4000})/g;
const BEARER = /\b(Bearer|Basic|Token)\s+([A-Za-z0-9._~+/=-]{12,})/g;
const ASSIGNMENT =
  /(^|[\s,;"'])((?:--?)?([A-Za-z][A-Za-z0-9_.-]{0,60})\s?=\s?)([^\s,;"']{4,4000})/g;

/**
 * The text with everything that looks like a credential replaced by `[secret]`: known token shapes,
 * passwords in URLs, query parameters and assignments with a telling name, authorization values.
 */
export function redact(text: string): string {
  let masked = text;
  for (const { shape } of secretShapes) masked = masked.replace(shape, MASK);
  return masked
    .replace(URL_USER, (_all, scheme: string, user: string) => `${scheme}${user}:${MASK}@`)
    .replace(QUERY, (all, start: string, name: string) =>
      secretName.test(name) ? start + MASK : all,
    )
    .replace(BEARER, (_all, scheme: string) => `${scheme} ${MASK}`)
    .replace(ASSIGNMENT, (all, lead: string, start: string, name: string, value: string) =>
      secretName.test(name) && !isReference(value) ? lead + start + MASK : all,
    );
}

/** Masks the arguments of a command: as `redact`, and the word after a flag with a telling name. */
export function redactArguments(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const before = args[index - 1];
    const isValue = before !== undefined && /^--?[A-Za-z]/.test(before) && !before.includes('=');
    const follows = isValue && secretName.test(before.replace(/^-+/, '')) && !arg.startsWith('-');
    return follows && !isReference(arg) ? MASK : redact(arg);
  });
}

/** Whether a value only refers to a secret that stands elsewhere: `${TOKEN}`, `$TOKEN`, `{{token}}`, `%TOKEN%`. */
export function isReference(value: string): boolean {
  return /^(?:Bearer\s+|Basic\s+|token\s+)?(?:\$\{[^}]+\}|\$[A-Za-z_]\w*|\{\{[^}]+\}\}|%[A-Za-z_]\w*%|\$\(.*\)|op:\/\/\S+|keychain:\S+|vault:\S+)$/i.test(
    value.trim(),
  );
}
