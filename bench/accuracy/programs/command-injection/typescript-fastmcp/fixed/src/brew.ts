import { execa } from 'execa'

const env = { ...process.env, HOMEBREW_NO_AUTO_UPDATE: '1', HOMEBREW_NO_COLOR: '1' }

export async function plain(...args: string[]): Promise<string> {
  const { stdout } = await execa('brew', args, { env, timeout: 60_000 })
  return stdout
}
