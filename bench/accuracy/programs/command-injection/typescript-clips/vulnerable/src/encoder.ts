import { exec, execFile } from 'node:child_process';
import { promisify } from 'node:util';
import path from 'node:path';
import type { Settings } from './config.js';

const run = promisify(exec);
const runFile = promisify(execFile);

export interface CutRequest {
  clip: string;
  from: string;
  to: string;
  target: string;
}

export class Encoder {
  constructor(private readonly settings: Settings) {}

  /** Cuts a piece out of a clip without re-encoding. */
  async cut(request: CutRequest): Promise<string> {
    const { library, ffmpeg } = this.settings;
    const command = [
      ffmpeg,
      '-hide_banner -loglevel error -y',
      `-ss ${request.from} -to ${request.to}`,
      `-i "${library}/${request.clip}"`,
      `-c copy "${library}/${request.target}"`,
    ].join(' ');
    const { stderr } = await run(command, { timeout: 120_000 });
    return stderr.trim() === '' ? `Wrote ${request.target}` : stderr;
  }

  /** Reads the duration of a clip in seconds. */
  async duration(clip: string): Promise<number> {
    const file = path.join(this.settings.library, path.basename(clip));
    const { stdout } = await runFile('ffprobe', [
      '-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file,
    ]);
    return Math.min(Number(stdout), this.settings.maxSeconds);
  }
}
