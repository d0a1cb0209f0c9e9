import { lint } from './lint.js';
import { format } from './format.js';

export interface Tool {
  readonly name: string;
  readonly run: (args: Record<string, unknown>) => Promise<string>;
}

export const tools: readonly Tool[] = [lint, format];
