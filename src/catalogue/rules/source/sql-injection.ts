import type { Rule } from '../../../domain/rule.ts';
import { flowsOf } from '../../source/flows.ts';
import { querying } from '../../source/sql.ts';
import { examples } from './examples/sql-injection.ts';

const facts = { id: 'source/sql-injection', severity: 'high', confidence: 'high' } as const;

export const rule: Rule<'source'> = {
  ...facts,
  title: 'Foreign data is put into the text of an SQL statement',
  why: 'A quote, a comment or a semicolon in the value ends what the author wrote and starts what the attacker wants: other tables read, rows changed, in some databases files read and programs run.',
  fix: 'Bind the value as a parameter. A name of a table or column cannot be bound: choose it from a fixed list, or quote it with the identifier function of the driver.',
  controls: ['INT-04'],
  techniques: ['sql-injection'],
  cwe: [89],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  sinks: querying.map((sink) => ({
    ...sink,
    having: ['embedded'] as const,
    does: 'is put into the text of an SQL statement',
  })),
  safe: ['sql-quoted', 'identifier', 'statement', 'plain'],
  examples,
  detect: flowsOf({ ...facts, mends: ['text'] }),
};
