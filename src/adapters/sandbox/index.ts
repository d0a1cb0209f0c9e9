export { createBubblewrap } from './bubblewrap.ts';
export { Runtime } from './runtime.ts';
export { createSandboxRuntime } from './sandbox-runtime.ts';
export { createUncontained } from './uncontained.ts';
