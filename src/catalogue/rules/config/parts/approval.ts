import { isArray, isString } from '../../../../domain/json.ts';
import type { Json } from '../../../../domain/json.ts';
import type { Severity } from '../../../../domain/severity.ts';

// Verbs of tools that change, run, send or spend.
const ACTS =
  /(?:^|[_\W])(?:add|append|apply|approve|assign|bash|book|buy|call|cancel|commit|create|delete|deploy|destroy|disable|drop|edit|enable|eval|evaluate|exec|execute|fill|grant|insert|install|invite|invoke|kill|merge|modify|move|patch|pay|post|publish|purge|push|put|refund|remove|rename|replace|reset|restart|revoke|rm|rollback|run|save|send|set|shell|sql|start|stop|submit|terminal|terminate|transfer|truncate|uninstall|update|upload|upsert|write)(?:$|[_\W])/i;
const READS =
  /^(?:\w{1,40}[.:/_]{1,2})?(?:browse|check|compare|count|describe|diff|explain|fetch|find|get|has|inspect|is|list|look|lookup|query|read|resolve|search|show|stat|status|summarize|think|tree|validate|view|whoami)(?:$|[_\W])/i;

interface Grade {
  readonly severity: Severity;
  readonly because: string;
}

/**
 * What it means that tools are allowed to run without a question: `true`, `*`, or a list of names.
 * Undefined where nothing is allowed, or nothing but reading.
 */
export function gradeApproval(value: Json | undefined): Grade | undefined {
  if (value === true) return ALL;
  if (isString(value)) return gradeNames([value]);
  return isArray(value) ? gradeNames(value.filter(isString)) : undefined;
}

const ALL: Grade = {
  severity: 'high',
  because: 'Every tool of the server runs without a question.',
};

function gradeNames(names: readonly string[]): Grade | undefined {
  if (names.some((name) => /^(?:\*+|all|true|\.\*)$/i.test(name.trim()))) return ALL;
  const acting = names.find((name) => ACTS.test(spaced(name)));
  if (acting !== undefined) {
    const because = `${JSON.stringify(acting.slice(0, 80))} changes, runs or sends something.`;
    return { severity: 'medium', because };
  }
  const unclear = names.filter((name) => name !== '' && !READS.test(spaced(name)));
  if (unclear.length === 0) return undefined;
  return { severity: 'low', because: `${names.length} of its tools run without a question.` };
}

/** `createIssue` as `create_issue`, so that verbs stand apart. */
function spaced(name: string): string {
  return name.slice(0, 200).replace(/([a-z0-9])([A-Z])/g, '$1_$2');
}

/** Names of allowed tools, cut to what fits a line. */
export function shownNames(value: Json | undefined): string {
  const text = isArray(value) ? value.filter(isString).join(', ') : String(value);
  return text.length <= 120 ? text : `${text.slice(0, 120).toWellFormed()}…`;
}
