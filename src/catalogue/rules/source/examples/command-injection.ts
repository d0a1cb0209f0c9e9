import type { Rule } from '../../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../../source/example.ts';

export const examples: Rule<'source'>['examples'] = {
  bad: [
    javascriptTool(
      ["import { exec } from 'node:child_process';"],
      '{ host: z.string() }',
      'exec(`ping -c 1 ${args.host}`);',
    ),
    javascriptTool(
      ["import { spawn } from 'child_process';"],
      '{ pattern: z.string() }',
      "spawn('grep', [args.pattern, 'notes.txt'], { shell: true });",
    ),
    javascriptTool(
      [
        "import * as cp from 'child_process';",
        "import { promisify } from 'util';",
        'const run = promisify(cp.execFile);',
      ],
      '{ line: z.string() }',
      "await run('bash', ['-c', 'echo ' + args.line]);",
    ),
    pythonTool(
      ['import subprocess'],
      'host: str',
      'subprocess.run(f"ping -c 1 {host}", shell=True)',
    ),
    pythonTool(['import os'], 'name: str', 'os.system("lpr " + name)'),
    pythonTool(
      ['import asyncio'],
      'name: str',
      'await asyncio.create_subprocess_exec("sh", "-c", f"cat {name} | wc -l")',
    ),
    goTool(['os/exec'], 'host', 'exec.Command("sh", "-c", "ping -c 1 "+host).Run()'),
    goTool(
      ['os/exec', 'fmt'],
      'host',
      'exec.CommandContext(ctx, "/bin/bash", "-lc", fmt.Sprintf("dig %s", host)).Output()',
    ),
  ],
  good: [
    javascriptTool(
      ["import { execFile } from 'node:child_process';"],
      '{ host: z.string() }',
      "execFile('ping', ['-c', '1', '--', args.host]);",
    ),
    javascriptTool(
      ["import { exec } from 'node:child_process';", "import { quote } from 'shell-quote';"],
      '{ host: z.string() }',
      'exec(`ping -c 1 ${quote([args.host])}`);',
    ),
    pythonTool(
      ['import subprocess'],
      'host: str',
      'subprocess.run(["ping", "-c", "1", "--", host])',
    ),
    pythonTool(
      ['import subprocess', 'import shlex'],
      'host: str',
      'subprocess.run(f"ping -c 1 {shlex.quote(host)}", shell=True)',
    ),
    goTool(['os/exec'], 'host', 'exec.Command("ping", "-c", "1", "--", host).Run()'),
  ],
  nearMiss: [
    // A number, and one of a fixed set: nothing can be written in them.
    javascriptTool(
      ["import { exec } from 'node:child_process';"],
      "{ count: z.number(), unit: z.enum(['kB', 'MB']) }",
      'exec(`du --block-size=${args.unit} | head -n ${args.count}`);',
    ),
    javascriptTool(
      ["import { exec } from 'node:child_process';"],
      '{ branch: z.string() }',
      "if (!/^[a-z0-9]+$/.test(args.branch)) throw new Error('no such branch');\n  exec(`git log main..${args.branch}`);",
    ),
    pythonTool(
      ['import subprocess'],
      'count: int',
      'subprocess.run(f"head -n {count} notes.txt", shell=True)',
    ),
    goTool(
      ['os/exec'],
      'host',
      'if host != "a.example" && host != "b.example" {\n\t\treturn nil, nil\n\t}\n\texec.Command("sh", "-c", "ping -c 1 "+host).Run()',
    ),
    // A regular expression's `exec` is no shell.
    javascriptTool([], '{ text: z.string() }', 'const found = /a+/.exec(args.text);'),
  ],
};
