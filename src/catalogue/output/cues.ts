// One pass over a text for the few words that its dangerous parts are made of. Most text has none close
// together, and is read no further.

/** What a word may be part of, as bits. */
export const cue = {
  model: 1,
  forbid: 2,
  tell: 4,
  stealth: 8,
  loot: 16,
  give: 32,
  place: 64,
  remove: 128,
  weaken: 256,
  protection: 512,
  spend: 1024,
  assert: 2048,
  override: 4096,
  execute: 8192,
  consent: 16_384,
  forge: 32_768,
  trouble: 65_536,
  remedy: 131_072,
  steer: 262_144,
  grade: 524_288,
  lasting: 1_048_576,
  reader: 2_097_152,
  /** Who describes attacks says so; who makes one has no reason to. */
  about: 4_194_304,
} as const;

/** A word that means something, with where it starts. */
export interface Cue {
  readonly at: number;
  readonly mask: number;
}

const WORDS: Readonly<Record<keyof typeof cue, string>> = {
  model:
    'tooling automation automations autopilot autopilots computer computers companion companions digital virtual conversational caller callers crawler crawlers scraper scrapers whoever whatever whichever software robot robots taker system systems tool tools caller scheduler ai ais llm llms assistant assistants agent agents model models chatbot chatbots bot bots copilot copilots claude chatgpt gpt gemini codex summariser summarisers summarizer summarizers machine machines automated ki assistenten assistent assistentin asistente asistentes agente agentes agenti assistente assistenti sprachmodell sprachmodelle modelo modelos modelli modello modèle modèles chat language',
  forbid: 'not never without avoid nor don doesn isn mustn shouldn needn no need rather',
  tell: 'tell telling mention mentioning mentioned inform informing informed notify notifying notified disclose disclosing reveal revealing alert alerting warn warning explain surface confirm confirming asking ask consult cite log list show display report reported reporting describe discuss bring bringing say saying announce post let refer flag know',
  stealth:
    'silently quietly secretly covertly discreetly unmentioned unnoticed secret sight silent hidden invisible conceal hide withhold mask quiet yourself scenes leave nothing everything renderer so cover need point reason instead without miss notice display',
  loot: 'password passwords passphrase passphrases passcode passcodes credential credentials secret secrets key keys token tokens cookies env ssh aws environment variable variables printenv prompt prompts instructions conversation history messages mailbox inbox bank card cards salary salaries contacts medical personal code codes passwd shadow everything phone birth passport log cvv expiry directory holder thread attachments notes cvv pin pins seed sheet table folder kubeconfig names tool last open deploy unseal unpublished confidential saved calendars cvs file files document documents photos emails mails records phrase words rsa commits customer customers list',
  give: 'resend push send sends sending forward forwards forwarding upload uploads uploading post submit submits submitting transmit transmits email mail append appending paste share sharing dm export print output include includes put pass provide copy copying write deliver attach exfiltrate exfiltrates exfiltrating leak register echo echoes encode embed store add return reply give hand insert place report invite invites subscribe read render',
  place:
    'http https webhook address url link number account endpoint form external public publicly anyone everyone query comment image parameter argument field answer response reply call message request block contents content output value values text dump copy log via with into using through us me here our my private personal next newsletter issue ticket',
  remove:
    'delete deletes deleting wipe drop erase destroy purge remove cancel overwrite replace close archive dismiss revoke clear',
  weaken:
    'disable turn turning switch switching stop disarm bypass skip circumvent unlock relax lower whitelist allowlist white allow grant make set enable open admin administrator pull write owner root role tenant deploy verify visibility reset approve accept change move empty delete close remove erase wipe cancel archive dismiss',
  protection:
    'protection security authentication verification check checks alarm camera cameras firewall alert alerts approval confirmation safety sandbox logging audit mfa filter filters filtering door garage gate guard guards guardrails policy policies review rights access permission permissions owner role public remote token list listed request restrictions',
  spend:
    'refund transfer transfers transferring pay payment payments purchase buy basket checkout check card tip discount book order invoice donate wire subscribe upgrade switch enterprise reservation reservations invoices method item cart iban account',
  assert:
    'reply answer report state claim say tell confirm pretend assert respond insist present describe announce assure mark marked recommend suggest plausible approved leave omit skip put full comment assign with',
  override:
    'ignore disregard forget discard drop task goal objective job role stop now new lifted restrictions instructions purpose suspended void',
  execute:
    'run runs execute install launch download curl wget chmod rm sudo bash sh reverse import os crontab powershell nc pip workflow profile shell authorized',
  consent:
    'agreed approved authorised authorized consented confirmed signed permitted accepted waived changed given pre already user approvals approval informed policy knows confirm asked permission rights authority',
  forge:
    'system developer inst sys tool im user human notice override end result results message document instructions assistant',
  trouble:
    'error errors failed failure incomplete locked expired missing denied unauthorized unauthorised invalid refused stale truncated partial outdated leaked unable could',
  remedy:
    'recovery recover proceed continue retry again unlock complete resolve verification verify remedy restore repeat fix available see get obtain view load rotate prove called',
  steer:
    'before must important next first now immediately required shall needs please call called invoke use retry repeat execute',
  grade: 'rate rated grade score rank',
  lasting:
    'now here permanently coming future later every henceforth until always whenever time keep',
  reader:
    'answer reply respond responding present presenting summarise summarize summarising summarizing translate processing review handling summary response your user customer human caller calling behalf owner principal operator requests asks requires expects whenever person summaries translations answers reviews need',
  about:
    'attack attacks attacker attackers attacked injection injections injected payload payloads vulnerability vulnerabilities vulnerable exploit exploits exploited malicious maliciously adversarial adversary phishing phishers poisoning poisoned jailbreak jailbreaks mitigation mitigations fraud fraudster fraudsters fraudulent scam scams scammer scammers hostile suspicious advisory detector detectors detects detected detection spoofed spoofing malware spyware smuggled smuggling untrusted researchers testcase exfiltration exfiltrate hoax thief thieves crooks finding findings simulated pentest',
};
const BITS: ReadonlyMap<string, number> = bits();

function bits(): Map<string, number> {
  const map = new Map<string, number>();
  for (const [name, words] of Object.entries(WORDS) as [keyof typeof cue, string][]) {
    for (const word of words.split(' ')) map.set(word, (map.get(word) ?? 0) | cue[name]);
  }
  return map;
}

const LONGEST = 16;

/** The words of a text that mean something here, in its order. Linear. */
export function cuesIn(text: string): Cue[] {
  const cues: Cue[] = [];
  const { length } = text;
  for (let at = 0; at < length; at += 1) {
    const code = text.charCodeAt(at);
    if (!isLetter(code)) {
      // An address, and the brackets that mark a turn in a chat.
      if (code === 64) cues.push({ at, mask: cue.place });
      else if (code === 60 && text.charCodeAt(at + 1) === 124) cues.push({ at, mask: cue.forge });
      continue;
    }
    const start = at;
    while (at < length && isLetter(text.charCodeAt(at))) at += 1;
    if (at - start <= LONGEST && at - start > 1) {
      const mask = BITS.get(text.slice(start, at).toLowerCase());
      if (mask !== undefined) cues.push({ at: start, mask });
    }
    at -= 1;
  }
  return cues;
}

/** Latin letters with the accents of Western Europe. */
function isLetter(code: number): boolean {
  return (code > 96 && code < 123) || (code > 64 && code < 91) || (code > 191 && code < 592);
}
