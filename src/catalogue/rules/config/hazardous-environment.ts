import { entry } from '../../../domain/example.ts';
import { redact } from '../../../domain/redact.ts';
import type { Match, Rule } from '../../../domain/rule.ts';
import { isAnchored, looseFolderOf } from './parts/folders.ts';
import { cut, notLocal } from './parts/launch.ts';
import { settingsOf } from './parts/settings.ts';

type Grade = Pick<Match, 'because' | 'severity'>;

const LOADS: Grade = {
  severity: 'high',
  because: 'It loads code of the file into every process that is started.',
};
const RUNS: Grade = { severity: 'high', because: 'It names a command that other programs run.' };

/** Variables that change what a program is, whatever they hold. */
const ALWAYS: ReadonlyMap<string, Grade> = new Map([
  ...[
    'LD_PRELOAD',
    'LD_AUDIT',
    'DYLD_INSERT_LIBRARIES',
    'DOTNET_STARTUP_HOOKS',
    'CORECLR_PROFILER_PATH',
    'COR_PROFILER_PATH',
  ].map((name) => [name, LOADS] as const),
  ...[
    'BASH_ENV',
    'ENV',
    'PYTHONSTARTUP',
    'PERL5DB',
    'LUA_INIT',
    'R_PROFILE_USER',
    'PROMPT_COMMAND',
    'ZDOTDIR',
  ].map((name) => [name, LOADS] as const),
  ...['GIT_SSH', 'GIT_EXTERNAL_DIFF', 'GIT_PROXY_COMMAND', 'NPM_CONFIG_SCRIPT_SHELL'].map(
    (name) => [name, RUNS] as const,
  ),
]);

/** Variables that hold options of an interpreter: dangerous where they load something. */
const OPTIONS: ReadonlyMap<string, RegExp> = new Map([
  [
    'NODE_OPTIONS',
    /(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader|--eval|-e)(?:[\s=]|$)/,
  ],
  [
    'NPM_CONFIG_NODE_OPTIONS',
    /(?:^|\s)(?:-r|--require|--import|--loader|--experimental-loader)(?:[\s=]|$)/,
  ],
  ['BUN_OPTIONS', /(?:^|\s)(?:-r|--require|--import|--preload)(?:[\s=]|$)/],
  ['PERL5OPT', /(?:^|\s)-?[MmId]/],
  ['RUBYOPT', /(?:^|\s)-?(?:r|I)\S/],
  ['JAVA_TOOL_OPTIONS', /-(?:javaagent|agentpath|agentlib):/],
  ['_JAVA_OPTIONS', /-(?:javaagent|agentpath|agentlib):/],
  ['JDK_JAVA_OPTIONS', /-(?:javaagent|agentpath|agentlib):/],
  [
    'GIT_SSH_COMMAND',
    /StrictHostKeyChecking[=\s]+(?:no|off)|UserKnownHostsFile[=\s]+\/dev\/null|ProxyCommand|^(?!\s*(?:\S*\/)?ssh(?:\.exe)?(?:\s|$))/i,
  ],
]);

/** Lists of folders in which programs and libraries are looked up. */
const SEARCHED = new Set([
  'PATH',
  'LD_LIBRARY_PATH',
  'DYLD_LIBRARY_PATH',
  'DYLD_FRAMEWORK_PATH',
  'PYTHONPATH',
  'PYTHONHOME',
  'NODE_PATH',
  'PERL5LIB',
  'RUBYLIB',
  'CLASSPATH',
  'GEM_PATH',
]);

export const rule: Rule<'config'> = {
  id: 'config/hazardous-environment',
  severity: 'high',
  confidence: 'high',
  title: 'Variable changes which code the server is',
  why: 'The command looks harmless while the variable has other code loaded into it; who approves the command does not see what really runs.',
  fix: 'Take the variable away; what the server has to load belongs into its package.',
  controls: ['RUN-10', 'RUN-13'],
  techniques: ['process-injection', 'code-injection'],
  cwe: [426, 427, 454],
  top10: { csa: ['MCP-05', 'MCP-C07'], owasp: ['MCP05'] },
  examples: {
    bad: [
      entry({ command: 'notes', env: { NODE_OPTIONS: '--require /srv/patch.js' } }),
      entry({ command: 'notes', env: { LD_PRELOAD: '/srv/patch.so' } }),
      entry({ command: 'env', args: ['BASH_ENV=/srv/rc', 'notes'] }),
      entry({ command: 'notes', env: { JAVA_TOOL_OPTIONS: '-javaagent:/srv/a.jar' } }),
      entry({ command: 'notes', env: { GIT_SSH_COMMAND: 'ssh -o StrictHostKeyChecking=no' } }),
      entry({ command: 'notes', env: { PATH: '/usr/bin:/tmp/bin', PYTHONPATH: './lib' } }),
    ],
    good: [entry({ command: 'notes', env: { NODE_OPTIONS: '--max-old-space-size=512' } })],
    nearMiss: [
      entry({
        command: 'notes',
        env: { PATH: '/opt/node/bin:/usr/bin:${PATH}', PYTHONPATH: '/srv/notes' },
      }),
      entry({ command: 'notes', env: { GIT_SSH_COMMAND: 'ssh -i ~/.ssh/deploy' } }),
      entry({
        command: 'notes',
        env: { NODE_ENV: 'production', ENV: 'production', LD_PRELOAD: '' },
      }),
      entry({ command: 'notes', env: { ENVIRONMENT: '/srv', NODE_OPTIONS: '--no-warnings' } }),
      entry({
        command: 'docker',
        args: ['run', '-e', 'LD_PRELOAD=/usr/lib/libjemalloc.so', 'notes'],
      }),
    ],
  },
  notApplicable: notLocal,
  *detect(subject) {
    for (const { at, isInside, name, value } of settingsOf(subject)) {
      // What a container loads is of its own image.
      if (isInside || value.trim() === '') continue;
      const graded = gradeOf(name.toUpperCase(), value.slice(0, 10_000));
      if (graded !== undefined) yield { at, shows: cut(redact(`${name}=${value}`)), ...graded };
    }
  },
};

function gradeOf(name: string, value: string): Grade | undefined {
  const always = ALWAYS.get(name);
  // ENV is a file for sh, and to most programs the name of a stage.
  if (name === 'ENV' && !/[\\/]/.test(value)) return undefined;
  if (always !== undefined) return /^\$\{?\w+\}?$/.test(value) ? undefined : always;
  if (OPTIONS.get(name)?.test(value) === true) {
    return name === 'GIT_SSH_COMMAND'
      ? {
          severity: 'medium',
          because: 'It runs another program than ssh, or ssh without its check of the other side.',
        }
      : LOADS;
  }
  if (!SEARCHED.has(name)) return undefined;
  const folders = value.split(/;|^[A-Za-z]:[\\/]/.test(value) ? ';' : ':');
  const loose = folders.find((folder) => looseFolderOf(folder) !== undefined);
  if (loose !== undefined) {
    return {
      severity: 'high',
      because: `Others may put files into ${JSON.stringify(loose.slice(0, 80))}.`,
    };
  }
  const relative = folders.find((folder) => folder !== '' && !isAnchored(folder));
  if (relative === undefined) return undefined;
  const because = `${JSON.stringify(relative.slice(0, 80))} is looked up in the folder that is open.`;
  return { severity: 'medium', because };
}
