import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { notLocal } from './parts/launch.ts';
import { secretMatch } from './parts/secrets.ts';
import { settingsOf } from './parts/settings.ts';

const drawn = 'aB3dE5gH7jK9mN1pQ2sT4vW6yZ8cX0fR3uL5';

export const rule: Rule<'config'> = {
  id: 'config/secret-in-environment',
  severity: 'medium',
  confidence: 'high',
  title: 'Secret stands in the environment of the configuration',
  why: 'Every program that reads the file has the secret: backups, sync folders, other servers, a repository that the file is committed to.',
  fix: 'Replace the value by a reference that the client resolves (${NAME}, ${input:…}) or start the server through a secrets manager; then revoke the old secret, which has been on the disk.',
  controls: ['SEC-02', 'SEC-04'],
  techniques: ['api-key-exposure', 'credential-exfiltration', 'token-theft'],
  cwe: [312, 522],
  top10: { csa: ['MCP-04', 'MCP-C02'], owasp: ['MCP01'] },
  examples: {
    bad: [
      entry({ command: 'notes', env: { NOTES_PASSWORD: 'quince-harbour-41-lantern' } }),
      entry({ command: 'notes', env: { GITHUB_PERSONAL_ACCESS_TOKEN: `ghp_${drawn}` } }),
      entry({ cmd: 'notes', envs: { DATABASE_URL: 'postgres://app:quince41@db.example/app' } }),
      entry({ command: 'notes', env: { HEADERS: `{"Authorization":"Bearer ${drawn}"}` } }),
      entry({ command: 'env', args: ['API_KEY=quince41Lantern', 'notes'] }),
      entry({ command: 'notes', env: { API_KEY: 'quince41Lantern' } }, { scope: 'project' }),
    ],
    good: [entry({ command: 'notes', env: { API_KEY: '${API_KEY}', LOG_LEVEL: 'info' } })],
    nearMiss: [
      entry({ command: 'notes', env: { API_KEY: '${API_KEY:-}' } }),
      entry({ command: 'notes', env_vars: ['API_KEY'] }),
      entry({ command: 'notes', env: { API_KEY: 'YOUR_API_KEY', TOKEN: '', SECRET: '<secret>' } }),
      entry({ command: 'notes', env: { API_KEY_FILE: '/run/secrets/key', USE_TOKEN: 'true' } }),
      entry({ command: 'notes', env: { TOKEN_URL: 'https://login.example.com/token' } }),
      entry({ command: 'notes', env: { API_KEY: 'op://vault/notes/key', MAX_TOKENS: '4096' } }),
      entry({
        command: 'notes',
        env: { DATABASE_URL: 'postgres://postgres:postgres@localhost/app' },
      }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    for (const { at, isInside, name, value } of settingsOf(subject)) {
      // What is handed to a container stands in the arguments.
      if (isInside) continue;
      const match = secretMatch(subject, at, name, value);
      if (match !== undefined) yield match;
    }
  },
};
