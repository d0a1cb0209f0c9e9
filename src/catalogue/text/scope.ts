import type { DefinitionSubject } from '../../domain/rule.ts';
import { nameTells } from '../../domain/secret-text.ts';
import { conversation, secretFile, secretThing } from './things.ts';

/** A field of work. A tool that is openly about one may speak of everything in it. */
interface Field {
  readonly name: string;
  readonly words: RegExp;
  /** Whether nobody but a tool of the field has a reason to speak of it. */
  readonly isSensitive?: true;
}

const FIELDS: readonly Field[] = [
  {
    name: 'files',
    words:
      /\b(?:files?|folders?|director(?:y|ies)|documents?|docs?|workspaces?|projects?|repositor(?:y|ies)|repos?|code\w*|paths?|disk|index\w*|search\w*|source|desktop|back ?ups?|uploads?|downloads?|logs?|config(?:uration)?|attachments?|docx?|html|csv|json|xml|markdown|images?|videos?|excel|word|pdfs?|spreadsheets?|sheets?)\b|(?:^|\s)[~/][\w.-]*\//i,
  },
  {
    name: 'mail',
    words:
      /\b(?:e-?mails?|mail\w*|inbox|messages?|messag\w+|contacts?|calendar|address book|chats?|slack|whatsapp|sms|bcc|recipients?|channels?|posts?|notif\w+)\b/i,
  },
  {
    name: 'browser',
    words:
      /\b(?:browser\w*|brows\w+|bookmarks?|pages?|tabs?|websites?|urls?|links?|web|http\w*|cookies?)\b/i,
  },
  { name: 'clipboard', words: /\b(?:clipboard|paste\w*)\b/i },
  {
    name: 'machine',
    words:
      /\b(?:hosts?|hostname|systems?|machine|process(?:es)?|network|devices?|ip|mac address|login name|user ?names?|environment|hardware|os|packages?|programs?|software|installed|computer|memory|resources)\b/i,
  },
  {
    name: 'shell',
    words:
      /\b(?:shell|terminal|command(?:s| line)?|bash|scripts?|crontab|sudo|execut\w+|consoles?|docker|containers?|run\w*)\b/i,
  },
  {
    name: 'git',
    words:
      /\b(?:git\w*|commits?|branch(?:es)?|pull requests?|merge|push\w*|repositor(?:y|ies)|issues?|releases?)\b/i,
  },
  {
    name: 'data',
    words:
      /\b(?:data\w*|records?|quer(?:y|ies)|sql|rows?|tables?|columns?|collections?|connection string|crm|schemas?|index\w*)\b/i,
  },
  {
    name: 'money',
    words:
      /\b(?:pay\w*|transfers?|transactions?|accounts?|invoices?|bank\w*|cards?|wallets?|prices?|amounts?|fees?|orders?|purchas\w+|book\w*|checkout|stocks?|trad\w+|currenc\w+|cost\w*)\b/i,
  },
  {
    name: 'people',
    words:
      /\b(?:(?:user|customer|guest|client|person|owner|employee)'?s (?:full )?(?:name|e-?mail\w*|address|phone|location|birthday|identity|profile|contacts)|phone numbers?|e-?mail address(?:es)?|customers?|personal (?:data|information|details)|identity|profiles?|users?' (?:names?|data))\b/i,
  },
  {
    name: 'secrets',
    words: new RegExp(
      `${secretThing.source}|${secretFile.source}|\\bssh\\b|\\bkeys?\\b|\\btokens?\\b|\\bauth\\w*|\\blog ?in\\b|\\bsign ?in\\b|\\bencrypt\\w*|\\bdecrypt\\w*|\\bhash\\w*`,
      'i',
    ),
    isSensitive: true,
  },
  {
    name: 'conversation',
    words: new RegExp(
      `${conversation.source}|\\bchat\\w*|\\bconversation\\w*|\\bmemor(?:y|ies)\\b|\\bremember\\w*|\\bthink\\w*|\\breason\\w*|\\bprompts?\\b|\\bllms?\\b|\\bagents?\\b|\\bassistants?\\b|\\bsession\\w*|\\bcontext\\b|\\bsummar\\w+`,
      'i',
    ),
    isSensitive: true,
  },
];

/** What stands for a field when somebody asks for something of it: narrower than what makes a tool part of it. */
const ASKS: Readonly<Record<string, RegExp>> = {
  files:
    /\b(?:files?(?! ?(?:names?|paths?|types?|formats?|sizes?))|folders?|director(?:y|ies)|documents?|source code|repositor(?:y|ies)|logs?|config(?:uration)?s?|sheets?)\b|(?:^|[\s"'`(])(?:~\/(?!\.)|\/(?:etc|home|root|var|tmp|usr|Users)\/)[\w.-]+/i,
  mail: /\b(?:e-?mails?|mails?|inbox|messages?|contacts|calendar|address book|bcc|cc)\b/i,
  browser:
    /\b(?:browser (?:history|cookies|tabs?)|browsing history|bookmarks|visited pages|search history)\b/i,
  clipboard: /\bclipboard\b/i,
  machine:
    /\b(?:host ?names?|mac address|ip address|login name|user ?names?|running processes|process list|installed (?:packages|programs|software)|environment variables?|operating system|downloads)\b/i,
  shell: /\b(?:shell|terminal|commands?|command line|bash|crontab|sudo)\b/i,
  git: /\b(?:git\b|commits?|pull requests?|remotes?|repositor(?:y|ies))\b/i,
  data: /\b(?:databases?|connection strings?|crm|records|rows|tables)\b/i,
  money:
    /\b(?:payments?|transfers?|transactions?|invoices?|bank (?:account|details)|card numbers?|wallets?|iban|beneficiar\w+)\b/i,
  people:
    /\b(?:(?:user|customer|guest|client|person|owner|employee|operator|their)(?:'s|s')? (?:\w+ )?(?:name|e-?mail\w*|address|phone|location|identity|profile|data)|phone numbers?|personal (?:data|information|details)|(?:name|employer|e-?mail\w*|address|phone|location|identity|profile|birthday)s? of the (?:user|customer|client|person|owner))\b/i,
  secrets: new RegExp(
    `${secretFile.source}|\\b(?:passwords?|credentials?|private keys?|ssh|api keys?|access tokens?|bearer tokens?|secrets|session cookies?|environment variables?|[A-Z]{3,20}_(?:API_)?(?:KEY|TOKEN|SECRET)|value of (?:the )?[A-Z][A-Z0-9]{2,20}_[A-Z0-9_]{2,30})\\b`,
    'i',
  ),
  conversation,
};

/** What a text holds that asks something of any field. */
export const asked: readonly RegExp[] = Object.values(ASKS);

/** The fields that a text asks something of and that the tool is not about. Sensitive ones count double. */
export function foreignFields(subject: DefinitionSubject, text: string): number {
  const purpose = purposeOf(subject);
  let weight = 0;
  for (const { name, words, isSensitive } of FIELDS) {
    if (ASKS[name]?.test(text) !== true) continue;
    const isOpen = words.test(purpose) || (name === 'secrets' && takesSecret(subject));
    if (!isOpen) weight += isSensitive === true ? 2 : 1;
  }
  return weight;
}

/** A parameter that is plainly a credential (`api_key`) shows what it is; then the text may speak of it. */
function takesSecret({ passages }: DefinitionSubject): boolean {
  return passages.some(({ role, text }) => role === 'parameter-name' && nameTells(text) === 'yes');
}

const purposes = new WeakMap<DefinitionSubject, string>();

/** What a definition says it is for: its name and its first sentence. Instructions speak for all tools of the server. */
export function purposeOf(subject: DefinitionSubject): string {
  const known = purposes.get(subject);
  if (known !== undefined) return known;
  const isWhole = subject.kind === 'instructions' || subject.kind === 'server';
  const speakers = isWhole ? subject.listing.definitions.slice(0, 500) : [subject];
  const purpose = speakers
    .filter(({ kind }) => kind !== 'instructions')
    .map(({ name, raw }) => {
      const description = typeof raw['description'] === 'string' ? raw['description'] : '';
      const first = /^[^.!?\n。]{0,200}/.exec(description.slice(0, 400).trimStart())?.[0] ?? '';
      const title = typeof raw['title'] === 'string' ? raw['title'].slice(0, 100) : '';
      const words = name
        .slice(0, 200)
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replace(/[_./:-]/g, ' ');
      return `${words}. ${title}. ${first}.`;
    })
    .join('\n');
  purposes.set(subject, purpose);
  return purpose;
}

/** Whether the tool is openly about a topic. */
export function isAbout(subject: DefinitionSubject, topic: RegExp): boolean {
  if (subject.kind === 'server' || subject.kind === 'instructions') return false;
  return topic.test(purposeOf(subject));
}

// Words that every description has, whatever it is about.
const COMMON = new Set(
  'about after also always argument arguments been before being between both call called calls could data default does done each else ensure every example false field first following format from function given have here however information input into kind like list made make many more most must name names need needed needs never none number only optional order other otherwise output parameter parameters pass passed please provide provided required result results return returned returns same should some specific specified string such than that their them then there these they this those tool tools true type types under used user users using value values want well were what when where whether which while will with within without would your'.split(
    ' ',
  ),
);
const topics = new WeakMap<DefinitionSubject, ReadonlySet<string>>();

/** Whether a sentence of some length shares no word with the tool's purpose and parameters. */
export function isOffTopic(subject: DefinitionSubject, text: string): boolean {
  const words = contentWords(text);
  if (words.size < 3) return false;
  const topic = topicOf(subject);
  for (const word of words) if (topic.has(word)) return false;
  return true;
}

function topicOf(subject: DefinitionSubject): ReadonlySet<string> {
  const known = topics.get(subject);
  if (known !== undefined) return known;
  const parameters = subject.passages
    .filter(({ role }) => role === 'parameter-name')
    .slice(0, 200)
    .map(({ text }) =>
      text
        .slice(0, 100)
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .replaceAll('_', ' '),
    );
  const topic = contentWords(`${purposeOf(subject)} ${parameters.join(' ')}`);
  topics.set(subject, topic);
  return topic;
}

/** The words that say something, cut to five letters so that their forms fall together. */
function contentWords(text: string): Set<string> {
  const words = text.toLowerCase().match(/[a-z]{4,}/g) ?? [];
  return new Set(words.filter((word) => !COMMON.has(word)).map((word) => word.slice(0, 5)));
}
