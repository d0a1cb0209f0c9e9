import { defineConfig } from 'vitest/config';
import Counts from './scripts/counts.ts';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'labs/**/*.test.ts', 'bench/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // A server that is started by a test must be able to end by itself before the worker goes.
    teardownTimeout: 20_000,
    pool: 'forks',
    reporters: ['default', new Counts()],
  },
});
