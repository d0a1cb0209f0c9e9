import type { CapabilityKind } from './capability.ts';

// What gives a capability away. A name is read as words (`fetchPage` is "fetch page"), a description by
// its first sentences. Weights add up; capability.ts says how much is enough.

export interface Sign {
  readonly kind: CapabilityKind;
  readonly weight: number;
  readonly shape: RegExp;
}

const READ =
  'get|read|list|search|find|fetch|query|export|dump|show|view|load|open|download|retrieve|describe|browse|extract|lookup|recall|summari[sz]e|check|select|count';
const FOREIGN =
  'web|urls?|pages?|websites?|sites?|html|internet|news|rss|feeds?|inbox|e?mails?|messages?|threads?|comments?|issues?|pull requests?|prs?|reviews?|tickets?|posts?|tweets?|discussions?|channel|conversations?|transcripts?|attachments?|links?|search results?|releases?|readme|gists?';
const PRIVATE =
  'files?|director(?:y|ies)|folders?|documents?|docs?|notes?|inbox|e?mails?|messages?|contacts?|calendars?|events?|customers?|clients?|patients?|employees?|payroll|invoices?|accounts?|balances?|transactions?|statements?|secrets?|credentials?|passwords?|keys?|tokens?|env(?:ironment)?|databases?|db|tables?|rows?|records?|sql|clipboard|history|screenshots?|location|repos?|repositor(?:y|ies)|source|code|private|medical|health|orders?|crm|leads?|drive|buckets?|objects?|memor(?:y|ies)|graph|profiles?|users?|logs?|threads?|attachments?|conversations?|photos?|resources?';
const STORES =
  'memor(?:y|ies)|knowledge|vectors?|embeddings?|notes?|entit(?:y|ies)|observations?|collections?|index|graph|facts?|kb|wiki|bookmarks?|snippets?';
const RECALLED =
  'memor(?:y|ies)|knowledge|vectors?|embeddings?|notes?|entit(?:y|ies)|observations?|(?:read|knowledge) graph|kb|wiki';
const PUBLIC =
  'e?mails?|messages?|posts?|tweets?|comments?|issues?|pull requests?|prs?|gists?|webhooks?|repl(?:y|ies)|sms|notifications?|pages?|tickets?|reviews?|discussions?|requests?|invitations?';

/** Of a tool's name. */
export const nameSigns: readonly Sign[] = [
  {
    kind: 'untrusted',
    weight: 3,
    shape: new RegExp(`\\b(?:${READ}|navigate|visit|crawl|scrape)\\b.{0,40}\\b(?:${FOREIGN})\\b`),
  },
  {
    kind: 'untrusted',
    weight: 3,
    shape:
      /\b(?:web|internet|google|bing|brave|news|online) search\b|\b(?:crawl|scrape|scraper|browse|browser|fetch)$|^(?:crawl|scrape|fetch)\b/,
  },
  {
    kind: 'sensitive',
    weight: 3,
    shape: new RegExp(`\\b(?:${READ}|dump|copy|capture)\\b.{0,40}\\b(?:${PRIVATE})\\b`),
  },
  { kind: 'sensitive', weight: 3, shape: /\b(?:query|sql|select|execute sql|run query)$/ },
  {
    kind: 'outward',
    weight: 3,
    shape: new RegExp(
      `^(?:\\w+ ){0,2}(?:send|post|publish|upload|share|forward|reply|submit|tweet|e?mail|broadcast|notify)\\b|\\b(?:create|add|write|open|make|update|edit) (?:\\w+ ){0,3}(?:${PUBLIC})\\b`,
    ),
  },
  {
    kind: 'outward',
    weight: 3,
    shape:
      /\b(?:http|api|rest|curl|webhook) (?:request|post|put|call)\b|\b(?:call|invoke|trigger) (?:api|webhook|url|endpoint)\b|\bpush (?:files?|commits?|branch|to)\b|\bgit push\b/,
  },
  {
    kind: 'destructive',
    weight: 3,
    shape:
      /\b(?:delete|remove|drop|purge|wipe|truncate|destroy|erase|kill|terminate|uninstall|revoke|overwrite|force push|reset hard|shutdown|reboot)\b/,
  },
  {
    kind: 'money',
    weight: 3,
    shape:
      /^(?:\w+ ){0,2}(?:pay|charge|refund|withdraw|purchase|buy|sell|trade|donate|wire|checkout cart)\b|^checkout$|\b(?:transfer|send|move|swap|stake|bridge) (?:\w+ )?(?:funds?|money|payment|crypto|coins?|tokens?|eth|btc|usdc|sol|balance)\b|\b(?:place|create|submit|confirm|execute|make) (?:\w+ )?(?:payments?|payouts?|charges?|refunds?|orders?|trades?|transfers?|purchases?)\b/,
  },
  {
    kind: 'execution',
    weight: 3,
    shape:
      /\b(?:execute|run|eval|evaluate|exec|spawn) (?:\w+ ){0,2}(?:command|shell|bash|code|script|python|javascript|js|node|program|process|terminal|powershell|cell|notebook)s?\b|^(?:shell|bash|terminal|powershell|exec|eval|python|repl|execute|run command|sandbox exec)$/,
  },
  {
    kind: 'store',
    weight: 3,
    shape: new RegExp(
      `\\b(?:store|save|remember|add|insert|upsert|write|index|create|put|embed|ingest|append|update)\\b.{0,30}\\b(?:${STORES})\\b|^(?:remember|memorize|ingest)\\b`,
    ),
  },
  {
    kind: 'recall',
    weight: 3,
    shape: new RegExp(`\\b(?:${READ}|semantic search)\\b.{0,30}\\b(?:${RECALLED})\\b|^recall\\b`),
  },
];

/** Of a description's first sentences. */
export const textSigns: readonly Sign[] = [
  {
    kind: 'untrusted',
    weight: 2,
    shape:
      /\b(?:fetch|retriev|read|search|brows|scrap|crawl|download|navigat|extract|visit|get|list)\w{0,4}\b[^.]{0,60}\b(?:web ?(?:pages?|sites?|content)?|websites?|urls?|internet|online|inbox|(?:incoming|received|unread) \w+|e-?mails?|comments?|issues?|pull requests?|tickets?|news|feeds?|social media|posts|reviews)\b/,
  },
  {
    kind: 'sensitive',
    weight: 2,
    shape:
      /\b(?:read|get|list|search|quer|retriev|return|fetch|export|access|show|dump|find)\w{0,4}\b[^.]{0,60}\b(?:files?|director(?:y|ies)|folders?|e-?mails?|inbox|messages|contacts|calendar|customers?|patients?|employees?|invoices?|accounts?|transactions?|secrets?|credentials?|passwords?|api keys?|environment variables?|databases?|tables|rows|records|clipboard|browser history|private|personal|medical|crm|repositor(?:y|ies)|drive|knowledge graph|notes)\b/,
  },
  {
    kind: 'outward',
    weight: 2,
    shape:
      /\b(?:send|post|publish|upload|share|forward|repl|submit|transmit|deliver)(?:s|es|ies|y|ing)?\b[^.]{0,50}\b(?:e-?mails?|messages?|webhooks?|channel|slack|http|requests?|urls?|tweets?|sms|external|remote|comments?|public|recipients?|notifications?|server|attachment|post)\b|\b(?:http|post|put) requests?\b|\b(?:creat|open|add)(?:e|es|s|ing)? (?:an? )?(?:new )?(?:issue|comment|pull request|gist|ticket|post)\b/,
  },
  {
    kind: 'destructive',
    weight: 2,
    shape:
      /^\W{0,4}(?:permanently |irreversibly )?(?:delet|remov|drop|purg|wip|truncat|destroy|eras|terminat|uninstall|overwrit)(?:e|es|s|ing)?\b|\b(?:cannot be undone|irreversibl[ey]|permanently)\b/,
  },
  {
    kind: 'money',
    weight: 2,
    shape:
      /^\W{0,4}(?:pay|transfer|send|charge|refund|withdraw|buy|sell|purchas|execut|plac|initiat|mak)\w{0,3}\b[^.]{0,40}\b(?:payments?|money|funds|card|purchases?|orders?|trades?|crypto|tokens?|transfers?|bank|payouts?|transactions? on)\b/,
  },
  {
    kind: 'execution',
    weight: 2,
    shape:
      /\b(?:execut|run|evaluat|spawn)\w{0,3}\b[^.]{0,40}\b(?:commands?|shell|bash|(?:python |javascript |arbitrary |your )?code|scripts?|programs?|terminal|powershell)\b/,
  },
  {
    kind: 'store',
    weight: 2,
    shape:
      /\b(?:stor|sav|remember|add|insert|upsert|index|embed|ingest|persist|creat)\w{0,3}\b[^.]{0,50}\b(?:memor(?:y|ies)|knowledge (?:base|graph)|vector (?:store|database|db)|embeddings?|collection|entities|observations|notes?)\b/,
  },
  {
    kind: 'recall',
    weight: 2,
    shape:
      /\b(?:search|recall|retriev|quer|read|find|semantic)\w{0,4}\b[^.]{0,50}\b(?:memor(?:y|ies)|knowledge (?:base|graph)|vector (?:store|database|db)|embeddings?|collection|entities|observations|notes?)\b/,
  },
];

/** Of a parameter's name, as words. */
export const parameterSigns: readonly Sign[] = [
  { kind: 'untrusted', weight: 1, shape: /^(?:urls?|uri|link|href|web page|page url|website)$/ },
  {
    kind: 'sensitive',
    weight: 1,
    shape:
      /^(?:(?:file |dir(?:ectory)? |folder )?paths?|file ?names?|sql|query sql|table(?: name)?|database|bucket|message id|thread id)$/,
  },
  {
    kind: 'outward',
    weight: 1,
    shape:
      /^(?:to|recipients?|cc|bcc|channel(?: id)?|webhook(?: url)?|endpoint|to (?:address|email)|phone(?: number)?|chat id)$/,
  },
  {
    kind: 'money',
    weight: 1,
    shape:
      /^(?:amount|currency|iban|wallet(?: address)?|price limit|recipient account|to account|card id|payment method)$/,
  },
  {
    kind: 'execution',
    weight: 2,
    shape:
      /^(?:command|cmd|code|script|shell|command line|python code|javascript|js code|source code)$/,
  },
];
