import type { Word } from '../../../domain/command.ts';
import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { ConfigSubject, Match, Rule } from '../../../domain/rule.ts';
import { REACH, reachOf } from './parts/folders.ts';
import type { Reach } from './parts/folders.ts';
import { cut, localLaunch, notLocal } from './parts/launch.ts';
import { settingsOf } from './parts/settings.ts';

// A lone slash after other flags is more often the path of a web address.
const FOLDER_FLAG = /dir|folder|root|workspace|allow|mount|drive|disk|fs|files?$/i;
const FOLDER_VARIABLE =
  /(?:dir|dirs|directory|directories|folder|folders|root|roots|workspace|vault|allowed_paths?|allow_paths?|file_paths?|data_path|files_path)$/i;
const ADDRESS_FLAG = /(?:url|uri|route|endpoint|prefix|base|mount-?path|api|path)$/i;

export const rule: Rule<'config'> = {
  id: 'config/broad-folder',
  severity: 'high',
  confidence: 'high',
  title: 'Server is given far more of the disk than a project',
  why: 'Whatever makes the model call the server (a web page, an issue, a document) can then read the keys, mail and histories that lie there, and often write beside them.',
  fix: 'Name the one folder that the server works on, and give it read-only where it only reads.',
  controls: ['RUN-06'],
  techniques: ['excessive-tool-permissions', 'credential-exfiltration', 'data-exfiltration'],
  cwe: [250, 732],
  top10: { csa: ['MCP-07', 'MCP-08', 'MCP-C06'], owasp: ['MCP02'] },
  examples: {
    bad: [
      entry({ command: 'npx', args: ['-y', '@example/files@1.4.2', '/'] }),
      entry({ command: 'npx', args: ['-y', '@example/files@1.4.2', '/home/alex', '/srv/notes'] }),
      entry({ command: 'files', args: ['--root', 'C:\\'] }),
      entry({ command: 'files', args: ['--allowed-dir=~'] }),
      entry({ command: 'files', args: ['${HOME}/.ssh'] }),
      entry({ command: 'files', env: { ALLOWED_DIRS: '/srv/notes:/etc' } }),
      entry({ command: 'cmd', args: ['/c', 'npx', 'files@1.0.0', 'C:\\Users\\alex'] }),
    ],
    good: [entry({ command: 'npx', args: ['-y', '@example/files@1.4.2', '/srv/notes'] })],
    nearMiss: [
      entry({ command: 'files', args: ['/home/alex/projects/notes', '~/notes', '.'] }),
      entry({ command: 'web', args: ['--path', '/', '--base-path=/', '--prefix', '/'] }),
      entry({ command: 'docker', args: ['run', '-i', 'example/files', '/'] }),
      entry({ command: 'files', env: { HOME: '/home/alex', BASE_PATH: '/', PATH: '/usr:/opt' } }),
      entry({ command: '/home/alex/bin/files', args: ['--config', '/etc/files.toml'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    yield* fromArguments(subject);
    for (const { at, isInside, name, value } of settingsOf(subject)) {
      if (isInside || !FOLDER_VARIABLE.test(name)) continue;
      const [found] = foldersIn(value);
      if (found === undefined) continue;
      yield { at, shows: cut(redact(`${name}=${value}`)), ...graded(found) };
    }
  },
};

function* fromArguments(subject: ConfigSubject): Iterable<Match> {
  const local = localLaunch(subject);
  // What stands behind an image is a path within the container.
  if (local === undefined || local.command.image !== undefined) return;
  const { args } = local.command;
  for (const [index, word] of args.entries()) {
    const [reach] = reachesOf(word, args[index - 1]?.text ?? '');
    if (reach === undefined) continue;
    yield { at: local.place(word.at), shows: local.show(word.at), ...graded(reach) };
  }
}

/** What a word opens: as itself, or as the value of a flag. */
function reachesOf({ text }: Word, before: string): Reach[] {
  const [, own, value] = /^--?([A-Za-z][\w-]{0,80})=(.*)$/s.exec(text) ?? [];
  const flag = own ?? (/^--?[A-Za-z][\w-]{0,80}$/.test(before) ? before : undefined);
  const reaches = foldersIn(value ?? text);
  if (flag === undefined || FOLDER_FLAG.test(flag)) return reaches;
  if (ADDRESS_FLAG.test(flag)) return [];
  return reaches.filter((reach) => reach !== 'disk' && reach !== 'system');
}

/** The reaches in a text that is a folder or a list of them. */
function foldersIn(text: string): Reach[] {
  const whole = reachOf(text.trim());
  const parts =
    whole === undefined ? text.slice(0, 4000).split(/[,;]|(?<=[^A-Za-z]|\w{2}):(?=[/~$])/) : [];
  const found = parts.map((part) => reachOf(part.trim())).filter((reach) => reach !== undefined);
  return whole === undefined ? found : [whole];
}

function graded(reach: Reach): Pick<Match, 'because' | 'severity'> {
  return {
    because: `That is ${REACH[reach]}.`,
    severity: reach === 'system' ? 'medium' : 'high',
  };
}
