import { definition, resource, subjectOf } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { secretFile } from '../../text/things.ts';

// A file template with one free variable for the whole path reaches every file of the machine.
const ANY_FILE = /^file:\/\/\/?\{[+#/]?[\w*]{1,40}\}$/i;

export const rule: Rule<'definition'> = {
  id: 'definition/sensitive-resource',
  severity: 'medium',
  confidence: 'medium',
  title: 'Resource gives access to credentials or to any file',
  why: 'Clients attach resources to the conversation, from where other tools can carry them away.',
  fix: 'Restrict the server to the folders that it needs; refuse resources outside of them.',
  controls: ['INT-05', 'POL-13'],
  techniques: ['sensitive-information-disclosure', 'excessive-tool-permissions'],
  cwe: [538, 22],
  top10: { csa: ['MCP-04', 'MCP-07'], owasp: ['MCP01', 'MCP10'] },
  examples: {
    bad: [
      resource({ uri: 'file:///home/user/.ssh/id_rsa', name: 'key' }),
      resource({ uri: 'file:///srv/docs/..%2f..%2fetc/passwd', name: 'docs' }),
      subjectOf(definition('template', { uriTemplate: 'file:///{+path}', name: 'file' })),
    ],
    good: [resource({ uri: 'file:///srv/docs/readme.md', name: 'readme' })],
    nearMiss: [
      resource({ uri: 'demo://environment/1', name: 'environment' }),
      subjectOf(definition('template', { uriTemplate: 'file:///srv/docs/{name}', name: 'docs' })),
    ],
  },
  *detect({ kind, name }) {
    if (kind !== 'resource' && kind !== 'template') return;
    const at = kind === 'resource' ? '/uri' : '/uriTemplate';
    if (secretFile.test(decoded(name))) yield { at, shows: name.slice(0, 200) };
    else if (/(?:^|\/)\.\.(?:\/|$)/.test(decoded(name))) yield { at, shows: name.slice(0, 200) };
    else if (ANY_FILE.test(name)) yield { at, shows: name.slice(0, 200), severity: 'low' };
  },
};

function decoded(uri: string): string {
  return uri
    .slice(0, 4096)
    .replace(/%2e/gi, '.')
    .replace(/%2f/gi, '/')
    .replace(/%5c|\\/gi, '/');
}
