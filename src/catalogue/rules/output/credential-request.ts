import { excerpt } from '../../../domain/escape.ts';
import { output } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import { readOutput } from '../../output/scenes.ts';

const SECRET =
  "passwords?|passcodes?|passphrases?|pass phrases?|pin(?: code)?\\b|(?:recovery|seed|secret|backup) (?:phrases?|words|keys?|codes?)|mnemonic|(?:api|access|private|secret|ssh|encryption|publish\\w*|automation|personal|npm|bearer|refresh|session|auth\\w*)[ -]?(?:\\w+ )?(?:keys?|tokens?)|tokens?\\b|client secret|credentials?|(?:\\w+ )?(?:digits|digit code)|one[- ]time (?:codes?|passwords?)|(?:verification|authenticator|security|sms|2fa|mfa) codes?|otp\\b|cvv|cvc|card number|credit card|iban|social security|ssn\\b|mother's maiden name|\\.aws/credentials|id_rsa|\\.env\\b|private keys?|session cookies?|cookies";
const ASKS =
  "enter|type|paste|provide|give|fill in|fill out|send|supply|confirm|tell (?:us|me)|share|upload|what(?:'s| is)|needed|required?|please|submit|input|write|key in|we need|let us have|re-?enter|verify";
// The secret follows the request, or stands before it: "your PIN is needed".
const REQUEST = new RegExp(
  `\\b(?:${ASKS})\\b[^.!?\\n]{0,120}?(?<![A-Za-z\\d])(?:${SECRET})|(?<![A-Za-z\\d])(?:${SECRET})[^.!?\\n]{0,40}\\b(?:needed|required|to (?:continue|proceed|go on))`,
  'gi',
);
const REFUSES = /\b(?:not|never|n't|no one|nobody|without|instead of)\b[^.!?\n]{0,60}$/i;
// About a secret, or about making one, is not the secret itself.
const ABOUT =
  /^[^.!?\n]{0,6}\b(?:name|label|title|description|expir\w+|scope|scopes|permissions?|policy|manager|length|format|reset link|type|rotation|prefix|id|page|settings)\b|^s? (?:will be|is|are) (?:created|generated|stored|rotated|shown|sent)/i;
const KIND_OF =
  /\b(?:which|what kind of|how many|name (?:of|for) (?:the|your|this)|label for|choose|select|pick)\b[^.!?\n]{0,40}$/i;

export const rule: Rule<'output'> = {
  id: 'output/credential-request',
  severity: 'high',
  confidence: 'medium',
  title: 'Server asks the user for a secret in the conversation',
  why: 'What is typed there reaches the server, the model and every log between; the protocol forbids to ask for sensitive data so.',
  fix: 'Decline, and sign in on the provider’s own page; refuse a server that insists.',
  controls: ['TRF-15'],
  techniques: ['credential-exfiltration', 'tool-impersonation'],
  cwe: [522, 451],
  top10: { csa: ['MCP-04', 'MCP-C03'], owasp: ['MCP01'] },
  examples: {
    bad: [
      output('To go on, type the password of your account.', { carrier: 'elicitation' }),
      output('Your online banking PIN is needed to show the balance.', { carrier: 'elicitation' }),
      output('Please enter your 12-word recovery phrase.', { carrier: 'elicitation' }),
    ],
    good: [output('For which date shall I book the table?', { carrier: 'elicitation' })],
    nearMiss: [
      output('Choose a name for the API token that will be created.', { carrier: 'elicitation' }),
      output('You will be taken to the sign-in page. Do not enter your password here.', {
        carrier: 'elicitation',
      }),
      output('Enter your password and press return.', { carrier: 'document' }),
    ],
  },
  notApplicable: ({ carrier }) =>
    carrier === 'elicitation' ? undefined : 'the text asks nothing of the user directly',
  *detect(subject) {
    const { origin, text } = readOutput(subject);
    for (const { 0: words, index } of text.matchAll(REQUEST)) {
      const before = text.slice(Math.max(0, index - 80), index);
      const behind = text.slice(index + words.length, index + words.length + 40);
      if (REFUSES.test(before) || REFUSES.test(words.slice(0, -4)) || ABOUT.test(behind)) continue;
      if (KIND_OF.test(before) || KIND_OF.test(words)) continue;
      const offset = origin(index);
      yield { at: '', offset, shows: excerpt(subject.text, offset, 200) };
      return;
    }
  },
};
