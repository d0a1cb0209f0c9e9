import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(exec);
const runFile = promisify(execFile);

export async function resize(file: string, width: number): Promise<string> {
  const { stdout } = await run(`convert ${file} -resize ${width} out.png`);
  return stdout;
}
