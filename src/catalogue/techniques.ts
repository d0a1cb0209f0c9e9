// The attack techniques by slug: what a rule may cite.

export const techniques: Readonly<
  Record<string, { readonly category: string; readonly title: string }>
> = {
  'adversarial-attacks': { category: 'ai-specific-vulnerabilities', title: 'Adversarial input' },
  'inference-attacks': {
    category: 'ai-specific-vulnerabilities',
    title: 'Learning secrets by querying',
  },
  'model-poisoning': {
    category: 'ai-specific-vulnerabilities',
    title: 'Corrupted model or training data',
  },
  'model-theft': { category: 'ai-specific-vulnerabilities', title: 'Copying the model' },
  'audit-bypass': { category: 'authentication', title: 'Acting outside the record' },
  'auth-bypass-rogue-server': { category: 'authentication', title: 'Unapproved server joins' },
  'authorization-bypass': { category: 'authentication', title: 'Access check evaded' },
  'broken-authentication': { category: 'authentication', title: 'Weak login or token validation' },
  'identity-subversion': { category: 'authentication', title: 'Assuming another identity' },
  'privilege-escalation': { category: 'authentication', title: 'Gaining rights through roles' },
  'session-management-issues': { category: 'authentication', title: 'Session hijack or fixation' },
  'unauthenticated-access': { category: 'authentication', title: 'Open endpoint' },
  'code-injection': { category: 'command-injection', title: 'Execution of attacker-supplied code' },
  'command-injection': { category: 'command-injection', title: 'Arguments reach a command line' },
  'malicious-output-composition': {
    category: 'command-injection',
    title: 'Replies crafted to steer next steps',
  },
  'os-command-injection': {
    category: 'command-injection',
    title: 'Operating-system command abuse',
  },
  'output-prompt-injection': {
    category: 'command-injection',
    title: 'Prompt content hidden in output',
  },
  'shell-command-execution': { category: 'command-injection', title: 'Shell exposed to tools' },
  'sql-injection': { category: 'command-injection', title: 'Query manipulation' },
  'context-manipulation': { category: 'context-manipulation', title: 'Altered context values' },
  'context-poisoning': { category: 'context-manipulation', title: 'Polluted data source' },
  'context-spoofing': { category: 'context-manipulation', title: 'Forged origin' },
  'covert-channel-abuse': { category: 'context-manipulation', title: 'Hidden signalling' },
  'memory-references-issues': {
    category: 'context-manipulation',
    title: 'Unsafe memory or shared reference',
  },
  'api-key-exposure': { category: 'data-exfiltration', title: 'Keys left in reachable places' },
  'conversation-history-exfiltration': {
    category: 'data-exfiltration',
    title: 'Harvesting the conversation',
  },
  'credential-exfiltration': { category: 'data-exfiltration', title: 'Theft of credentials' },
  'data-exfiltration': { category: 'data-exfiltration', title: 'Unauthorised data removal' },
  'sensitive-information-disclosure': {
    category: 'data-exfiltration',
    title: 'Leaking detail in replies',
  },
  'token-theft': { category: 'data-exfiltration', title: 'Stolen or over-broad tokens' },
  'api-rate-limit-bypass': { category: 'economic-infrastructure-abuse', title: 'Evading quotas' },
  'computational-resource-abuse': {
    category: 'economic-infrastructure-abuse',
    title: 'Stolen compute',
  },
  'resource-exhaustion': {
    category: 'economic-infrastructure-abuse',
    title: 'Starving the service',
  },
  'blind-spots-in-security': {
    category: 'monitoring-operational-security',
    title: 'Unwatched areas',
  },
  'inadequate-monitoring': {
    category: 'monitoring-operational-security',
    title: 'Too little detection',
  },
  'insufficient-logging': { category: 'monitoring-operational-security', title: 'Missing events' },
  'log-tampering': { category: 'monitoring-operational-security', title: 'Altered records' },
  'missing-audit-trails': {
    category: 'monitoring-operational-security',
    title: 'No accountable history',
  },
  'cross-context-access': {
    category: 'privilege-access-control',
    title: 'Crossing session or tenant lines',
  },
  'excessive-tool-permissions': {
    category: 'privilege-access-control',
    title: 'More power than needed',
  },
  'process-injection': { category: 'privilege-access-control', title: 'Tampering with processes' },
  'resource-access-control-bypass': {
    category: 'privilege-access-control',
    title: 'Reaching protected resources',
  },
  'sandbox-escape': { category: 'privilege-access-control', title: 'Leaving containment' },
  'unauthorized-privilege-escalation': {
    category: 'privilege-access-control',
    title: 'Becoming administrator',
  },
  'ansi-escape-injection': { category: 'prompt-injection', title: 'Terminal escape concealment' },
  'context-shadowing': {
    category: 'prompt-injection',
    title: 'Quiet steering through surrounding context',
  },
  'direct-prompt-injection': { category: 'prompt-injection', title: 'Direct instruction override' },
  'hidden-instructions': {
    category: 'prompt-injection',
    title: 'Concealed commands in harmless content',
  },
  'indirect-prompt-injection': {
    category: 'prompt-injection',
    title: 'Instructions planted in retrieved data',
  },
  'prompt-state-manipulation': {
    category: 'prompt-injection',
    title: 'Persistent behaviour change',
  },
  'tool-description-poisoning': {
    category: 'prompt-injection',
    title: 'Orders inside tool descriptions',
  },
  'insecure-communication': {
    category: 'protocol-vulnerabilities',
    title: 'Weak transport protection',
  },
  'lack-of-authentication-standards': {
    category: 'protocol-vulnerabilities',
    title: 'Improvised authentication',
  },
  'missing-integrity-controls': {
    category: 'protocol-vulnerabilities',
    title: 'Messages can be altered',
  },
  'protocol-implementation-flaws': {
    category: 'protocol-vulnerabilities',
    title: 'Parser and state bugs',
  },
  'session-ids-in-urls': { category: 'protocol-vulnerabilities', title: 'Session in address' },
  'dependency-vulnerabilities': { category: 'supply-chain', title: 'Flawed third-party code' },
  'drift-from-upstream': { category: 'supply-chain', title: 'Unnoticed divergence' },
  'installer-spoofing': { category: 'supply-chain', title: 'Fake installer' },
  'malicious-dependency-inclusion': { category: 'supply-chain', title: 'Planted dependency' },
  'malicious-mcp-packages': { category: 'supply-chain', title: 'Trojan server package' },
  'supply-chain-attacks': { category: 'supply-chain', title: 'Compromised build or distribution' },
  typosquatting: { category: 'supply-chain', title: 'Misspelled package' },
  'metadata-manipulation-attacks': {
    category: 'tool-poisoning',
    title: 'Ranking and reputation gaming',
  },
  'metadata-manipulation': {
    category: 'tool-poisoning',
    title: 'False capability or safety claims',
  },
  'metadata-prompt-injection': {
    category: 'tool-poisoning',
    title: 'Selection rules hidden in metadata',
  },
  'preference-manipulation': { category: 'tool-poisoning', title: 'Persuasive phrasing' },
  'tool-impersonation': { category: 'tool-poisoning', title: 'Pretending to be a trusted service' },
  'tool-mutation': { category: 'tool-poisoning', title: 'Rug pull' },
  'tool-name-conflict': { category: 'tool-poisoning', title: 'Confusable tool names' },
  'tool-poisoning': { category: 'tool-poisoning', title: 'Poisoned tool interface' },
  'tool-shadowing': { category: 'tool-poisoning', title: 'Hijack by collision' },
  'tool-squatting': { category: 'tool-poisoning', title: 'Squatted tool or server names' },
};
