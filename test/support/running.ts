import { afterAll } from 'vitest';
import { Processes } from '../../src/adapters/process/index.ts';
import type { Running } from '../../src/domain/ports.ts';

// Real processes for tests of what talks to them: uncontained, and gone when the test file is done.

const limits = {
  processes: 64,
  memory: 1024 ** 3,
  cpuSeconds: 120,
  openFiles: 1024,
  fileSize: 1024 ** 2,
};
const root = new URL('../..', import.meta.url).pathname;
const processes = new Processes();
afterAll(() => processes.close());

/** Starts Node with these arguments in the repository. */
export async function runNode(...args: readonly string[]): Promise<Running> {
  const env = { PATH: process.env['PATH'] ?? '' };
  return await processes.start({ file: process.execPath, args, cwd: root, env, limits });
}

/**
 * Starts a server on stdio from the body of a function `(message, write)`, called for each message
 * that comes; `write` sends text as it is.
 */
export async function runServer(onMessage: string): Promise<Running> {
  return await runNode('-e', serverScript(onMessage));
}

export function serverScript(onMessage: string): string {
  return `
    const write = (text) => process.stdout.write(text);
    const send = (message) => write(JSON.stringify(message) + '\\n');
    const reply = ({ id }, result) => id !== undefined && send({ jsonrpc: '2.0', id, result });
    const handle = (message) => { ${onMessage} };
    require('readline').createInterface({ input: process.stdin })
      .on('line', (line) => handle(JSON.parse(line)))
      .on('close', () => process.exit(0));
    setTimeout(() => process.exit(70), 60000);`;
}
