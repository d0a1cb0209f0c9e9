import type { Tool } from './index.js';
import { run } from '../shell.js';

export const lint: Tool = {
  name: 'lint',
  run: async ({ folder }) => run('eslint', ['--', String(folder)]),
};
