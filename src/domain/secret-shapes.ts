/** A form of credential that its issuer documents. */
export interface SecretShape {
  /** Shown to the user. */
  readonly name: string;
  /** Global, linear, and without an upper bound, so that no tail of a credential is left over. */
  readonly shape: RegExp;
}

// A credential starts where a word starts. In escaped text (`\n`, `%20`) the letter or digit in front
// belongs to the escape; after an underscore a word may start as well.
const START = String.raw`(?:(?<![A-Za-z0-9])|(?<=\\[nrt])|(?<=%[0-9A-Fa-f]{2}))`;

const shape = (name: string, source: string): SecretShape => ({
  name,
  shape: new RegExp(START + source, 'g'),
});

/** For prefixes that no word ends in: a token is a token even where the text before it runs into it. */
const anywhere = (name: string, source: string): SecretShape => ({
  name,
  shape: new RegExp(source, 'g'),
});

/** Forms of credentials that give themselves away, whatever stands around them. */
export const secretShapes: readonly SecretShape[] = [
  anywhere('1Password token', 'ops_eyJ[A-Za-z0-9_-]{50,}={0,2}'),
  anywhere('age secret key', 'AGE-SECRET-KEY-1[A-Z0-9]{50,}'),
  shape('Airtable token', String.raw`pat[A-Za-z0-9]{14}\.[a-f0-9]{64}`),
  anywhere('Anthropic key', 'sk-ant-[A-Za-z0-9_-]{16,}'),
  anywhere('Atlassian token', 'AT[ACB]TT3[A-Za-z0-9_=-]{40,}'),
  shape('AWS access key id', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])'),
  shape('Azure client secret', String.raw`[A-Za-z0-9_~.-]{3}\dQ~[A-Za-z0-9_~.-]{31,}`),
  shape('Brave key', 'BSA[A-Za-z0-9_-]{27,28}(?![A-Za-z0-9_-])'),
  shape('Databricks token', 'dapi[a-f0-9]{32}'),
  anywhere('DigitalOcean token', 'do[opr]_v1_[a-f0-9]{64}'),
  shape(
    'Discord token',
    String.raw`[MNO][A-Za-z0-9_-]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,}`,
  ),
  anywhere('Docker token', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{20,}'),
  shape('Doppler token', String.raw`dp\.(?:pt|st|ct|sa|scim|audit)\.[A-Za-z0-9._-]{30,}`),
  shape('Figma token', 'fig[dour]_[A-Za-z0-9_-]{30,}'),
  shape('Firecrawl key', 'fc-[a-f0-9]{32}'),
  anywhere('GitHub token', 'gh[pousr]_[A-Za-z0-9]{30,}'),
  anywhere('GitHub token', 'github_pat_[A-Za-z0-9_]{30,}'),
  anywhere(
    'GitLab token',
    'gl(?:pat|dt|rt|ptt|soat|cbt|ft|imt|agent|oas|ffct)-[A-Za-z0-9_.-]{20,}',
  ),
  anywhere('Google API key', 'AIza[A-Za-z0-9_-]{35}'),
  anywhere('Google OAuth secret', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  shape('Google OAuth token', String.raw`ya29\.[A-Za-z0-9_-]{30,}`),
  shape('Grafana token', 'gl(?:sa|c)_[A-Za-z0-9+/_=-]{32,}'),
  shape('Groq key', 'gsk_[A-Za-z0-9]{40,}'),
  shape('Hugging Face token', 'hf_[A-Za-z0-9]{30,}'),
  anywhere('LangSmith key', 'lsv2_(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'),
  anywhere('Linear key', 'lin_(?:api|oauth)_[A-Za-z0-9]{32,}'),
  shape('Mailchimp key', String.raw`[a-f0-9]{32}-us\d{1,2}(?![A-Za-z0-9])`),
  shape('Mailgun key', 'key-[a-f0-9]{32}'),
  anywhere('New Relic key', 'NRAK-[A-Z0-9]{27}'),
  shape('Notion token', 'ntn_[A-Za-z0-9]{40,}'),
  shape('Notion token', 'secret_[A-Za-z0-9]{43}(?![A-Za-z0-9])'),
  anywhere('npm token', 'npm_[A-Za-z0-9]{36,}'),
  shape(
    'OpenAI key',
    'sk-(?:proj-|svcacct-|admin-|or-v1-)?(?=[A-Za-z_-]{0,64}[0-9])[A-Za-z0-9_-]{32,}',
  ),
  anywhere('Perplexity key', 'pplx-[A-Za-z0-9]{40,}'),
  shape('Pinecone key', 'pcsk_[A-Za-z0-9_]{40,}'),
  anywhere('PlanetScale token', 'pscale_(?:tkn|oauth|pw)_[A-Za-z0-9_.=-]{30,}'),
  anywhere('Postman key', 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}'),
  anywhere('PyPI token', 'pypi-[A-Za-z0-9_-]{50,}'),
  shape('Replicate token', 'r8_[A-Za-z0-9]{37}'),
  shape('Resend key', 're_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}'),
  anywhere('RubyGems key', 'rubygems_[a-f0-9]{48}'),
  anywhere('SendGrid key', String.raw`SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}`),
  anywhere('Sentry token', 'sntry[su]_[A-Za-z0-9+/_=-]{40,}'),
  anywhere('Shopify token', 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}'),
  anywhere('Slack token', 'xox[abeoprs]-[A-Za-z0-9-]{10,}'),
  anywhere('Slack app token', 'xapp-[A-Za-z0-9-]{20,}'),
  anywhere(
    'Slack webhook',
    String.raw`hooks\.slack\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{20,}`,
  ),
  anywhere('Stripe key', '[rs]k_(?:live|test)_[A-Za-z0-9]{16,}'),
  anywhere('Stripe webhook secret', 'whsec_[A-Za-z0-9+/=]{24,}'),
  shape('Supabase token', 'sb(?:p_[a-f0-9]{40}|_secret_[A-Za-z0-9_-]{20,})'),
  anywhere('Tavily key', 'tvly-[A-Za-z0-9_-]{24,}'),
  shape('Telegram bot token', String.raw`\d{8,10}:AA[A-Za-z0-9_-]{33}`),
  shape('Terraform token', String.raw`[A-Za-z0-9]{14}\.atlasv1\.[A-Za-z0-9_=-]{60,}`),
  shape('Twilio key', 'SK[a-f0-9]{32}'),
  shape('Vault token', String.raw`hv[sbr]\.[A-Za-z0-9_-]{24,}`),
  shape('xAI key', 'xai-[A-Za-z0-9]{40,}'),
  // The second part is left open: what follows a header of this form is the token's, signed or not.
  shape('JSON Web Token', String.raw`eyJ[A-Za-z0-9_-]{10,600}\.[A-Za-z0-9_.-]{10,}`),
];

const KEY_START = /-----BEGIN (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
const KEY_END = /-----END (?:[A-Z0-9]+ ){0,4}PRIVATE KEY(?: BLOCK)?-----/g;
// The body as far as it is there: base64 in lines, whose breaks may be written out.
const KEY_BODY = /(?:[A-Za-z0-9+/=]{16,}(?![A-Za-z0-9+/=])|\\[nr]|\s)*[A-Za-z0-9+/=]*/y;

// How far behind its first line the last line of a key can stand.
const KEY_LENGTH = 32_768;

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The stretches of a text that are private keys in PEM form, whole or cut off. */
export function privateKeys(text: string): Stretch[] {
  const found: Stretch[] = [];
  let last = -1;
  for (const head of text.matchAll(KEY_START)) {
    const body = head.index + head[0].length;
    if (head.index < (found.at(-1)?.end ?? 0)) continue;
    // Looked for once and kept, so that a thousand first lines without a last one cost one search.
    if (last < body) last = endOfKey(text, body);
    KEY_BODY.lastIndex = body;
    KEY_BODY.exec(text);
    const end = last - body <= KEY_LENGTH ? last : Math.max(body, KEY_BODY.lastIndex);
    found.push({ start: head.index, end });
  }
  return found;
}

function endOfKey(text: string, from: number): number {
  KEY_END.lastIndex = from;
  const tail = KEY_END.exec(text);
  return tail === null ? Number.POSITIVE_INFINITY : tail.index + tail[0].length;
}
