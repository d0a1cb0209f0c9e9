import path from 'node:path';
import os from 'node:os';

export interface Settings {
  library: string;
  ffmpeg: string;
  maxSeconds: number;
}

export function loadSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  return {
    library: path.resolve(env.CLIPS_LIBRARY ?? path.join(os.homedir(), 'Clips')),
    ffmpeg: env.CLIPS_FFMPEG ?? 'ffmpeg',
    maxSeconds: Number(env.CLIPS_MAX_SECONDS ?? 600),
  };
}
