import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Rule } from '../../../domain/rule.ts';
import { cut, localLaunch, notLocal } from './parts/launch.ts';
import { isOff, isOn, settingsOf } from './parts/settings.ts';

const SWITCH =
  /^(?:dangerously[-_]\w[\w-]{0,60}|yolo|no[-_]sandbox|disable[-_]sandbox|without[-_]sandbox|no[-_]auth|disable[-_]auth|skip[-_]auth|without[-_]auth|no[-_]permissions?|skip[-_]permissions?|disable[-_]web[-_]security|no[-_]confirm(?:ation)?|skip[-_]confirm(?:ation)?|disable[-_]safety|unsafe[-_]mode|allow[-_]dangerous\w{0,40}|disable[-_]security)$/i;
const VARIABLE =
  /(?:^|_)(?:DANGEROUSLY_[A-Z_]{2,60}|(?:DISABLE|SKIP|NO|BYPASS)_(?:AUTH|AUTHENTICATION|AUTHORIZATION|SANDBOX|SECURITY|PERMISSIONS?|CONFIRMATION)|YOLO(?:_MODE)?|ALLOW_DANGEROUS[A-Z_]{0,40}|UNSAFE_MODE)$/i;

export const rule: Rule<'config'> = {
  id: 'config/guard-off',
  severity: 'medium',
  confidence: 'medium',
  title: 'Server is told to do without its own protection',
  why: 'The author of the server put a check there and a switch to turn it off for tests; with the switch in the configuration it is off for good.',
  fix: 'Take the switch away; where the server then fails, give it the one right that it lacks.',
  controls: ['RUN-01', 'TRF-07'],
  techniques: ['unauthenticated-access', 'sandbox-escape', 'excessive-tool-permissions'],
  cwe: [693],
  top10: { csa: ['MCP-05', 'MCP-07'], owasp: ['MCP02', 'MCP07'] },
  examples: {
    bad: [
      entry({ command: 'agent', args: ['mcp', '--dangerously-skip-permissions'] }),
      entry({ command: 'notes', args: ['--no-sandbox', '--yolo=true'] }),
      entry({ command: 'notes', env: { DANGEROUSLY_OMIT_AUTH: 'true' } }),
      entry({ command: 'notes', env: { NOTES_DISABLE_AUTH: '1' } }),
    ],
    good: [entry({ command: 'notes', args: ['--sandbox'], env: { NOTES_AUTH: 'oauth' } })],
    nearMiss: [
      entry({ command: 'notes', args: ['--yolo=false', '--no-auth-cache', '--no-color'] }),
      entry({ command: 'notes', env: { DISABLE_AUTH: 'false', SKIP_AUTH_LOG: 'true' } }),
      entry({ command: 'docker', args: ['run', '-i', 'browser', '--no-sandbox'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    const { args, image } = local.command;
    for (const { at, text } of args) {
      const [, name = '', value = 'true'] = /^--([A-Za-z][\w-]{0,80})(?:=(.*))?$/s.exec(text) ?? [];
      if (!SWITCH.test(name) || isOff(value)) continue;
      // A container contains; a browser's own sandbox often cannot be had inside.
      if (image !== undefined && /sandbox/i.test(name)) continue;
      yield { at: local.place(at), shows: local.show(at) };
    }
    for (const { at, name, value } of settingsOf(subject)) {
      if (VARIABLE.test(name) && isOn(value)) yield { at, shows: cut(redact(`${name}=${value}`)) };
    }
  },
};
