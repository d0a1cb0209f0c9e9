import { setFlagsFromString } from 'node:v8';

/**
 * Has garbage collected before the heap has grown by more than this, of what was in use. Left alone, the
 * engine lets it grow to four times that on a machine with much memory. Holds for the whole process.
 */
export function limitGarbage(percent: number): void {
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}
