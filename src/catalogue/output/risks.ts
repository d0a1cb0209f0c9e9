import { harmfulCommand, pipedDownload } from '../text/commands.ts';
import { concealments, overrides, thefts } from '../text/languages.ts';
import { cue } from './cues.ts';

// What somebody wants of a model that an honest text has no reason to want.

/**
 * What is asked for. `conceal`: that the user does not learn of it; `consent`: that it is taken for
 * allowed; `hand-over`: that data go somewhere; `loot`: data that are nobody else's; `execute`; `undo`:
 * that something is deleted or a protection taken off; `spend`; `falsify`: that something untrue is said;
 * `override`: that the task is another one now; `forge`: it poses as another turn of the talk; `remedy`:
 * it poses as the way out of an error; `steer`: it says what the model does next; `persist`: that it holds
 * from now on; `reader`: that it is written for one who answers to a user.
 */
export const riskKinds = [
  'conceal',
  'consent',
  'hand-over',
  'loot',
  'execute',
  'undo',
  'spend',
  'falsify',
  'override',
  'forge',
  'remedy',
  'steer',
  'persist',
  'reader',
] as const;
export type RiskKind = (typeof riskKinds)[number];

export interface Risk {
  readonly kind: RiskKind;
  readonly weight: number;
  /** Within the text that was looked at. */
  readonly at: number;
}

interface Shape {
  readonly kind: RiskKind;
  readonly weight: number;
  /** Cues without which it cannot be there. */
  readonly needs: number;
  readonly shape: RegExp;
}

const WHOM =
  '(?:the |your |its |their |any |this )?(?:users?|humans?|owners?|persons?|people|customers?|operators?|clients?|visitors?|principal|developers?|maintainers?|anyone|anybody|them|him|her|sales|support)';
const FORBIDS =
  "(?:do not|don't|never|must not|mustn't|shall not|should not|shouldn't|need not|needn't|not to|no need to|without|avoid|rather than|isn't to be|is not to be|not be|(?:does|do) not need to be|doesn't need to be|nor)";

/** What hides a deed from the user. Looked for first: it is itself a prohibition. */
const HIDING: readonly Shape[] = [
  {
    kind: 'conceal',
    weight: 3,
    needs: cue.forbid | cue.tell,
    shape: new RegExp(
      `\\b${FORBIDS} (?:\\w+ ){0,3}?(?:tell|telling|inform\\w{0,3}|notify\\w{0,3}|notified|(?:disclos\\w{1,3}|reveal\\w{0,3}|mention\\w{0,3})(?! (?:customer|personal|confidential|sensitive|internal|private|secret|data|credential|password|name|any\\b|the (?:terms|scoring|password|secret|system|key|answer|content|name)))|alert\\w{0,3}|warn\\w{0,3}|bring(?:ing)? (?:(?:it|this|that) up|up)|let(?:ting)? (?:on|${WHOM} know)|explain\\w{0,3} (?:this|it)|refer\\w{0,4} to (?:this|it)|surface|flag)\\b`,
      'i',
    ),
  },
  {
    kind: 'conceal',
    weight: 3,
    needs: cue.forbid | cue.tell,
    shape: new RegExp(
      `\\b${FORBIDS} (?:\\w+ ){0,3}?(?:show|say|list|log|cite|report|reported|display|announce|discuss|describe|ask|asking|consult|confirm|confirming|post)\\w{0,3} (?:\\w+ ){0,3}?(?:${WHOM}|it|this|that|these|about|among|first)\\b`,
      'i',
    ),
  },
  {
    kind: 'conceal',
    weight: 3,
    needs: cue.stealth,
    shape:
      /\b(?:silently|quietly|secretly|covertly|discreetly|unmentioned|unnoticed|in secret|out of sight|behind the scenes)\b|\b(?:this|the|that) (?:step|part|line|action|notice|note) (?:is|stays|must (?:be|stay|remain)) (?:silent|hidden|secret|invisible)\b/i,
  },
  {
    kind: 'conceal',
    weight: 3,
    needs: cue.stealth,
    shape: new RegExp(
      `\\b(?:conceal|hide|withhold|mask|cover up)\\b(?:[^.!?\\n]{0,40}\\bfrom\\b|.{0,12}\\b(?:it|this|window|traces?|evidence)\\b)|\\bkeep\\b.{0,24}\\b(?:quiet|secret|hidden|between us|to yourself|from ${WHOM})\\b|\\bleave (?:this|it|that|these)(?: \\w+)? out\\b|\\bso (?:that )?(?:nothing shows|no ?(?:one|body) \\w+|(?:s?he|they|${WHOM}) (?:isn't|aren't|won't|doesn't|don't|never)\\b)|\\b(?:say|tell|assure|report)\\b[^.!?\\n]{0,30}\\b(?:nothing (?:has )?(?:changed|happened)|everything is (?:fine|ok|normal)|all is well)\\b|\\bthe renderer will hide\\b|\\bnot (?:contain|include|repeat|quote) this (?:sentence|note|line|text|notice|passage)\\b|\\bneed not be (?:read|mention|shown|told|list)\\w*|\\bno (?:point|need|reason) (?:in|to|for) (?:bother|mention|ask|confirm|tell|inform|involve|log)\\w*|\\bnobody will (?:miss|notice)\\b|\\binstead of asking\\b|\\bwithout asking\\b|\\b(?:do not|don't|never|must not|not) (?:display|log|list|bring up|show) (?:it|this|that|the (?:script|statement|step|change)|that this)\\b`,
      'i',
    ),
  },
  {
    kind: 'conceal',
    weight: 3,
    needs: cue.tell,
    // As data: `"ask_user": false`.
    shape:
      /"?(?:ask|confirm|notify|inform|tell|consult)_?(?:user|first|owner|human)?"?\s?[:=]\s?(?:false|no|0)\b/i,
  },
];

const LOOT =
  'passwords?|passphrases?|passcodes?|credentials?|secrets?\\b(?! santa)|(?:api|access|private|ssh|secret|signing|session|auth\\w{0,5}|admin|dns|workspace|bearer|refresh|oauth|npm|publish)[ _-]?(?:api )?(?:keys?|tokens?|codes?)|tokens?\\b(?! (?:limit|count|usage|budget|window))|cookies|(?:recovery|seed) (?:phrase|words)|\\.env\\b|\\.ssh\\b|\\.aws\\b|id_(?:rsa|ed25519)|environment variables?|variables? from the environment|printenv|\\$[A-Z_]{4,30}|system prompts?|(?:your|initial|hidden|original|developer|previous) (?:instructions|prompts?)|(?:earlier|previous|prior|all|hidden|entire|whole|full|chat|message)(?: of the)? (?:messages|conversation|history|chat|dialog\\w{0,3})|conversation history|mailbox|inbox|bank (?:details|account)|(?:stored|saved|credit) (?:cards?|kreditkarte)|card numbers?|salar(?:y|ies)|member list|customers? (?:list|data)|contacts|address book|medical|personal (?:data|information)|reset codes?|login codes?|session\\.json|/etc/(?:passwd|shadow)|unpublished|confidential|saved \\w+|calendars? of|CVs\\b|(?:all|every|any) (?:\\w+ ){0,3}?(?:files?|documents?|photos?|e-?mails?|messages?|variables?|commits?|records?)|(?:open|local|private) (?:files?|documents?)|phone numbers?|e-?mail address(?:es)?|full names?|date of birth|passport|conversation log|tool list|last (?:message|question|prompt)|deploy keys?|unseal keys?|cvv|expiry date|client configuration|working directory|account holder|api keys?|(?:original|whole|entire) (?:thread|sheet|inbox|log)|attachments?|hr\\.\\w+|credentials\\.json|notes? titled|(?:whole|entire) (?:sheet|table|file|folder|document|list)';
const DESTINATION =
  'https?://|\\b(?:via|with|into|using|through) [a-z]{2,20}(?:_[a-z]{1,20}){1,3}\\b|\\+\\d[\\d ]{7,16}\\d|\\b(?:URL|query|address) parameter\\b|\\b(?:to|with|into|via|in|as) (?:the (?:tool |field |argument )?)?[\x60][\\w-]{2,40}[\x60]|\\bto (?:me|us|our|my)\\b|\\b(?:private|personal) address\\b|\\b(?:your|the) next request\\b|\\bnewsletter\\b|\\binto (?:this|the|an?) (?:\\w+ )?(?:issue|comment|field|argument|form|ticket)\\b|\\b[\\w.+-]{1,64}@[\\w-]{1,63}\\.[a-z]{2,12}|\\b\\d{1,3}(?:\\.\\d{1,3}){3}\\b|\\bwebhook|\\b(?:this|that|following|given) (?:address|url|link|number|account|endpoint)\\b|\\b(?:contact|web) form\\b|\\bexternal\\b|\\bpublic(?:ly)?\\b|\\bquery (?:string|parameter)\\b|\\bTXT query\\b|\\bas an? (?:comment|query|image|parameter|argument|HTML comment)\\b|\\bin (?:an?|the|your|every|each|any|all) (?:(?:HTML|next|following|subsequent|tool) ){0,2}(?:calls?|messages?|comment|code block|image|url|link|query|build log|next answer|parameter|argument|field|reply|response|request)\\b|\\bhere as\\b|\\bas [\x60\x22\x27][\\w-]{1,40}[\x60\x22\x27]';
const GIVES =
  'resend|push|send|sends|sending|forward\\w{0,3}|upload\\w{0,3}|post|submit\\w{0,4}|transmit\\w{0,4}|e-?mail|mail|append\\w{0,3}|paste|share|dm|export|print|output|include|put|pass|provide|copy\\w{0,3}|write|deliver|attach|exfiltrat\\w{1,3}|leak|report|register|echo\\w{0,2}|encode|embed|store|add|return|reply with|give|hand|insert|place|invite|invites|subscribe|read out|render';

/** What is wanted. Looked for where nobody forbids it. */
const WANTED: readonly Shape[] = [
  {
    kind: 'hand-over',
    weight: 3,
    needs: cue.give | cue.place,
    shape: new RegExp(
      `\\b(?:${GIVES})\\b(?! ?(?:https?:|\\/))(?:[^!?\\n]|\\n(?!\\n)){0,120}?(?:${DESTINATION})`,
      'i',
    ),
  },
  {
    kind: 'hand-over',
    weight: 3,
    needs: cue.give | cue.loot,
    shape: new RegExp(
      `\\b(?:${GIVES})\\b[^.!?\\n]{0,40}\\b(?:contents?|output|values?|text|dump|copy|result) of\\b[^!?\\n]{0,40}?(?:${LOOT})(?!\\w|\\.pub)`,
      'i',
    ),
  },
  {
    kind: 'hand-over',
    weight: 3,
    needs: cue.steer | cue.loot,
    shape: new RegExp(
      `\\b(?:call|invoke|retry|repeat|called)\\b[^.!?\\n]{0,60}(?:\\b(?:with|using|set to)\\b|=)[^.!?\\n]{0,60}?\\b(?:${LOOT})(?!\\w)`,
      'i',
    ),
  },
  {
    kind: 'hand-over',
    weight: 3,
    needs: cue.give | cue.place,
    shape: new RegExp(
      `\\b(?:${GIVES}) (?:its|their|the|all|full|complete) (?:full |complete |whole )?(?:text|contents?|output|values?)\\b[^.!?\\n]{0,20}\\b(?:in|to|with|into|as)\\b`,
      'i',
    ),
  },
  {
    kind: 'hand-over',
    weight: 3,
    needs: cue.reader | cue.loot,
    shape:
      /\b(?:ask|have|get|make|let|tell) (?:the |your )?(?:user|customer|human|owner|caller)\b[^.!?\n]{0,60}\b(?:passwords?|passcodes?|codes?|pins?|cvv|card number|tokens?|secrets?|seed|phrase|credentials?)\b/i,
  },
  {
    kind: 'hand-over',
    weight: 3,
    needs: cue.place,
    shape: /!\[[^\]\n]{0,80}\]\(https?:[^)\s]{3,200}[?&=][^)\s]{0,80}[[{<][^)\n]{0,80}/i,
  },
  {
    kind: 'loot',
    weight: 3,
    needs: cue.loot,
    shape:
      /\.ssh\/(?:id_|\*|$)|\bid_(?:rsa|ed25519)\b(?!\.pub)|\.aws\/credentials|credentials?\.json|kubeconfig|\/etc\/shadow|\b(?:all|every|each|full)[^.!?\n]{0,24}\benvironment\b|\bprintenv\b|\bsystem prompt|\b(?:conversation|chat|message) history|\beverything (?:that )?(?:has been |was )?said\b|\b(?:of|in) the environment\b|\b(?:all|earlier|previous|entire|whole|full|complete) (?:\w+ ){0,2}(?:messages|conversation|chat)\b|\b(?:recovery|seed) (?:phrase|words)|\bsaved passwords\b|\bstored cards?\b/i,
  },
  {
    kind: 'loot',
    weight: 2,
    needs: cue.loot,
    shape: new RegExp(`(?<![A-Za-z\\d-])(?:${LOOT})(?![\\w])`, 'i'),
  },
  { kind: 'execute', weight: 3, needs: cue.execute, shape: pipedDownload },
  { kind: 'execute', weight: 3, needs: cue.execute, shape: harmfulCommand },
  {
    kind: 'execute',
    weight: 3,
    needs: cue.execute,
    shape:
      /\breverse (?:shell|connection)\b|\b__import__\(|\bos\.system\b|\bPIP_INDEX_URL\b|\bpull_request_target\b|\bchmod -R\b|\bbase64 -d\b|\b(?:shell|user's) (?:profile|rc)\b|\bcrontab\b|\bauthorized_keys\b/i,
  },
  {
    kind: 'undo',
    weight: 3,
    needs: cue.place,
    shape: /\b(?:with|to|visibility|access)"?\s?[=:(]\s?\W{0,2}(?:anyone|everyone|public)\b/i,
  },
  {
    kind: 'remedy',
    weight: 2,
    needs: cue.remedy,
    shape:
      /\bto (?:see|get|obtain|view|load|unlock|receive) (?:the )?(?:remaining|rest|full|complete|other|all|whole)\b|\bonly (?:available|valid|shown|complete) (?:after|when|if|once)\b/i,
  },
  {
    kind: 'execute',
    weight: 1,
    needs: cue.execute,
    shape: /\b(?:run|execute|install|launch|download)\b/i,
  },
  {
    kind: 'undo',
    weight: 2,
    needs: cue.remove,
    shape:
      /\b(?:delete|deletes?|wipe|drop|erase|destroy|purge|remove|cancel|overwrite|replace the (?:contents?|file)|close|archive|dismiss|revoke)\b/i,
  },
  {
    kind: 'undo',
    weight: 3,
    needs: cue.weaken,
    shape:
      /\b(?:disable|turn(?:ing)? off|switch(?:ing)? off|stop|disarm|bypass|skip|circumvent|unlock|relax|lower)\b[^.!?\n]{0,50}\b(?:protection|security|authentication|verification|checks?|alarm|cameras?|firewall|alerts?|approval|confirmation|safety|sandbox|logging|audit|2fa|mfa|filter\w{0,3}|door|guard\w{0,5}|policy|policies|review)\b|\b(?:white|allow)-?list\b|\bgrant\b[^.!?\n]{0,60}\b(?:rights?|access|permissions?|owner|admin\w*|role)\b|\b(?:make|set)\b[^.!?\n]{0,30}\bpublic\b|\benable\b[^.!?\n]{0,20}\bremote\b|\bopen the\b[^.!?\n]{0,20}\b(?:door|garage|gate)\b|\badmin(?:istrator)? (?:token|rights|access)\b|\bwith(?:out)? (?:a )?pull request\b|\b(?:write|admin|owner|root|full disk) access\b|\brole to\b|\btenant admin\b|\bdeploy key\b|\bverify ?= ?False\b|\bhooksPath\b|\bto PUBLIC\b|\bvisibility\b[^.!?\n]{0,40}\bpublic\b|\b(?:with|to|visibility|access)\s?[=:(]\s?\W{0,2}(?:anyone|everyone|public|all)\b|\breset the password\b|\bremove the (?:license|signature|security|safety)\b|\bunlock the\b|\baccept all\b|\b(?:approve|accept|authori[sz]e) the (?:pending|new|attached) (?:\w+ ){0,3}(?:application|app|request|invitation|connection|login)\b|\b(?:change|switch|move) (?:\w+ ){0,3}plan to\b|\b(?:delete|close|empty|remove|erase|wipe|cancel|accept|archive|dismiss|drop) (?:all|every|each|any)\b/i,
  },
  {
    kind: 'spend',
    weight: 2,
    needs: cue.spend,
    shape:
      /\b(?:refund|transfer\w{0,4}|pay|payment|payments|purchase|buy|basket|check ?out|stored card|tip is|discount|book (?:the|a)|place an? order|order for|invoice|donate|wire|subscribe|upgrade to|switch (?:\w+ ){0,3}to the|enterprise plan|reservations?|invoices?|(?:method|card) on file|add item|to the cart|order now|[A-Z]{2}\d\d [A-Z0-9]{4})\b/i,
  },
  {
    kind: 'falsify',
    weight: 3,
    needs: cue.assert,
    shape:
      /(?<!\b(?:a|an|the|your|this|any|my) )\b(?:reply|answer|report|state|claim|say|tell|confirm|pretend|assert|respond|insist|present|describe|announce|assure)\b[^.!?\n]{0,40}(?:\bthat\b|["“'«]|\bno issues\b|\bas (?:an? )?(?:free|formatting|approved|safe|fixed|market|shim)\b)|\brecommend (?:this|the|only|our)\b|\bmark(?:ed)? as (?:approved|safe|resolved|verified|paid)\b|\bgive a plausible\b|\bapproved_by\b|\bto suggest\b|\bsay (?:the|it|they|all|nothing|no) \w+ (?:was|were|is|are|has|have)\b|\bleave out\b|\bomit\b|\bskip the section\b|\bput \S{1,40} first\b|\brecommend \w|\bfull marks\b|\bwith the comment\b|\bdescribe (?:it|this|them) as\b|\bassign (?:procedure|the|code|score)\b|\bwith ['\u2018\u201c\x22]/i,
  },
  {
    kind: 'falsify',
    weight: 3,
    needs: cue.grade,
    shape:
      /\b(?:rated?|grade|score|rank)\b[^.!?\n]{0,50}(?:\d{1,3} ?\/ ?\d|\b(?:an? A|highest|top|best|lowest|first)\b)/i,
  },
  {
    kind: 'override',
    weight: 3,
    needs: cue.override,
    shape:
      /\b(?:restrictions?|rules?|limits?|polic(?:y|ies)|confidentiality|safeguards?|guardrails?)\b[^.!?\n]{0,60}\b(?:lifted|suspended|void|waived|removed|switched off|no longer apply)\b/i,
  },
  {
    kind: 'override',
    weight: 4,
    needs: cue.override,
    shape:
      /\b(?:ignore|disregard|forget|discard|drop)\b[^.!?\n]{0,40}\b(?:instructions?|prompts?|rules?|guidelines?|guide|task|summary|question|request|what (?:the|they|you)|previous|above|everything|criticism|ordered)\b|\b(?:your|the) (?:new|real|actual|true|standing|next|only) (?:task|instructions?|goal|objective|job|role|purpose)\b|\byou(?:'re| are) now\b|\bstop being\b|\bhas the standing task\b|\bnew (?:task|instructions?|objective)\b\s?[:;]/i,
  },
  {
    kind: 'consent',
    weight: 2,
    needs: cue.consent,
    shape: new RegExp(
      `(?:${WHOM}|traveller|legal|finance\\w*|lead|ops|admin\\w*|council|management|the (?:person|humans?))\\b[^.!?\\n]{0,30}\\b(?:(?:has|have|had)(?: already)?|already) (?:agreed|approved|authori[sz]ed|consented|confirmed|signed off|permitted|changed (?:his|her|their) minds?|given|accepted|waived)|\\byou (?:now )?(?:have|are given|were given|have been given) (?:the |full )?(?:permission|approval|rights|authority)|\\b(?:pre-?(?:approved|authori[sz]ed)|already (?:approved|confirmed|authori[sz]ed)|been authori[sz]ed|(?:customer|user) agreed|time is critical|ask_user"?\\s?[:=]\\s?false)\\b|, approved\\b|\\bapprovals? (?:were|was|has been|have been) (?:collected|given|granted)|\\b(?:owner|user|customer|admin\\w*) (?:has|have) (?:been informed|asked)\\b|\\bcompany policy\\b|\\bagreed with (?:her|him|them)\\b|\\bknows why\\b|\\bas the user asked\\b|\\bno need to confirm\\b`,
      'i',
    ),
  },
  {
    kind: 'forge',
    weight: 3,
    needs: cue.forge,
    shape:
      /<\|(?:im_start|im_end|system|user|assistant)|\[\/?INST\]|<<\/?SYS>>|<\/(?:tool_(?:result|response|output)|function_(?:result|results)|tool|document|search_results?)>|<(?:system(?:_prompt|-reminder)?|assistant|human|tool_(?:result|call))\b[^>\n]{0,40}>|\bend of (?:tool|function|untrusted|user|search|the)? ?(?:results?|outputs?|response|input|content|document)\b|\bnew message from the user\b|\[\/?(?:assistant|user|system)\]/i,
  },
  {
    kind: 'forge',
    weight: 3,
    needs: cue.forge,
    shape:
      /(?:^|[\n[("])[ \t#*]{0,6}(?:SYSTEM|DEVELOPER|ADMIN(?:ISTRATOR)?|OPERATOR|System)(?: (?:NOTICE|MESSAGE|PROMPT|OVERRIDE|INSTRUCTIONS?|ALERT|UPDATE|NOTE|notice|message|override|note|alert|instructions?))?(?: [\d-]{4,10})?\s?[:\]]\s?(?![{'"\x60]|You are)/,
  },
  {
    kind: 'remedy',
    weight: 2,
    needs: cue.trouble | cue.remedy,
    shape:
      /\b(?:error|failed|failure|incomplete|locked|expired|missing argument|denied|unauthori[sz]ed|invalid|refused|stale|truncated|partial|outdated|leaked|unable to|could not be)\b[^]{0,160}\b(?:to (?:complete|continue|proceed|recover|unlock|resolve|fix|restore|verify)|recovery|retry|only available after|to (?:see|get|obtain|view|load|rotate|prove) (?:the|that|it)\b|(?:call|try|run) (?:it |this tool )?again|repeat the)\b/i,
  },
  {
    kind: 'persist',
    weight: 2,
    needs: cue.lasting,
    shape:
      /\b(?:from (?:now|here) on|permanently|for all (?:coming|future)|in (?:all )?(?:future|coming|later) \w+|every (?:future|coming)|whenever the user|each time the user|always (?:recommend|send|copy|add|include|use|mail|forward|prefer)|henceforth|until (?:it|further|told))\b/i,
  },
  {
    kind: 'reader',
    weight: 2,
    needs: cue.reader,
    shape:
      /\b(?:before|when|while|after|once) (?:you )?(?:answer|reply|respond|present|summari[sz]|translat|process|review|handl|quot|display|proceed|complet)\w*|\b(?:in|to|of) your (?:next )?(?:answer|reply|response|summary|output|message|translation|report|request)\b|\byour (?:answer|reply|response|output) (?:will|must|is|has)\b|\byour (?:user|owner|human|principal|operator)\b|\bthe user(?: who [\w ]{1,30}|'s)? (?:wants|asked|has asked|always|owns|expects|agreed|will not|does not need)\b|\b(?:have|ask|tell|let|make|show|inform) the (?:user|customer|human)\b|\bon (?:their|the user's|his|her|the customer's) behalf\b|\bbothering the user\b|\b(?:requests?|asks?|requires?|expects?) (?:that )?(?:you|the (?:agent|model|assistant|caller))\b|\bwhenever the user\b|\bthe person (?:that |whom )?you(?:'re| are)? (?:assist|help|work|talk|serv)\w*|\b(?:summaries|translations|answers|reviews|reports) (?:of|about|on) this\b|\bwe need you to\b|\bthe caller is\b|\bthe (?:user's|caller|calling (?:model|agent))\b/i,
  },
  {
    kind: 'steer',
    weight: 1,
    needs: cue.steer,
    shape:
      /\bbefore (?:you )?(?:answer|respond|continu|proceed|using|calling|call|present|summari|reply|returning|begin)\w*|\byou must (?:now|first|also|immediately)\b|\bnext (?:tool )?call\b|\bIMPORTANT\b|\b(?:call|invoke|use|execute) (?:the )?[`"']?[a-z]{2,20}(?:_[a-z]{1,20}){1,4}\b|\b(?:call|do)"?\s?:\s?"|\bwithout (?:further|any) (?:delay|questions?)\b/,
  },
];

/** In other languages: whole phrases, since the cues are English. */
const FOREIGN: readonly Shape[] = [
  ...concealments.map((shape): Shape => ({ kind: 'conceal', weight: 3, needs: 0, shape })),
  ...overrides.map((shape): Shape => ({ kind: 'override', weight: 4, needs: 0, shape })),
  ...thefts.map((shape): Shape => ({ kind: 'loot', weight: 3, needs: 0, shape })),
];

// What is forbidden is not wanted, to the end of its clause.
const FORBIDDEN =
  /\b(?:do not|don't|never|must not|mustn't|should not|shouldn't|shall not|avoid|cannot|can't|won't|will not|refuse to|not to)\b[^.;!?\n]{0,90}/gi;

/** The most that a stretch with these cues can weigh. */
export function mostWith(mask: number): number {
  const known = ceilings.get(mask);
  if (known !== undefined) return known;
  const most = new Map<RiskKind, number>();
  for (const { kind, needs, weight } of [...HIDING, ...WANTED]) {
    if ((mask & needs) === needs) most.set(kind, Math.max(weight, most.get(kind) ?? 0));
  }
  const sum = [...most.values()].reduce((total, weight) => total + weight, 0);
  if (ceilings.size >= MOST_MASKS) ceilings.clear();
  ceilings.set(mask, sum);
  return sum;
}

const MOST_MASKS = 20_000;
// Texts are made of few different masks; emptied when full, so that no text can fill memory.
const ceilings = new Map<number, number>();

const HARD: ReadonlySet<RiskKind> = new Set([
  'conceal',
  'hand-over',
  'override',
  'forge',
  'execute',
  'undo',
]);

/** Whether harmless text that orders its reader about has little reason for it. */
export function isHard({ kind, weight }: Pick<Risk, 'kind' | 'weight'>): boolean {
  return HARD.has(kind) && weight > 2;
}

const WANTED_HARD: readonly Shape[] = WANTED.filter(isHard);
const WANTED_BESIDE: readonly Shape[] = WANTED.filter((shape) => !isHard(shape));

/**
 * The risks in a stretch of text, each kind once. The text is short: the caller cuts it.
 *
 * @param mask the cues in it
 * @param reading whether it may be in another language than English, and whether it counts at all where
 *   no risk is a hard one
 */
export function risksIn(
  text: string,
  mask: number,
  { isForeign, mustBeHard }: { readonly isForeign: boolean; readonly mustBeHard: boolean },
): Risk[] {
  const wanted = (mask & cue.forbid) === 0 ? text : text.replace(FORBIDDEN, blank);
  const found = new Map<RiskKind, Risk>();
  look(HIDING, text, mask, found);
  look(WANTED_HARD, wanted, mask, found);
  if (isForeign) look(FOREIGN, text, mask, found);
  if (mustBeHard && found.size === 0) return [];
  look(WANTED_BESIDE, wanted, mask, found);
  return [...found.values()];
}

function look(
  shapes: readonly Shape[],
  text: string,
  mask: number,
  found: Map<RiskKind, Risk>,
): void {
  for (const { kind, needs, shape, weight } of shapes) {
    if ((mask & needs) !== needs || (found.get(kind)?.weight ?? 0) >= weight) continue;
    const at = text.search(shape);
    if (at >= 0) found.set(kind, { kind, weight, at });
  }
}

function blank(clause: string): string {
  return ' '.repeat(clause.length);
}
