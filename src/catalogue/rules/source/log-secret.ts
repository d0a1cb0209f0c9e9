import type { Rule } from '../../../domain/rule.ts';
import { javascriptTool, pythonTool } from '../../source/example.ts';
import { flowsOf } from '../../source/flows.ts';
import { logging } from '../../source/logs.ts';

const facts = { id: 'source/log-secret', severity: 'medium', confidence: 'medium' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Credential is written to a log',
  why: 'Logs are copied, kept and read by more people and programs than may use the credential, and a client shows what a server writes to standard error.',
  fix: 'Log that a credential is set, or a digest of it, never the credential.',
  controls: ['SEC-09', 'OBS-06'],
  techniques: ['api-key-exposure'],
  cwe: [532, 200],
  top10: { csa: ['MCP-04'], owasp: ['MCP01'] },
  sinks: logging.map((sink) => ({ ...sink, from: ['secret'], does: 'is written to a log' })),
  safe: [],
  examples: {
    bad: [
      pythonTool(
        ['import os', 'import logging', 'token = os.environ["API_TOKEN"]'],
        'name: str',
        'logging.info("token is %s", token)',
      ),
      pythonTool(['import os'], 'name: str', 'print(f"using {os.getenv(\'DB_PASSWORD\')}")'),
    ],
    good: [
      pythonTool(
        ['import os', 'import logging', 'token = os.environ["API_TOKEN"]'],
        'name: str',
        'logging.info("token is %s", "set" if token else "missing")',
      ),
      pythonTool(
        ['import os', 'import logging'],
        'name: str',
        'logging.info("region is %s", os.environ["REGION"])',
      ),
    ],
    nearMiss: [
      pythonTool(
        ['import os', 'import logging', 'token = os.environ["API_TOKEN"]'],
        'name: str',
        'logging.info("token has %d characters", len(token))',
      ),
      javascriptTool([], '{ name: z.string() }', "console.error('starting');"),
      // What hides credentials is told by its name.
      pythonTool(
        ['import os', 'import logging', 'from hiding import redact_address'],
        'name: str',
        'logging.info("connects to %s", redact_address(os.environ["DB_PASSWORD"]))',
      ),
      // The name of what checks tokens, and how, is no token.
      pythonTool(
        ['import os', 'import logging'],
        'name: str',
        'logging.info("%s %s", os.environ["TOKEN_VERIFIER_CLASS"], os.environ["SERVER_AUTH"])',
      ),
    ],
  },
  detect: flowsOf(facts),
};
