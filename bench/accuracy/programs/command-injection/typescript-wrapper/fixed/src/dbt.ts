import { exec } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const project = path.resolve(process.env.DBT_PROJECT ?? '.');

export function dbt(line: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = `. .venv/bin/activate && dbt --no-use-colors ${line}`;
    exec(command, { cwd: project, timeout: 600_000, maxBuffer: 16 << 20 }, (error, stdout) => {
      if (error && !stdout) reject(new Error('dbt could not be started'));
      else resolve(stdout);
    });
  });
}

export const manifest = async (): Promise<string[]> =>
  Object.keys(JSON.parse(await readFile(path.join(project, 'target', 'manifest.json'), 'utf8')).nodes);
