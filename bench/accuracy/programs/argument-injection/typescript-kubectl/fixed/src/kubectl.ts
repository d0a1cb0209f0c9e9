import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export const KINDS = ['pods', 'deployments', 'services', 'jobs', 'events'] as const;
export type Kind = (typeof KINDS)[number];

export class Kubectl {
  constructor(
    private readonly context: string,
    private readonly timeout = 15_000,
  ) {}

  private static name(value: string): string {
    if (!/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(value)) throw new Error(`not a name: ${value}`);
    return value;
  }

  private async call(...args: string[]): Promise<string> {
    const { stdout } = await run('kubectl', [`--context=${this.context}`, ...args], {
      timeout: this.timeout,
      maxBuffer: 8 * 1024 * 1024,
    });
    return stdout;
  }

  list(kind: Kind, namespace: string): Promise<string> {
    return this.call('get', kind, `--namespace=${namespace}`, '--output=wide');
  }

  describe(kind: Kind, name: string, namespace: string): Promise<string> {
    return this.call('describe', `--namespace=${namespace}`, kind, Kubectl.name(name));
  }

  logs(pod: string, namespace: string, lines: number): Promise<string> {
    return this.call('logs', `--namespace=${namespace}`, `--tail=${lines}`, Kubectl.name(pod));
  }
}
