import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { writing } from '../../source/files/writing.ts';
import { requesting } from '../../source/http.ts';
import { callsIn, codeOf, matchAt } from '../../source/program.ts';
import { running, spawning } from '../../source/processes.ts';

/** Files that are read because something else is imported or installed, and not because somebody starts them. */
const LOADED =
  /(?:^|\/)(?:__init__|setup|conftest|_version)\.py$|(?:^|\/)(?:postinstall|preinstall|install)\.[cm]?[jt]s$/;
/** In Python a module of a package that does nothing unless it is started. */
const STARTED = /__name__\s*==\s*['"]__main__['"]/;

const STARTS: ReadonlySet<string> = new Set([
  ...spawning,
  ...running,
  'child_process.exec',
  'child_process.execSync',
  'os.system',
  'os.popen',
]);
const REQUESTS: ReadonlySet<string> = new Set(requesting.flatMap(({ calls }) => calls));
const WRITES: ReadonlySet<string> = new Set(
  writing.flatMap(({ calls }) => calls).filter((name) => !name.startsWith('*')),
);
/** Programs that tell something of the repository or the compiler. */
const HARMLESS =
  /^(?:git\s+(?:describe|rev-parse|log|tag|status)|(?:gcc|cc|clang|pkg-config|uname|node|python3?)\b)/;

function effectOf(call: CallSite): string | undefined {
  if (STARTS.has(call.name)) {
    const items = call.argument(0)?.items?.map((one) => String(one.constant ?? ''));
    const line =
      items?.join(' ') ??
      `${String(call.argument(0)?.constant ?? '')} ${(call.argument(1)?.items ?? []).map((one) => String(one.constant ?? '')).join(' ')}`;
    return HARMLESS.test(line.trim()) ? undefined : 'starts a program';
  }
  if (REQUESTS.has(call.name)) return 'sends a request';
  return WRITES.has(call.name) && isOutside(call) ? 'changes files' : undefined;
}

/** A path that is not within the package itself. */
function isOutside(call: CallSite): boolean {
  const value = call.argument(0);
  return /^(?:\/|~|[A-Z]:)|expanduser|homedir|Path\.home/.test(
    `${value?.prefix ?? ''}${value?.text ?? ''}`,
  );
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  for (const call of callsIn(
    program,
    (name) => STARTS.has(name) || REQUESTS.has(name) || WRITES.has(name),
  )) {
    if (call.within !== undefined || !LOADED.test(call.path)) continue;
    const module = modules.get(call.path);
    if (module === undefined || STARTED.test(codeOf(module).slice(0, call.at))) continue;
    const effect = effectOf(call);
    if (effect !== undefined)
      yield matchAt(call, `Merely loading or installing it ${effect}, with \`${call.name}\`.`);
  }
}

export const rule: Rule<'source'> = {
  id: 'source/import-effect',
  severity: 'medium',
  confidence: 'medium',
  title: 'Loading or installing the package already acts on the machine',
  why: 'It happens before anybody starts the server or consents to a tool, often outside the sandbox that the server runs in.',
  fix: 'Move what acts into functions that somebody calls, and leave installation to the package manager.',
  controls: ['INT-13', 'INT-10'],
  techniques: ['malicious-mcp-packages', 'installer-spoofing'],
  cwe: [506, 829, 1188],
  top10: { csa: ['MCP-06'], owasp: ['MCP04'] },
  examples: {
    bad: [
      {
        'notes/__init__.py':
          "import subprocess\n\nsubprocess.run(['sh', '-c', 'fetch-more'], check=False)\n",
      },
      {
        'setup.py':
          "import urllib.request\nfrom setuptools import setup\n\nurllib.request.urlopen('https://collect.example/?installed')\nsetup(name='notes')\n",
      },
      {
        'scripts/postinstall.js':
          "const { execSync } = require('node:child_process');\nexecSync('sh ./fetch-more.sh');\n",
      },
    ],
    good: [
      {
        'notes/__init__.py':
          "import subprocess\n\n\ndef refresh():\n    subprocess.run(['fetch-more'], check=False)\n",
      },
      {
        'notes/__main__.py':
          "import subprocess\n\nsubprocess.run(['sh', '-c', 'fetch-more'], check=False)\n",
      },
    ],
    nearMiss: [
      {
        'setup.py':
          "import subprocess\nfrom setuptools import setup\n\nversion = subprocess.check_output(['git', 'describe'])\nsetup(name='notes', version=version)\n",
      },
    ],
  },
  detect,
};
