const CLIP = /^[A-Za-z0-9][A-Za-z0-9_-]{0,80}\.(mp4|mkv|mov|webm)$/;
const TIMECODE = /^\d{1,2}:[0-5]\d:[0-5]\d(\.\d{1,3})?$/;

export function assertClipName(name: string): void {
  if (!CLIP.test(name)) {
    throw new Error(`Not a clip name: ${JSON.stringify(name)}`);
  }
}

export function assertTimecode(value: string): void {
  if (!TIMECODE.test(value)) {
    throw new Error('Times are written as HH:MM:SS');
  }
}
