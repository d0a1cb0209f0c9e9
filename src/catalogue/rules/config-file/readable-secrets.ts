import { configFile } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { secretsInDocument } from '../config/parts/file-secrets.ts';

const OTHERS_READ = 0o004;
const OTHERS_ENTER = 0o001;
const GROUP_READS = 0o040;
const GROUP_ENTERS = 0o010;

export const rule: Rule<'config-file'> = {
  id: 'config-file/readable-secrets',
  severity: 'medium',
  confidence: 'medium',
  title: 'Other users of the machine can read the secrets of the configuration',
  why: 'Every account on the machine, and every service that was broken into, can take the secrets without leaving a trace.',
  fix: 'Close the file (chmod 600), and replace the secrets by references.',
  controls: ['SEC-02', 'SEC-11'],
  techniques: ['credential-exfiltration', 'token-theft'],
  cwe: [732, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      configFile(
        { mcpServers: { notes: { env: { API_KEY: 'quince41Lantern' } } } },
        { mode: 0o644, parentMode: 0o755 },
      ),
      configFile(
        { mcpServers: { notes: { env: { API_KEY: 'quince41Lantern' } } } },
        { mode: 0o640, parentMode: 0o755 },
      ),
    ],
    good: [
      configFile(
        { mcpServers: { notes: { env: { API_KEY: 'quince41Lantern' } } } },
        { mode: 0o600 },
      ),
    ],
    nearMiss: [
      configFile(
        { mcpServers: { notes: { env: { API_KEY: '${API_KEY}' } } } },
        { mode: 0o644, parentMode: 0o755 },
      ),
      configFile(
        { mcpServers: { notes: { env: { API_KEY: 'quince41Lantern' } } } },
        { mode: 0o644, parentMode: 0o700 },
      ),
    ],
  },
  notApplicable: ({ mode }) =>
    mode === undefined ? 'the platform has no POSIX permission bits' : undefined,
  *detect({ document, mode, parentMode }) {
    if (mode === undefined) return;
    const folder = parentMode ?? 0o777;
    const isOpen = (mode & OTHERS_READ) !== 0 && (folder & OTHERS_ENTER) !== 0;
    const isOpenToGroup = (mode & GROUP_READS) !== 0 && (folder & GROUP_ENTERS) !== 0;
    if (!isOpen && !isOpenToGroup) return;
    const secrets = secretsInDocument(document);
    if (secrets.length === 0) return;
    yield {
      at: '',
      shows: `mode ${mode.toString(8).padStart(4, '0')}`,
      because: secrets.length === 1 ? 'It holds a secret.' : `It holds ${secrets.length} secrets.`,
      ...(!isOpen && { severity: 'low' }),
    };
  },
};
