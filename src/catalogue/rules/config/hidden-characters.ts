import { pointersIn } from '../../../domain/entry-pointers.ts';
import { entry } from '../../../domain/example.ts';
import { excerpt } from '../../../domain/escape.ts';
import type { JsonPointer } from '../../../domain/json.ts';
import { redact } from '../../../domain/redact.ts';
import type { ConfigSubject, Match, Rule } from '../../../domain/rule.ts';
import { localLaunch } from './parts/launch.ts';

// Marks that turn the direction of text, draw nothing, spell in tags, or steer a terminal.
const DECEIVING =
  /[\u202A-\u202E\u2066-\u2069\u200B\u200E\u200F\u2060-\u2064\u00AD\uFEFF\u{E0001}-\u{E007F}\u001B\u009B\u0000-\u0008\u000E-\u001A\u007F]/u;
const BREAK = /[\n\r\u0085\u2028\u2029\u000B\u000C]/;

export const rule: Rule<'config'> = {
  id: 'config/hidden-characters',
  severity: 'high',
  confidence: 'high',
  title: 'Entry carries characters that make it look like another',
  why: 'The person who approves the command reads it on a screen, which hides or reorders these characters; the machine runs what stands there.',
  fix: 'Refuse the entry until its author removes them, and read the escaped text first.',
  controls: ['INT-15', 'RUN-13'],
  techniques: ['hidden-instructions', 'ansi-escape-injection', 'installer-spoofing'],
  cwe: [1007, 451, 150],
  top10: { csa: ['MCP-C03', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ command: 'notes', args: ['--safe\u{202E}elif-eteled'] }),
      entry({ command: 'no\u{200B}tes' }),
      entry({ command: 'notes' }, { name: 'notes\u{1B}[2K' }),
      entry({ command: 'notes\nrm' }),
      entry({ url: 'https://notes.example.com/\u{2066}mcp' }),
      entry({ command: 'notes', env: { 'TOK\u{200E}EN': '${TOKEN}' } }),
    ],
    good: [entry({ command: 'notes', args: ['--safe'] })],
    nearMiss: [
      entry(
        { command: 'notes', args: ['--title', 'Größe – 大きさ – حجم 📏'] },
        { name: 'Notizen für alle' },
      ),
      entry({ command: 'sh', args: ['-c', 'cd /srv\nexec notes\n'] }),
      entry({ command: 'notes', args: ['{\n\t"a": 1\n}'] }),
      entry({ command: 'notes', args: ['--emoji', '👩‍🚀'] }),
    ],
  },
  *detect(subject) {
    for (const { at, isOneLine, isValue, text } of textsOf(subject)) {
      const hidden = DECEIVING.exec(text);
      // A line of its own hides what follows only where one line is expected.
      const found = hidden ?? (isOneLine ? BREAK.exec(text) : null);
      if (found === null) continue;
      yield {
        at,
        ...(isValue && { offset: found.index }),
        shows: shownAt(text, found[0]),
        because: `It holds ${codePoint(found[0])}.`,
        ...(hidden === null && { severity: 'medium' }),
      };
    }
  },
};

interface Text {
  readonly at: JsonPointer;
  readonly text: string;
  readonly isOneLine: boolean;
  /** The text is what stands at the place, not its key. */
  readonly isValue: boolean;
}

function textsOf(subject: ConfigSubject): Text[] {
  const { launch, name, raw } = subject;
  const places = pointersIn(raw);
  const texts: Text[] = [{ at: '', text: name, isOneLine: true, isValue: false }];
  const local = localLaunch(subject);
  for (const [at, text] of local?.words.entries() ?? []) {
    texts.push({ at: places.word(at), text, isOneLine: at === 0, isValue: true });
  }
  if (launch?.transport === 'stdio') {
    for (const key of Object.keys(launch.env)) {
      texts.push({ at: places.variable(key), text: key, isOneLine: true, isValue: false });
    }
  } else if (launch !== undefined) {
    texts.push({ at: places.url, text: launch.url, isOneLine: true, isValue: true });
  }
  return texts;
}

/** Masked before it is cut: half a secret is no longer known for one. */
function shownAt(text: string, char: string): string {
  const masked = redact(text);
  return excerpt(masked, Math.max(0, masked.indexOf(char)), 80);
}

function codePoint(char: string): Match['because'] {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
