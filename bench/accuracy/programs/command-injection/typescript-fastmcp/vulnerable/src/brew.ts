import { execSync } from 'node:child_process'
import { execa } from 'execa'

const env = { ...process.env, HOMEBREW_NO_AUTO_UPDATE: '1', HOMEBREW_NO_COLOR: '1' }

/** brew is a shell function on managed machines, so it needs a login shell. */
export function login(line: string): string {
  return execSync(line, { shell: '/bin/zsh', env, encoding: 'utf8', timeout: 60_000 })
}

export async function plain(...args: string[]): Promise<string> {
  const { stdout } = await execa('brew', args, { env, timeout: 60_000 })
  return stdout
}
