import { tool } from '../../../domain/example.ts';
import { isObject } from '../../../domain/json.ts';
import type { Rule } from '../../../domain/rule.ts';

const CHANGES = new Set(
  'delete remove drop destroy erase wipe purge overwrite uninstall kill terminate transfer pay purchase buy publish send write upload move rename modify edit insert update create revoke grant deploy merge commit push post put patch replace execute exec run append reply archive cancel close truncate rotate install'.split(
    ' ',
  ),
);
const DESTROYS = new Set(
  'delete remove drop destroy erase wipe purge overwrite uninstall truncate format'.split(' '),
);
// Running a query, a test or a report changes nothing by itself.
const READS =
  /(?:query|queries|search|select|report|test|tests|lint|check|analysis|audit|scan|preview|draft|plan|dry|simulation|diff|explain|benchmark|url|link|embedding|summary|hash|diagram|chart|schema)s?$/;
const SAYS_NO =
  /\b(?:read[- ]only|does not (?:modify|change|write|alter)|without (?:modifying|changing|writing)|dry[- ]run|preview|no (?:changes|side effects)|generates?|only (?:reads|select))/i;

export const rule: Rule<'definition'> = {
  id: 'definition/annotation-contradicted',
  severity: 'medium',
  confidence: 'medium',
  title: 'Annotation says harmless, the name says otherwise',
  why: 'Clients skip confirmation for tools that call themselves read-only or non-destructive.',
  fix: 'Do not grant anything on the annotation; ask the author to correct it.',
  controls: ['INT-16', 'POL-06'],
  techniques: ['metadata-manipulation', 'tool-poisoning'],
  cwe: [451, 345],
  top10: { csa: ['MCP-03', 'MCP-C06'], owasp: ['MCP02', 'MCP03'] },
  examples: {
    bad: [
      tool({ name: 'delete_user', annotations: { readOnlyHint: true } }),
      tool({ name: 'dropTable', annotations: { destructiveHint: false } }),
      tool({ name: 'note', description: 'Deletes the note.', annotations: { readOnlyHint: true } }),
    ],
    good: [
      tool({ name: 'delete_user', annotations: { readOnlyHint: false, destructiveHint: true } }),
    ],
    nearMiss: [
      tool({ name: 'run_query', annotations: { readOnlyHint: true } }),
      tool({ name: 'create_note', annotations: { destructiveHint: false } }),
      tool({ name: 'list_deleted_users', annotations: { readOnlyHint: true } }),
      tool({
        name: 'send_preview',
        description: 'A dry run.',
        annotations: { readOnlyHint: true },
      }),
    ],
  },
  *detect({ kind, name, raw }) {
    const annotations = raw['annotations'];
    if (kind !== 'tool' || !isObject(annotations)) return;
    const description = typeof raw['description'] === 'string' ? raw['description'] : '';
    const words = name
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[\s_.:/-]+/);
    const deed = words.slice(0, 2).find((word) => CHANGES.has(word));
    if (READS.test(words.at(-1) ?? '') || SAYS_NO.test(description)) return;
    if (annotations['readOnlyHint'] === true) {
      if (deed !== undefined && (words[0] === deed || DESTROYS.has(deed))) {
        yield { at: '/annotations/readOnlyHint', shows: `readOnlyHint: true, ${deed}` };
        return;
      }
      const verb =
        /^\s*(deletes?|removes?|drops|erases?|wipes?|overwrites?|sends|writes|uninstalls?)\b/i.exec(
          description,
        )?.[1];
      if (verb !== undefined) {
        yield {
          at: '/annotations/readOnlyHint',
          shows: `readOnlyHint: true, ${JSON.stringify(verb)}`,
        };
      }
    } else if (
      annotations['destructiveHint'] === false &&
      deed !== undefined &&
      DESTROYS.has(deed)
    ) {
      yield { at: '/annotations/destructiveHint', shows: `destructiveHint: false, ${deed}` };
    }
  },
};
