// How secrets are told from the words around them: by the name that they are given, and by their look.

/** Names that a secret has wherever they stand at the end of a name: `DB_PASSWORD`, `X-Api-Key`, `githubToken`. */
const NAME =
  /(?:^|_)(?:(?:api|app|access|account|admin|auth|bot|client|consumer|decryption|deploy|encryption|hmac|integration|jwt|licen[cs]e|master|personal|private|pub_?priv|rest|root|secret|service|session|shared|shared_access|signing|storage|subscription|user|webhook)_?keys?|pat|psk|pwd|jwt|sas|credentials?|creds?|bearer|private_key_(?:pem|data|base64|b64)|service_account_json|conn(?:ection)?_?str(?:ing)?)(?:_?\d+)?$|(?:password|passwd|passphrase|passwort|secret|token|apikey|apitoken|secretkey|authkey|accesskey|privatekey)s?(?:_?\d+|_value|_b64|_base64)?$/;

/** Names that a secret often has and other things have too; their value decides. */
const LOOSE_NAME =
  /(?:^|_)(?:auth|authorization|authentication|cookie|cookies|code|key|otp|pass|pin|session|sessionid|session_id|sid|sig|signature|nonce|salt|pwd|dsn|bearer)(?:_?\d+)?$/;

/** Names that end like a secret's and are none: counts, limits and switches. */
const OTHER_NAME =
  /(?:^|_)(?:max|min|num|total|prompt|completion|input|output|context|budget|count|use|has|is|no|enable|enabled|require|required|allow|skip|show|next_page|page|continuation|sync|cancellation|csrf_header|public)(?:_[a-z]+)?_?(?:tokens?|passwords?|secrets?|keys?|auth)$|(?:^|_)tokens$/;

/** How surely a name says that its value is a secret. */
export type NameTells = 'yes' | 'maybe' | 'no';

/** Judges a name as variables, headers, options and query parameters write them. */
export function nameTells(name: string): NameTells {
  const words = name
    // What a name says stands at its end.
    .slice(-200)
    .replace(/^-+/, '')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[-.\s:[\]]+/g, '_')
    .toLowerCase()
    .replace(/_+$/, '');
  if (OTHER_NAME.test(words)) return 'no';
  if (NAME.test(words)) return 'yes';
  return LOOSE_NAME.test(words) ? 'maybe' : 'no';
}

// ${NAME}, ${env:NAME}, $NAME, {{name}}, ${{ name }}, %NAME%, $(command), {env:NAME}, scheme://path of a vault. A default
// (${NAME:-value}) is a value, not a reference; an empty one (${NAME:-}) is none.
const REFERENCE =
  /^(?:\$\{[^}:]{1,200}(?::[^-}][^}]{0,200}|:-)?\}|\$(?:env:)?[A-Za-z_]\w{0,200}|\$?\{\{[^{}]{1,200}\}\}|\{(?:env|file|input|secret):[^}]{1,200}\}|%[A-Za-z_]\w{0,200}%|\$\(.{1,500}\)|`.{1,500}`|(?:op|bw|bws|vault|keychain|keyring|secret|secrets|env|file|awssm|aws-sm|ssm|gcpsm|gcp-sm|akv|azkv|doppler|infisical|pass|1password|ref\+[a-z]+):(?:\/\/)?\S{1,500}|arn:aws:(?:secretsmanager|ssm):\S{1,500}|projects\/[^/\s]{1,100}\/secrets\/\S{1,200}|@Microsoft\.KeyVault\(.{1,500}\))$/i;

/** Whether a value only refers to a secret that stands elsewhere: `${TOKEN}`, `$TOKEN`, `{{token}}`, `op://…`. */
export function isReference(value: string): boolean {
  const bare = value.trim().replace(/^(?:Bearer|Basic|Token)\s+/i, '');
  return bare.length <= 600 && REFERENCE.test(bare);
}

// Words that people put where a secret is to go, with any separators between them.
const STAND_IN =
  /^(?:your|my|the|a|an|some|insert|enter|put|add|paste|replace|change|changeme|set|fill|todo|tbd|fixme|example|sample|dummy|fake|mock|placeholder|redacted|hidden|secret|token|pass|password|passwd|pwd|key|api|apikey|access|auth|bot|client|user|username|personal|private|public|here|me|with|this|it|in|to|be|actual|real|own|value|string|goes|from|env|optional|required|none|null|nil|undefined|empty|test|testing|foo|bar|baz|abc|xyz|github|gitlab|slack|openai|anthropic|google|aws|azure|notion|brave|id|pat|sk|ghp|xoxb|workspace|team|project|org|organization|account|admin|default|generated|live|prod|service|server|app|application|database|db|postgres|root|domain|url|host|name|email|and|or|if|needed|not|used|unused|please|tenant|subscription|session|signing|webhook|encryption|bearer|credential|credentials|jwt|sid)$/;

/** Whether a value only holds the place of a secret: empty, `<token>`, `YOUR_API_KEY`, `xxx`, `changeme`, `...`. */
export function isPlaceholder(value: string): boolean {
  const bare = value.trim().replace(/^(?:Bearer|Basic|Token)(?:\s+|$)/i, '');
  if (bare === '' || bare.length > 120) return bare === '';
  if (/^[<[{(][^"':=]*[>\]})]$/.test(bare)) return true;
  // Documentation counts through the alphabet.
  if (!bare.includes('://') && /example|1234567890|abcdefghij/i.test(bare)) return true;
  if (/\.{3,}|…|\*{3,}/.test(bare)) return true;
  // `sk-xxxxxxxx`, `00000000`, `########`: at most a prefix, then one character again and again.
  if (/^(?:[A-Za-z]{1,10}[-_]){0,3}([xX0#?_.-])\1{2,}$/.test(bare)) return true;
  if (/^(?:[A-Za-z0-9]{1,10}[-_]){0,3}x{4,}/i.test(bare)) return true;
  const words = bare
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[-_.\s<>:/'"]+/)
    .filter((word) => word !== '');
  return (
    words.length > 0 &&
    words.every(
      (word) => STAND_IN.test(word) || /^(?:x+|\d{1,3}|(?:your|my)[a-z]{3,12})$/.test(word),
    )
  );
}

/** Whether a value is plainly something else than a secret: a switch, a number, a path, an address, a mode. */
export function isPlainValue(value: string): boolean {
  const bare = value.trim();
  if (
    /^(?:true|false|yes|no|on|off|null|none|auto|default|enabled|disabled|\d{1,7}(?:\.\d{1,4})?)$/i.test(
      bare,
    )
  )
    return true;
  if (
    /^(?:oauth2?|oidc|basic|bearer|digest|anonymous|apikey|api[-_]key|token|password|jwt|saml|ldap|local|session|cookie|iam|sso|mtls)$/i.test(
      bare,
    )
  )
    return true;
  if (
    /^(?:\.{0,2}[\\/]|~[\\/]|[A-Za-z]:[\\/]|file:)/.test(bare) &&
    !/^\/[A-Za-z0-9+/=]{39,}$/.test(bare)
  )
    return true;
  return /^[a-z][a-z0-9+.-]{1,20}:\/\/[^\s@]*$/i.test(bare);
}

/**
 * Whether a word looks as if a machine had drawn it: at least 16 letters and digits, well mixed.
 * Hexadecimal words are left out: commits, digests and ids look the same.
 */
export function looksRandom(word: string): boolean {
  if (word.length < 16 || word.length > 512 || !/^[A-Za-z0-9_+/=~.-]+$/.test(word)) return false;
  if (/^[0-9a-f-]+$/i.test(word) || /^sha(?:1|256|384|512)[-:]/.test(word)) return false;
  if (word.replace(/\D/g, '').length < 2) return false;
  // Neighbours of another kind (case, digit): words and versions have few, what is drawn has many.
  let changes = 0;
  let pairs = 0;
  for (let index = 1; index < word.length; index += 1) {
    const [before, here] = [kindOf(word, index - 1), kindOf(word, index)];
    if (before === undefined || here === undefined) continue;
    pairs += 1;
    if (before !== here) changes += 1;
  }
  return pairs >= 12 && changes / pairs > 0.3;
}

function kindOf(word: string, index: number): 'digit' | 'upper' | 'lower' | undefined {
  const char = word.charCodeAt(index);
  if (char >= 48 && char <= 57) return 'digit';
  if (char >= 65 && char <= 90) return 'upper';
  return char >= 97 && char <= 122 ? 'lower' : undefined;
}
