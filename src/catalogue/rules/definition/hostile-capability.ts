import { tool } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { Wordings } from '../../text/needs.ts';
import { isQuoted, linesMeeting, shown } from '../../text/prose.ts';
import { isAbout } from '../../text/scope.ts';

const HARM = new Wordings([
  /\b(?:exfiltrat|steal|siphon|harvest|pilfer|hijack)(?:e|es|ed|s|ing)?\b[^.]{0,60}\b(?:data|credentials?|passwords?|tokens?|keys?|cookies|sessions?|files?|information|wallets?|accounts?|secrets?|contacts|messages|identit\w+|traffic|history)\b/i,
  /\b(?:install|deploy|drop|inject|plant|implant|spread|execute|deliver)(?:s|es|ed|ing)?\b[^.]{0,40}\b(?:malware|ransomware|keyloggers?|backdoors?|rootkits?|trojans?|spyware|botnets?|cryptominers?|reverse shells?|worms?|malicious (?:code|payloads?|scripts?|software))\b/i,
  /\b(?:log|capture|record|intercept)(?:s|ging|ing)?\b[^.]{0,20}\b(?:keystrokes?|keyboard input|passwords? as they)\b/i,
  /\b(?:bypass|evade|disable|circumvent|defeat)(?:s|es|ing)?\b[^.]{0,40}\b(?:authentication|antivirus|security (?:controls?|software|measures|checks?|mechanisms?)|firewalls?|audit (?:logs?|logging)|detection|access controls?|two-factor|mfa)\b/i,
  /\b(?:launch|perform|conduct|carr(?:y|ies) out)(?:es|s|ing)?\b[^.]{0,20}\b(?:ddos|denial[- ]of[- ]service|phishing|brute[- ]force|man[- ]in[- ]the[- ]middle|social engineering)\b[^.]{0,20}\b(?:attacks?|campaigns?)?\b/i,
  /\b(?:forg|falsif|fabricat|tamper|manipulat)\w*\b[^.]{0,40}\b(?:audit (?:logs?|trail)|evidence|medical records?|financial records?|grades|election|documents to|identity documents?|records to)\b/i,
  /\b(?:swap|replac|tamper with|alter|chang)(?:s|es|ing)?\b[^.]{0,30}\b(?:wallet|crypto|bank|payment|recipient) ?(?:addresses|address|accounts?|details)\b|\bclipboard for wallet\b/i,
  /\b(?:encrypt)s?\b[^.]{0,40}\b(?:ransom|demand)\b|\bwithout (?:authori[sz]ation|the (?:owner|victim|user)'?s? (?:consent|knowledge))\b|\bvictims?'?s?\b/i,
]);
const DEFENDS =
  /\b(?:detect\w*|scan\w*|protect\w*|prevent\w*|defen[sd]\w*|anali?y[sz]\w*|analy[sz]\w*|monitor\w*|simulat\w*|test\w*|assess\w*|report\w*|investigat\w*|research|train\w*|educat\w*|honeypots?|forensics?|threats?|alerts?|incident\w*|block\w*|mitigat\w*|list\w*|search\w*|look ?up|database|advisor\w*|cve|vulnerabilit\w+)\b/i;
export const rule: Rule<'definition'> = {
  id: 'definition/hostile-capability',
  severity: 'medium',
  confidence: 'low',
  title: 'Tool says that it attacks somebody',
  why: 'Whatever its users intend, an agent with such a tool can be talked into using it.',
  fix: 'Remove the server unless it is part of an authorised test, and then run it contained.',
  controls: ['INT-14', 'POL-02'],
  techniques: ['tool-poisoning', 'excessive-tool-permissions'],
  cwe: [506],
  top10: { csa: ['MCP-03', 'MCP-07'], owasp: ['MCP03'] },
  examples: {
    bad: [
      tool({ name: 'grab', description: 'Steals the saved passwords of a browser.' }),
      tool({ name: 'agent', description: 'Installs a backdoor on the host.' }),
      tool({ name: 'quiet', description: 'Disables audit logging before a change.' }),
    ],
    good: [tool({ name: 'sum', description: 'Adds two numbers.' })],
    nearMiss: [
      tool({ name: 'scan', description: 'Detects malware that steals passwords.' }),
      tool({ name: 'cve', description: 'Looks up vulnerabilities that bypass authentication.' }),
      tool({ name: 'drill', description: 'Simulates phishing attacks for a training.' }),
    ],
  },
  *detect(subject) {
    if (subject.kind !== 'tool') return;
    for (const line of linesMeeting(subject, HARM.need)) {
      const { role } = line.reading.passage;
      if (role !== 'description' && role !== 'title') continue;
      if (isAbout(subject, DEFENDS)) return;
      const { text } = line.sentence;
      const at = HARM.exec(line.sentence)?.index;
      if (at === undefined || isQuoted(line, at) || DEFENDS.test(text)) continue;
      if (/\b(?:never|not|cannot|no) (?:\w+ ){0,3}$/i.test(text.slice(0, at))) continue;
      yield shown(line, at);
      return;
    }
  },
};
