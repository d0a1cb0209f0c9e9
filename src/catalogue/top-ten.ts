// The two published top tens. `MCP-01` (CSA) and `MCP01` (OWASP) differ in meaning, so ids keep their spelling.

/** Cloud Security Alliance, MCP Security project: top ten for servers and for clients. */
export const csaTopTen: Readonly<Record<string, string>> = {
  'MCP-01': 'Prompt injection',
  'MCP-02': 'Confused deputy',
  'MCP-03': 'Tool poisoning',
  'MCP-04': 'Credential and token exposure',
  'MCP-05': 'Insecure server configuration',
  'MCP-06': 'Supply chain attacks',
  'MCP-07': 'Excessive permissions',
  'MCP-08': 'Data exfiltration',
  'MCP-09': 'Context spoofing',
  'MCP-10': 'Insecure communication',
  'MCP-C01': 'Malicious server connection',
  'MCP-C02': 'Insecure credential storage',
  'MCP-C03': 'Deception in the user interface',
  'MCP-C04': 'Insufficient server validation',
  'MCP-C05': 'Client-side data leakage',
  'MCP-C06': 'Excessive permission granting',
  'MCP-C07': 'Client-side code execution',
  'MCP-C08': 'Insecure communication',
  'MCP-C09': 'Session and state management failures',
  'MCP-C10': 'Update and patch management',
};

/** OWASP MCP Top 10, 2025. */
export const owaspTopTen: Readonly<Record<string, string>> = {
  MCP01: 'Token mismanagement and secret exposure',
  MCP02: 'Privilege escalation via scope creep',
  MCP03: 'Tool poisoning',
  MCP04: 'Software supply chain attacks and dependency tampering',
  MCP05: 'Command injection and execution',
  MCP06: 'Intent flow subversion',
  MCP07: 'Insufficient authentication and authorization',
  MCP08: 'Lack of audit and telemetry',
  MCP09: 'Shadow MCP servers',
  MCP10: 'Context injection and over-sharing',
};
