import { execFile } from 'node:child_process';

export function shell(line: string): Promise<string> {
  return new Promise((done, fail) => {
    execFile('/bin/sh', ['-c', line], (error, stdout) => (error ? fail(error) : done(stdout)));
  });
}

export function run(program: string, args: readonly string[]): Promise<string> {
  return new Promise((done, fail) => {
    execFile(program, [...args], (error, stdout) => (error ? fail(error) : done(stdout)));
  });
}
