import type { Rule } from '../../../../domain/rule.ts';
import { goTool, javascriptTool, pythonTool } from '../../../source/example.ts';

const node = ["import { execFile } from 'node:child_process';"];

export const examples: Rule<'source'>['examples'] = {
  bad: [
    javascriptTool(node, '{ revision: z.string() }', "execFile('git', ['log', args.revision]);"),
    // To quote for a shell takes no option its dash.
    javascriptTool(
      [...node, "import { quote } from 'shell-quote';"],
      '{ revision: z.string() }',
      "execFile('git', ['log', quote([args.revision])]);",
    ),
    javascriptTool(
      ["import { simpleGit } from 'simple-git';", "const git = simpleGit('notes');"],
      '{ revision: z.string() }',
      'await git.raw(["show", args.revision]);',
    ),
    pythonTool(
      ['import subprocess'],
      'revision: str',
      'subprocess.run(["git", "diff", revision], check=True)',
    ),
    pythonTool(
      ['import git'],
      'revision: str',
      'repo = git.Repo("notes")\nrepo.git.diff(revision)',
    ),
    pythonTool(
      ['import asyncio'],
      'url: str',
      'await asyncio.create_subprocess_exec("curl", "-s", url)',
    ),
    goTool(['os/exec'], 'revision', 'exec.Command("git", "log", revision).Run()'),
  ],
  good: [
    javascriptTool(node, '{ file: z.string() }', "execFile('git', ['log', '--', args.file]);"),
    javascriptTool(
      node,
      '{ revision: z.string() }',
      "if (args.revision.startsWith('-')) throw new Error('no such revision');\n  execFile('git', ['log', args.revision]);",
    ),
    pythonTool(
      ['import subprocess'],
      'revision: str',
      'if revision.startswith("-"):\n    raise ValueError("no such revision")\nsubprocess.run(["git", "diff", revision], check=True)',
    ),
    goTool(['os/exec'], 'file', 'exec.Command("git", "log", "--", file).Run()'),
  ],
  nearMiss: [
    // What the argument starts with is constant.
    javascriptTool(
      node,
      '{ file: z.string() }',
      "execFile('git', ['log', `--grep=${args.file}`]);",
    ),
    pythonTool(
      ['import subprocess'],
      'count: int',
      'subprocess.run(["git", "log", "-n", str(count)])',
    ),
    pythonTool(
      ['import asyncio'],
      'url: str',
      'if not url.startswith("https://"):\n    raise ValueError("no address")\nawait asyncio.create_subprocess_exec("curl", "-s", url)',
    ),
    goTool(['os/exec'], 'file', 'exec.Command("git", "show", "HEAD:"+file).Run()'),
  ],
};
