import type { DefinitionSubject, Rule } from '../../domain/rule.ts';
import { isAtLeast } from '../../domain/severity.ts';
import { rule as approvalBypass } from './definition/approval-bypass.ts';
import { rule as commandOrder } from './definition/command-order.ts';
import { rule as concealment } from './definition/concealment.ts';
import { rule as conversationTheft } from './definition/conversation-theft.ts';
import { rule as divertedData } from './definition/diverted-data.ts';
import { rule as instructionOverride } from './definition/instruction-override.ts';
import { rule as lastingOrder } from './definition/lasting-order.ts';
import { rule as pseudoTags } from './definition/pseudo-tags.ts';
import { rule as secretCollection } from './definition/secret-collection.ts';
import { rule as sideTask } from './definition/side-task.ts';
import { rule as toolHijack } from './definition/tool-hijack.ts';
import { rule as userDeception } from './definition/user-deception.ts';

const RULES: readonly Rule<'definition'>[] = [
  instructionOverride,
  concealment,
  secretCollection,
  conversationTheft,
  toolHijack,
  divertedData,
  commandOrder,
  sideTask,
  lastingOrder,
  approvalBypass,
  userDeception,
  pseudoTags,
];

/** The title of the first rule that a text would break if it stood openly in the definition. */
export function attackIn(subject: DefinitionSubject, text: string): string | undefined {
  const open = {
    ...subject,
    passages: [{ at: '/description', role: 'description', text }] as const,
  };
  return RULES.find((rule) =>
    [...rule.detect(open)].some(({ severity }) => isAtLeast(severity ?? rule.severity, 'medium')),
  )?.title;
}
