import type { Tool } from './index.js';
import { shell } from '../shell.js';

export const format: Tool = {
  name: 'format',
  run: async () => shell('prettier --write .'),
};
