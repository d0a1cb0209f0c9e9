import { ableTo, leastSure, named, reference, stepAt } from '../../capability/company.ts';
import { inventory } from '../../../domain/example.ts';
import { list } from '../../../domain/list.ts';
import type { Rule } from '../../../domain/rule.ts';

const readMail = { name: 'read_inbox', description: 'Reads the e-mails in the inbox.' };
const pay = {
  name: 'transfer_funds',
  description: 'Transfers money to an account.',
  inputSchema: { properties: { amount: {}, recipient: {} } },
};

export const rule: Rule<'inventory'> = {
  id: 'inventory/steered-payment',
  severity: 'medium',
  confidence: 'medium',
  title: 'What strangers write can reach a tool that moves money',
  why: 'A model that reads a forged invoice or comment may pay it; a payment is seldom undone.',
  fix: 'Ask a person before each payment, with a limit on the amount, or keep the tool out of this client.',
  controls: ['POL-07', 'TRF-17'],
  techniques: ['indirect-prompt-injection', 'malicious-output-composition'],
  cwe: [1427, 862],
  top10: { csa: ['MCP-01', 'MCP-02'], owasp: ['MCP06'] },
  examples: {
    bad: [inventory({ mail: [readMail], bank: [pay] })],
    good: [inventory({ bank: [pay] })],
    nearMiss: [
      inventory({
        mail: [readMail],
        bank: [{ name: 'get_payment', description: 'Gets a payment by id.' }],
      }),
    ],
  },
  *detect(subject) {
    const [source] = ableTo(subject, 'untrusted');
    const payers = ableTo(subject, 'money');
    const [payer] = payers;
    if (source === undefined || payer === undefined) return;
    const isSure = leastSure(source, payer) === 'high';
    yield {
      at: '',
      of: reference(payer),
      shows: `${source.tool.name} → ${payer.tool.name}`,
      because: `Money is moved by ${list(payers.map(named), 5)}.`,
      severity: isSure ? 'medium' : 'low',
      steps: [
        stepAt(source, 'Content that strangers write comes in'),
        stepAt(payer, 'Money is moved'),
      ],
    };
  },
};
