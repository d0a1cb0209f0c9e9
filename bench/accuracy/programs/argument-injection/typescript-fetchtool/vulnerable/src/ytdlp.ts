import { spawn } from 'node:child_process';

export class ToolError extends Error {}

function run(args: readonly string[], timeout = 90_000): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('yt-dlp', [...args], { timeout, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      out += part;
    });
    child.stderr.resume();
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve(out) : reject(new ToolError(`exit ${code}`))));
  });
}

const COMMON = ['--no-config', '--no-playlist', '--skip-download'];

export async function metadata(video: string): Promise<{ title: string; seconds: number }> {
  const out = await run([...COMMON, '--dump-json', video]);
  const { title, duration } = JSON.parse(out);
  return { title, seconds: duration };
}

export async function subtitles(video: string, language: string): Promise<string> {
  return run([...COMMON, '--write-subs', `--sub-langs=${language}`, '-o', '-', video]);
}

export const version = (): Promise<string> => run(['--version'], 5000);
