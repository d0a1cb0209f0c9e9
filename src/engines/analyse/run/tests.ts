import type { Expression } from '../../../domain/source.ts';
import { bits } from './assurance.ts';
import { meetAll } from './facts.ts';
import { equality, flipped, know, membership, ofValue } from './knowing.ts';
import type { Answer } from './knowing.ts';
import type { Activation, Machine } from './machine.ts';
import { isPlain } from './types.ts';
import { UNKNOWN } from './value.ts';
import type { Value } from './value.ts';

/** Looks at a condition both ways. Leaves the facts of the activation to the caller. */
export function test(machine: Machine, act: Activation, condition: Expression): Answer {
  switch (condition.kind) {
    case 'not': {
      const { no, yes } = test(machine, act, condition.operand);
      return { yes: no, no: yes };
    }
    case 'logic':
      if (condition.operator !== 'nullish') {
        const reads = machine.foreignReads;
        return settled(machine, condition, both(machine, act, condition), reads);
      }
      break;
    case 'compare': {
      const reads = machine.foreignReads;
      return settled(machine, condition, compare(machine, act, condition), reads);
    }
    default:
  }
  const reads = machine.foreignReads;
  const value = machine.evaluate(act, condition);
  return settled(machine, condition, ofValue(value, act.facts), reads);
}

/** Where nothing foreign was read, a setting decides: each side remembers which it is. */
function settled(machine: Machine, condition: Expression, answer: Answer, reads: number): Answer {
  const { no, yes } = answer;
  if (machine.foreignReads !== reads || yes === undefined || no === undefined) return answer;
  // The answer of a check that was made before is none of a setting.
  if (!yes.knowsAsMuchAs(no)) return answer;
  return { ...answer, yes: yes.onSide(condition, true), no: no.onSide(condition, false) };
}

/** `and` looks at its right side where the left is true, `or` where it is not. */
function both(
  machine: Machine,
  act: Activation,
  condition: Expression & { readonly kind: 'logic' },
): Answer {
  const isAnd = condition.operator === 'and';
  const first = sided(machine, act, condition.left);
  const onward = isAnd ? first.answer.yes : first.answer.no;
  if (onward === undefined) return { ...first.answer, left: first.value };
  act.facts = onward;
  const second = sided(machine, act, condition.right);
  const { answer } = second;
  return isAnd
    ? {
        yes: answer.yes,
        no: meetAll([first.answer.no, answer.no]),
        left: first.value,
        right: second.value,
      }
    : {
        yes: meetAll([first.answer.yes, answer.yes]),
        no: answer.no,
        left: first.value,
        right: second.value,
      };
}

function sided(
  machine: Machine,
  act: Activation,
  node: Expression,
): { readonly answer: Answer; readonly value: Value } {
  if (
    node.kind === 'not' ||
    node.kind === 'compare' ||
    (node.kind === 'logic' && node.operator !== 'nullish')
  ) {
    const answer = test(machine, act, node);
    const value = answer.right ?? answer.left ?? UNKNOWN;
    return { answer, value: node.kind === 'logic' ? value : UNKNOWN };
  }
  const reads = machine.foreignReads;
  const value = machine.evaluate(act, node);
  return { answer: settled(machine, node, ofValue(value, act.facts), reads), value };
}

function compare(
  machine: Machine,
  act: Activation,
  condition: Expression & { readonly kind: 'compare' },
): Answer {
  if (condition.left.kind === 'typeof') return typeTest(machine, act, condition);
  const left = machine.evaluate(act, condition.left);
  const right = machine.evaluate(act, condition.right);
  const { facts } = act;
  if (facts === undefined) return { yes: undefined, no: undefined };
  switch (condition.operator) {
    case 'equal':
      return equality(left, right, facts);
    case 'unequal':
      return flipped(equality(left, right, facts));
    case 'in':
      return within(machine, act, condition, left) ?? membership(left, right, facts);
    case 'not-in':
      return flipped(within(machine, act, condition, left) ?? membership(left, right, facts));
    case 'less':
    case 'greater': {
      const gained = bits('bounded');
      const limited = know(know(facts, left.labels, gained), right.labels, gained);
      return { yes: limited, no: limited };
    }
    case 'instance': {
      const isNumber = isPlain(condition.right);
      return { yes: isNumber ? know(facts, left.labels, bits('number')) : facts, no: facts };
    }
  }
}

/** `root in path.parents`, of a path that has no `..` left. */
function within(
  machine: Machine,
  act: Activation,
  { right }: Expression & { readonly kind: 'compare' },
  root: Value,
): Answer | undefined {
  if (right.kind !== 'member' || right.name !== 'parents' || root.labels.length > 0)
    return undefined;
  const { labels } = machine.evaluate(act, right.object);
  const { facts } = act;
  if (facts === undefined || labels.length === 0) return undefined;
  const clean = bits('normalised', 'no-parent');
  const isClean = labels.every(
    ({ bits: made, origin }) => ((made | facts.bitsOf(origin)) & clean) !== 0,
  );
  return isClean ? { yes: know(facts, labels, bits('contained')), no: facts } : undefined;
}

function typeTest(
  machine: Machine,
  act: Activation,
  condition: Expression & { readonly kind: 'compare' },
): Answer {
  const operand = condition.left.kind === 'typeof' ? condition.left.operand : condition.left;
  const value = machine.evaluate(act, operand);
  const type = machine.evaluate(act, condition.right).constant;
  const { facts } = act;
  if (facts === undefined) return { yes: undefined, no: undefined };
  const isPlain = type === 'number' || type === 'boolean' || type === 'bigint';
  const yes = isPlain ? know(facts, value.labels, bits('number')) : facts;
  return condition.operator === 'unequal' ? { yes: facts, no: yes } : { yes, no: facts };
}
