import type { Tool } from './index.js';
import { shell } from '../shell.js';

export const lint: Tool = {
  name: 'lint',
  run: async ({ folder }) => shell(`eslint ${String(folder)}`),
};
