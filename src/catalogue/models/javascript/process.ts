import type { Model } from '../../../domain/flow.ts';
import { javascript } from '../../source/calls.ts';

export const models: readonly Model[] = [
  { languages: javascript, calls: ['process.exit', 'process.abort', 'Deno.exit'], ends: true },
];
