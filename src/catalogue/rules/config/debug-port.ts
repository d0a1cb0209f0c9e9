import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { cut, localLaunch, notLocal } from './parts/launch.ts';
import type { LocalLaunch } from './parts/launch.ts';
import { settingsOf } from './parts/settings.ts';

const NODE = /(?:^|\s)--inspect(?:-brk|-wait|-port)?(?:=(\S+))?(?=\s|$)/;
const JAVA = /-agentlib:jdwp=\S{0,200}|-Xrunjdwp:\S{0,200}/;
const BROWSER = /^--remote-debugging-(?:port|address|pipe)(?:=|$)/;

export const rule: Rule<'config'> = {
  id: 'config/debug-port',
  severity: 'low',
  confidence: 'high',
  title: 'Server is started with an open debugger',
  why: 'Whoever connects to a debugger runs code of his own in the server, and none of the usual ones asks for a password; web pages and other users of the machine have reached such ports.',
  fix: 'Take the option away when you are not debugging; while you are, keep the port on 127.0.0.1.',
  controls: ['TRF-12', 'RUN-07'],
  techniques: ['code-injection', 'unauthenticated-access'],
  cwe: [489, 306],
  top10: { csa: ['MCP-05'], owasp: ['MCP07'] },
  examples: {
    bad: [
      entry({ command: 'node', args: ['--inspect=0.0.0.0:9229', '/srv/notes.js'] }),
      entry({ command: 'notes', env: { NODE_OPTIONS: '--inspect' } }),
      entry({ command: 'python3', args: ['-m', 'debugpy', '--listen', '5678', '/srv/notes.py'] }),
      entry({
        command: 'java',
        args: ['-agentlib:jdwp=transport=dt_socket,server=y,address=*:5005', '-jar', '/srv/n.jar'],
      }),
      entry({ command: 'browser', args: ['--remote-debugging-port=9222'] }),
    ],
    good: [entry({ command: 'node', args: ['/srv/notes.js'] })],
    nearMiss: [
      entry({ command: 'node', args: ['/srv/notes.js', '--inspect'] }),
      entry({ command: 'npx', args: ['-y', '@example/inspector@1.0.0', '--inspect-only'] }),
      entry({ command: 'notes', args: ['--debug'], env: { DEBUG: 'notes:*' } }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    for (const { at, address } of openedBy(local)) {
      yield { at: local.place(at), shows: local.show(at), ...gradeOf(address) };
    }
    for (const { at, name, value } of settingsOf(subject)) {
      const text = value.slice(0, 10_000);
      const match = /NODE_OPTIONS$/i.test(name) ? NODE.exec(text) : JAVA.exec(text);
      if (match === null || !/OPTIONS|OPTS/i.test(name)) continue;
      yield { at, shows: cut(redact(`${name}=${value}`)), ...gradeOf(match[1] ?? match[0]) };
    }
  },
};

interface Opened {
  readonly at: number;
  readonly address: string;
}

function openedBy({ command, words }: LocalLaunch): Opened[] {
  const { args, module, name } = command;
  const own = args[0]?.at ?? words.length;
  const opened = words.slice(0, own).flatMap((word, at): Opened[] => {
    const match = /^(?:node|nodejs|tsx|ts-node|bun|deno)$/.test(name)
      ? NODE.exec(word)
      : JAVA.exec(word);
    return match === null ? [] : [{ at, address: match[1] ?? match[0] }];
  });
  if (module?.text === 'debugpy') {
    const index = args.findIndex(({ text }) => text === '--listen');
    const value = args[index + 1];
    if (index >= 0 && value !== undefined) opened.push({ at: value.at, address: value.text });
  }
  const browser = args.filter(({ text }) => BROWSER.test(text));
  return [...opened, ...browser.map(({ at, text }) => ({ at, address: text }))];
}

function gradeOf(address: string): Pick<Match, 'because' | 'severity'> {
  if (!/0\.0\.0\.0|\[?::\]?|\*/.test(address)) return {};
  return { severity: 'high', because: 'It listens on every network.' };
}
