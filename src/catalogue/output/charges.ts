import { excerpt } from '../../domain/escape.ts';
import { list } from '../../domain/list.ts';
import type { Match, OutputSubject } from '../../domain/rule.ts';
import { leastOdds, oddsAt } from './odds.ts';
import { isHard } from './risks.ts';
import type { RiskKind } from './risks.ts';
import { readOutput } from './scenes.ts';
import type { OutputReading, Scene } from './scenes.ts';

/** What a scene is, by the most telling of its risks; each has a rule. */
export type Charge =
  | 'forged-turn'
  | 'instruction-override'
  | 'false-error'
  | 'exfiltration'
  | 'concealment'
  | 'harmful-order'
  | 'false-report';

/** What a scene must weigh to be an attack. Calibrated on development texts; documents speak of all this. */
interface Bar {
  readonly called: number;
  readonly told: number;
  readonly plain: number;
}
const USUAL: Bar = { called: 2, told: 3, plain: 7 };
const OF_DOCUMENT: Bar = { called: 4, told: 6, plain: 8 };
// A text that is about models speaks to them and of them all the time.
const ON_TOPIC = 2;
// A prompt's messages are meant for the model, so that turning to it means less, and little else does.
const OF_PROMPT: Bar = { called: 3, told: 5, plain: 5 };
const GRAVE = 8;
const SHOWN = 240;
const MOST_WANTS = 4;

const WANTS: Readonly<Record<RiskKind, string>> = {
  conceal: 'that the user does not learn of it',
  consent: 'that it is taken for allowed',
  'hand-over': 'that data are handed over',
  loot: 'what is secret or private',
  execute: 'that something is run',
  undo: 'that something is deleted, opened or switched off',
  spend: 'that something is paid or ordered',
  falsify: 'that something is said in its words',
  override: 'that the task is dropped for another',
  forge: 'to be taken for another turn of the talk',
  remedy: 'to be taken for the way out of an error',
  steer: 'that it is done before all else',
  persist: 'that it holds from now on',
  reader: 'to be acted on before the user is answered',
};

/** The scenes of a text that are charged so, as matches. */
export function* charged(subject: OutputSubject, charge: Charge): Generator<Match> {
  const reading = readOutput(subject);
  for (const scene of reading.scenes) {
    if (isCharged(scene, subject) && chargeOf(scene) === charge) {
      yield matchOf(scene, reading, subject);
    }
  }
}

/** Whether a stretch of the text is an attack by what is said in it. */
export function isCharged(scene: Scene, subject: OutputSubject): boolean {
  if (!isAttack(scene, subject)) return false;
  // The model knows harmless texts that say much of the same; it has not learned prompts and forms.
  if (subject.carrier === 'prompt' || subject.carrier === 'elicitation') return true;
  return oddsAt(subject, scene) >= leastOdds;
}

/** Whether a text that was hidden or encoded is an attack once it is read; then less has to be said openly. */
export function isAttackWhenHidden(text: string): boolean {
  const { scenes } = readOutput({ carrier: 'result', text, source: undefined, listing: undefined });
  return scenes.some(({ manner, weight }) => weight >= (manner === undefined ? 5 : 2));
}

// Who describes attacks says so; who makes one has no reason to.
const ABOUT =
  /\b(?:attack\w*|injections?|injected|payloads?|vulnerab\w+|exploit\w*|malicious\w*|adversar\w+|phish\w+|poisoning|researchers?|jailbreak\w*|mitigat\w+|threat model|red[- ]team\w*|regex\w*|re\.compile|patterns?|detect(?:s|ed|ion|or|ors)|fraud\w*|scam\w*|hostile|fake call|test case|expected:|suspicious|(?:says?|such as|like|text|phrase|e\.g\.) ["'\u201c\u2018][^"\n]{0,60})\b/i;

// How something is said, not what is wanted.
const SETTING: ReadonlySet<RiskKind> = new Set(['reader', 'steer', 'remedy', 'consent', 'persist']);
function isAttack(
  { around, elsewhere, isQuoted, manner, risks, weight }: Scene,
  { carrier }: OutputSubject,
): boolean {
  const bar = carrier === 'document' ? OF_DOCUMENT : carrier === 'prompt' ? OF_PROMPT : USUAL;
  const isAbout = ABOUT.test(around);
  if (isAbout && isQuoted) return false;
  if (manner === undefined) return !isAbout && weight >= bar.plain && risks.some(isHard);
  const matter = risks.reduce((sum, risk) => sum + (SETTING.has(risk.kind) ? 0 : risk.weight), 0);
  // Who only speaks of attacks, or quotes one, must want a great deal to be taken for one.
  const least = bar[manner] * (isAbout ? 2 : 1) + (elsewhere > 1 ? ON_TOPIC : 0);
  return matter > 1 && weight >= least;
}

function chargeOf({ risks }: Scene): Charge {
  const has = (...kinds: readonly RiskKind[]): boolean =>
    risks.some(({ kind }) => kinds.includes(kind));
  if (has('forge')) return 'forged-turn';
  if (has('override')) return 'instruction-override';
  if (has('remedy')) return 'false-error';
  const doesHarm = has('execute', 'undo', 'spend');
  if (has('hand-over') || (has('loot') && !doesHarm)) return 'exfiltration';
  if (doesHarm) return 'harmful-order';
  return has('conceal') ? 'concealment' : 'false-report';
}

function matchOf(
  { at, end, manner, risks, weight }: Scene,
  { origin }: OutputReading,
  { text }: OutputSubject,
): Match {
  const start = origin(at);
  const first = Math.min(...risks.map((risk) => origin(at + risk.at)));
  const most = risks.toSorted((a, b) => b.weight - a.weight).slice(0, MOST_WANTS);
  const wants = list(most.map(({ kind }) => WANTS[kind]));
  const turns = manner === undefined ? 'It wants' : 'It turns to the model and wants';
  return {
    at: '',
    offset: start,
    shows: excerpt(text.slice(start, origin(end - 1) + 1), Math.max(0, first - start), SHOWN),
    because: `${turns} ${wants}.`,
    severity: weight >= GRAVE ? 'high' : 'medium',
    confidence: weight >= GRAVE && manner === 'called' ? 'high' : 'medium',
  };
}
