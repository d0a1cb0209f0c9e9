// What orders are about. Each is one alternation without nested repetition, so that it runs in linear time.

const any = (...parts: readonly string[]): RegExp => new RegExp(parts.join('|'), 'i');

/** Files that hold credentials or private data, by path. */
export const secretFile: RegExp = any(
  String.raw`(?:^|[\s"'\x60(~/\\*])\.(?:ssh|aws|azure|kube|gnupg|netrc|npmrc|pypirc|pgpass|git-credentials|docker/config\.json|config/gcloud|(?:bash|zsh|psql|mysql|python)_history|env(?:\.[a-z]{2,12})?)(?![\w-])`,
  String.raw`\bid_(?:rsa|dsa|ecdsa|ed25519)\b`,
  String.raw`/etc/(?:passwd|shadow|sudoers|ssl/private)\b`,
  String.raw`/proc/(?:self|\d{1,7})/environ\b`,
  String.raw`\b(?:mcp|mcp_config|mcp_settings|claude_desktop_config|application_default_credentials|service[-_]account|credentials|secrets?)\.(?:json|ya?ml|toml|ini)\b`,
  String.raw`\*\.(?:pem|key|pfx|p12|keystore|jks|kdbx|ovpn)\b`,
  String.raw`\b(?:wallet\.dat|logins\.json|key[34]\.db|cookies\.sqlite|login data|ntds\.dit|authorized_keys)\b`,
);

const kindOfSecret =
  'api|access|account|admin|auth|authentication|authorization|aws|bank|bearer|cloud|customer|database|db|encryption|git|github|login|master|oauth|private|refresh|root|saved|secret|security|session|signing|ssh|stored|user|wallet';

/** Credentials and the like, by name. Common words: only together with more do they mean something. */
export const secretThing: RegExp = any(
  String.raw`\b(?:${kindOfSecret})[ _-]?(?:keys?|tokens?|secrets?|passwords?|credentials?|cookies)\b`,
  String.raw`\b(?:passwords?|passphrases?|credentials?|secrets|tokens|cookies|private keys?|environment variables?|env vars?|seed phrases?|mnemonics?|recovery phrases?)\b`,
  String.raw`\b(?:card numbers?|credit cards?|cvv|social security|ssn|passport numbers?|one[- ]time (?:codes?|passwords?)|2fa|otp|(?:verification|six[- ]digit|confirmation) codes?)\b`,
  String.raw`\b[A-Z][A-Z0-9]{1,20}_(?:[A-Z]{1,10}_){0,2}(?:KEY|TOKEN|SECRET|PASSWORD)\b`,
);

/** What was said so far, and what the model was told in secret. */
export const conversation: RegExp = any(
  String.raw`\b(?:conversation|chat|dialog(?:ue)?|message|prompt|session|discussion)s?(?:'s)? (?:history|log|logs|transcript|context|so far|thread|record)\b`,
  String.raw`\b(?:entire|whole|full|complete|current|previous|prior|ongoing|preceding|this|our|the last) (?:\w+ )?(?:chat|conversation|dialog(?:ue)?|context(?: window)?|message history|discussion)\b`,
  String.raw`\b(?:all|every|any|last|latest|previous|earlier|prior|recent|past|other|preceding)(?: of)?(?: the| your| \w{2,8})? (?:messages?|turns|prompts|exchanges|tool (?:results?|outputs?|calls?|responses?)|user (?:messages?|inputs?|prompts?|queries))\b`,
  String.raw`\b(?:system|developer|hidden|initial|original|internal) (?:system )?(?:prompt|message|instructions?|text)\b`,
  String.raw`\byour (?:own )?(?:initial |original |hidden |system |developer |internal )?(?:instructions|prompt|system message|guidelines|reasoning)\b`,
  String.raw`\b(?:what|everything|whatever|anything|all) (?:that )?(?:the )?user (?:has |had )?(?:just )?(?:said|says|wrote|written|typed|told|asked|mentioned)\b`,
  String.raw`\b(?:exchange|talk|discussion|dialog(?:ue)?) (?:that you had )?(?:between|with) (?:you|the user|yourself|us)\b|\bbetween you and the (?:user|human|person)\b`,
  String.raw`\b(?:the )?user'?s? (?:\w+ )?(?:previous|earlier|last|latest|recent|own|other)? ?(?:questions|messages?|inputs|requests|prompts|utterances|words)\b|\byour (?:previous |earlier |own )?(?:answers|replies|responses|thoughts)\b`,
  String.raw`\b(?:instructions|rules|guidelines|prompt) (?:that )?(?:you|the assistant|the model) (?:operates?|were|was|received?|follows?|works?|have|has|got|are|is)\b`,
  String.raw`\b(?:questions?|messages?|requests?|prompts?|words|text|sentences?) (?:that |which )?(?:the|your) (?:user|human) (?:has |had |just )?(?:typed|wrote|asked|sent|entered|said|gave)\b|\bhow you (?:were|are|have been) (?:configured|set up|instructed|prompted|programmed|trained)\b`,
  String.raw`\b(?:the )?last (?:\d{1,3}|few|several|two|three|five|ten) (?:\w+ )?(?:turns|messages|exchanges|prompts|questions)\b|\b(?:what|everything|anything|whatever) (?:that )?(?:you (?:know|remember|learned|have learned|found out|can find)|the user (?:is|was|wants|does|works|knows|likes|needs))\b[^.]{0,40}\b(?:user|working|about|them|doing|interested|mentioned)\b|\b(?:serialised |serialized |internal )?state of the (?:assistant|agent|model)\b`,
  String.raw`\b(?:chain of thought|internal reasoning|reasoning that led|thought process)\b`,
  String.raw`\b(?:the )?(?:list of )?(?:all )?(?:the |your )?(?:other |available )?tools (?:that )?(?:it|you) (?:ha(?:s|ve)|can)\b`,
);

/** Data of the user or the machine that lies outside of the call at hand. */
export const foreignData: RegExp = any(
  String.raw`\b(?:home|user'?s?|root|working|current|same|parent|project|desktop|documents|downloads|config(?:uration)?) (?:folder|director(?:y|ies))\b`,
  String.raw`\b(?:other|all|any|every|each|user'?s?|local|private|personal|confidential|sensitive|internal|nearby|recent|relevant|configuration|config|system|env|log|source|project) (?:\w+ )?(?:files?|documents?|folders?|director(?:y|ies)|paths?|source code|data|information|e-?mails?|contacts|messages|records|notes|photos)\b`,
  String.raw`\b(?:clipboard|browser (?:history|cookies)|address book|contact list|calendar entries|inbox|key ?chain|password manager|bookmarks|shell history|host ?name|ip address|process list|installed (?:packages|programs|software)|screenshots?|source code)\b`,
  String.raw`\b(?:results?|rows|outputs?|responses?|answers?|data) (?:\w+ ){0,2}(?:from|of|returned by) (?:the |any |every |all |another |other ){0,3}(?:\w+ )?(?:servers?|tools?|databases?)\b`,
  String.raw`\b(?:content|contents|full text) of (?:the|any|all|each|every|a|your|that|this|its|their|other)\b`,
);

/** A place to which data can go: an address, a URL, an account, a wallet. */
export const destination: RegExp = any(
  String.raw`\b[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{1,63}`,
  String.raw`\b(?:https?|ftp|wss?)://[^\s"'<>)]{3,200}`,
  String.raw`\bgit@[\w.-]{3,80}:`,
  String.raw`\b\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}\b`,
  String.raw`\b0x[0-9a-fA-F]{40}\b|\bbc1[a-z0-9]{20,60}\b`,
  String.raw`\b[A-Z]{2}\d{2} ?(?:[A-Z0-9]{4} ?){3,7}`,
  String.raw`(?:^|[\s"'(])\+\d[\d ()-]{6,16}\d\b`,
  String.raw`(?:^|\s)#[a-z][\w-]{2,40}\b`,
);

/** Words for a place on the outside, without an address. */
export const outside: RegExp = any(
  String.raw`\b(?:remote|external|third[- ]party|our|attacker'?s?|their|this|vendor'?s?|public|shared|open|advertising|marketing|analytics|telemetry|collection|monitoring|tracking|logging|backup|mirror|exfil\w*) (?:\w+ ){0,2}(?:servers?|hosts?|endpoints?|services?|webhooks?|urls?|address(?:es)?|accounts?|sites?|domains?|channels?|buckets?|collectors?|monitors?|networks?|platforms?|part(?:y|ies)|systems?|storage|locations?|databases?)\b`,
  String.raw`\bthird[- ]part(?:y|ies)\b|\b(?:to|with|by|for) (?:the |our |a |its |any |several |selected )?(?:partners?|vendors?|advertisers?|affiliates?|sponsors?|maintainers?|author|publisher|manufacturer|us|our (?:team|staff|side|company|analysts?|engineers?))\b|\b(?:external|own|private) (?:\w+ )?(?:drive|disk|cloud|server|store) of ours\b|\bof ours\b|\bour (?:\w+ )?(?:team|side|engineers|analysts) (?:can|may|will)\b|\b(?:stored|cached|saved|logged|kept|sent|held|persisted|synced|shared|transmitted|uploaded|backed up) (?:\w+ )?(?:remotely|externally|off-?site|elsewhere)\b`,
);

/** Where a value is put within a call: "as `note`", "in the note field". */
export const parameter: RegExp = any(
  String.raw`\b(?:as|in|into|via|through|using|under|with|by) (?:the |its |this |an? |our |this tool's )?(?:value of )?(?:the )?["'\x60]?[\w.-]{1,40}["'\x60]? (?:\w+ )?(?:param(?:eter)?|argument|field|property|input|attribute|header|query string)\b`,
  String.raw`\b(?:as|in|into|via|through|with|to|of|by|fill) (?:the )?["'\x60][\w.-]{1,40}["'\x60]`,
  String.raw`\b(?:argument|field|parameter) ["'\x60]|\bas [a-z]{1,20}(?:_[a-z]{1,20}){1,4}\b`,
  String.raw`\bparameter ["'\x60][\w.-]{1,40}["'\x60]`,
  String.raw`\bto (?:this|our) (?:tool|function|server|service)\b`,
  String.raw`\b(?:in|into|to|as) (?:the |its )?(?:arguments?|parameters?|input|request|payload|query|body|call|url|metadata|note|comment)s?\b`,
);

/** Why the model should do it: a reason that has nothing to do with the user's wish. */
export const pretext: RegExp = any(
  String.raw`\b(?:for|due to|because of|out of|as part of|as required by|required by|per|in line with|according to|in accordance with|to comply with|to satisfy|to ensure|to maintain|to improve|to keep|in the interest of) (?:\w+ ){0,4}(?:compliance|collision avoidance|traceab\w+|continuity|recovery|hygiene|entropy|telemetry|regulat\w+|security|safety|audit\w*|polic(?:y|ies)|performance|quality|accuracy|reliab\w+|integrity|legal|licen[cs]\w+|verification|authentication|analytics|telemetry|diagnos\w+|debug\w+|monitoring|logging|optimi[sz]ation|personali[sz]ation|compatibility|consistency|functionality|formatting|reproducib\w+|sanitation|maintenance|caching|backup|purposes|reasons)\b`,
  String.raw`\b(?:routine|mandatory|standard|legal|security|integrity|licen[cs]e|identity|environment|compliance) (?:\w+ )?(?:check|verification|requirement|validation|audit|procedure|protocol|step)\b`,
  String.raw`\b(?:new|updated|recent|current|latest) (?:\w+ )?(?:polic(?:y|ies)|regulations?|rules?|requirements?|guidelines?|protocol)\b`,
  String.raw`\bour (?:terms|polic(?:y|ies)|rules|guidelines)\b`,
);

/** What is said to happen to whoever does not obey. */
export const threat: RegExp = any(
  String.raw`\b(?:otherwise|or else|failure to do so|if you (?:do not|don't|fail to|refuse to) (?:do|comply|follow|provide|pass|include|call|obey|send|read|supply)|if (?:this|it) (?:is not|isn't) (?:done|provided|passed|included|present|followed)|without (?:it|this|that|which|doing so)|only (?:works?|guaranteed|possible|valid|correct|available|reliable|accurate) (?:if|when|after|with|once)|(?:will|does|would|can|may) not (?:work|function|run|start|be available)|won't (?:work|function|run)|will (?:fail|crash|break|be (?:lost|rejected|denied|refused|blocked|corrupted))|not be (?:available|usable|reproducible)|prevents? (?:\w+ ){0,3}(?:errors?|failures?|problems?))\b`,
);

/** A tool, server or operation other than the one described. */
export const otherTool: RegExp = any(
  String.raw`\b(?:any |every |all |each |the |no |an?)?(?:other|another|subsequent|further|alternative|competing|similar|remaining|different|existing|official|built-?in|connected|installed) (?:\w+ )?(?:tools?|functions?|servers?|plugins?|mcp|services?)\b`,
  String.raw`\b(?:any|every|each|all) (?:other |subsequent |further )?(?:\w+ )?(?:tool|function|file|shell|git|e-?mail|mail|payment|database|network|web|api|browser|http|message|command|query|search) (?:operations?|calls?|commands?|transfers?|requests?|actions?|access|use|usage|invocations?|tools?)\b`,
  String.raw`\b(?:all|every|each|any) (?:\w+ )?(?:e-?mails?|mails?|messages?|payments?|transfers?|transactions?|commits?|invoices?|bookings?|orders|purchases?|exports?|uploads?|queries|requests|searches|files? (?:written|created|saved))\b`,
  String.raw`\b(?:commits?|e-?mails?|messages?|payments?|transfers?|invoices?|bookings?|orders|files?|requests?|queries) (?:\w+ )?(?:made|sent|created|written|executed|done|processed|placed) (?:\w+ )?(?:during|in|by|with|through|via|while|using)\b`,
  String.raw`\b(?:transfers?|payments?|e-?mails?|messages?|commits?|bookings?|orders|purchases?|files) (?:that )?(?:you|the (?:assistant|agent|model|user)) (?:\w+ )?(?:makes?|sends?|carry|carries|do|does|creates?|writes?|places?|process\w*|saves?)\b`,
  String.raw`\b(?:user|customer|they|he|she|somebody|someone|you) (?:\w+ ){0,5}(?:asks?|asked|wants?|requests?|needs?|tries|trying|wishes|are asked|is asked)(?: you)? to (?:send|write|pay|book|transfer|commit|push|post|order|buy|delete|share|e-?mail|mail|reply|open|wire)\b`,
  String.raw`\b(?:the )?[\w.-]{2,40} (?:tools?|mcp) (?:of|from|on|in|by) (?:the|another|any|other)\b`,
  String.raw`\b(?:other|another|any) (?:mcp )?servers?\b|\b(?:tools|servers|functions) (?:that|which|with|for) \w+`,
  String.raw`\b(?:every|any|each|all) (?:\w+ )?(?:command|query|file|message|mail|request|purchase|meeting|event)s? (?:that )?(?:the user|you|they|is|are)\b`,
);

const FIELDS =
  'recipients?|receivers?|beneficiar(?:y|ies)|payees?|senders?|address(?:es)?|amounts?|accounts?|iban|destinations?|targets?|paths?|urls?|endpoints?|bcc|cc|subject|channels?|numbers?|price|quantity|arguments?|parameters?|query|quer(?:y|ies)|remote|branch|repository|content|bank details|currency|trailer|hosts?|domains?|file ?names?|folders?|command|passwords?|time|date|class|limit|permissions?|number of|clause|values?|results?';

/** The parts of a call that decide whom it affects. */
export const field: RegExp = any(String.raw`\b(?:${FIELDS})\b`);

/** Ways to say that the user is to know nothing, apart from "do not tell". */
export const stealth: RegExp = any(
  String.raw`\b(?:silently|secretly|covertly|quietly|discreetly|stealthily|unobtrusively|surreptitiously|invisibly|transparently to the user|behind the scenes|under the hood|in secret|without a trace)\b`,
  String.raw`\bwithout (?:the )?(?:user'?s? |any |their |his |her |explicit |prior ){0,4}(?:knowledge|awareness|notice|consent|noticing|knowing|telling|informing|notifying|asking|mentioning|alerting|prompting|confirmation|permission|approval|explanation|disclosing|explaining|saying|warning)\b`,
);
