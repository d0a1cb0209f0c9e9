import type { CallSite, Program, SourceMatch } from '../../../domain/program.ts';
import type { Rule } from '../../../domain/rule.ts';
import { option } from '../../source/calls.ts';
import { goTool, javascriptTool, pythonTool } from '../../source/example.ts';
import { callsIn, codeOf, functionAt, matchAt } from '../../source/program.ts';
import { running } from '../../source/processes.ts';

/** Requests that wait for ever unless they are told not to. */
const WAITS =
  /^(?:requests\.(?:get|post|put|patch|delete|head|request)|requests\.[sS]ession\(\)\.(?:get|post|put|patch|delete|head|request)|urllib\.request\.urlopen|fetch|globalThis\.fetch|node-fetch(?:\.fetch)?|axios(?:\.(?:get|post|put|patch|delete|head|request))?|net\/http\.(?:Get|Post|Head|PostForm))$/;
const PROGRAMS = /^child_process\.(?:exec|execFile|execSync|execFileSync|spawnSync)$/;
const RUNS: ReadonlySet<string> = new Set(running.filter((name) => !name.endsWith('Popen')));
/** The wait is ended from elsewhere in the function. */
const ENDED =
  /timeout|AbortSignal|AbortController|\bsignal\b|wait_for\(|Promise\.race|WithTimeout|WithDeadline|fail_after|move_on_after/i;

/** Whether something from outside is what a call waits for. */
function isForeign(call: CallSite): boolean {
  return [0, 1].some((at) => {
    const value = call.argument(at);
    return value?.isForeign === true || (value?.items ?? []).some((item) => item.isForeign);
  });
}

function* detect(program: Program): Generator<SourceMatch> {
  const modules = new Map(program.modules.map((module) => [module.path, module]));
  const fits = (name: string): boolean => WAITS.test(name) || PROGRAMS.test(name) || RUNS.has(name);
  for (const call of callsIn(program, fits)) {
    const module = modules.get(call.path);
    if (module === undefined || !isForeign(call)) continue;
    if (['timeout', 'signal'].some((name) => option(call, name) !== undefined)) continue;
    const node = functionAt(module, call.at, call.end);
    const code = codeOf(module);
    if (ENDED.test(node === undefined ? code : code.slice(node.at, node.end))) continue;
    const what = WAITS.test(call.name) ? 'an answer' : 'the end of a program';
    yield matchAt(
      call,
      `\`${call.name}\` waits for ${what} that is chosen from outside, without an end.`,
    );
  }
}

export const rule: Rule<'source'> = {
  id: 'source/missing-timeout',
  severity: 'low',
  confidence: 'medium',
  title: 'Tool waits without an end for what a caller chose',
  why: 'An address that never answers, or a program that never ends, keeps a worker of the server; a few of them keep all.',
  fix: 'Give a time after which the request or the program is given up, and a size beyond which its output is.',
  controls: ['TRF-04', 'RUN-09'],
  techniques: ['resource-exhaustion'],
  cwe: [400, 770, 1088],
  top10: { csa: ['MCP-05'], owasp: ['MCP05'] },
  examples: {
    bad: [
      pythonTool(['import requests'], 'url: str', 'return requests.get(url).text'),
      javascriptTool([], '{ url: z.string() }', 'keep(await (await fetch(args.url)).text());'),
      pythonTool(
        ['import subprocess'],
        'name: str',
        'subprocess.run(["convert", name], check=True)',
      ),
      goTool(['net/http'], 'url', 'answer, _ := http.Get(url)\nkeep(answer)'),
    ],
    good: [
      pythonTool(['import requests'], 'url: str', 'return requests.get(url, timeout=10).text'),
      javascriptTool(
        [],
        '{ url: z.string() }',
        'keep(await (await fetch(args.url, { signal: AbortSignal.timeout(10000) })).text());',
      ),
      pythonTool(
        ['import subprocess'],
        'name: str',
        'subprocess.run(["convert", name], check=True, timeout=60)',
      ),
    ],
    nearMiss: [
      // The address is the program's own.
      pythonTool(['import requests'], 'name: str', 'return requests.get(SERVICE).text'),
    ],
  },
  detect,
};
