import { wireLimits } from '../../adapters/mcp/index.ts';
import type { WireLimits } from '../../adapters/mcp/index.ts';

/** Bounds of one look at a server; times in milliseconds, sizes in bytes. */
export interface LookLimits {
  /** Everything after the start of the server's process. What was seen until then is reported. */
  readonly total: number;
  /** Until the first answer; a server may have much to load. */
  readonly handshake: number;
  /** For each later answer. */
  readonly request: number;
  /** How long the other era may still take once one era answered. */
  readonly grace: number;
  /** How long a remote server is asked in the modern era alone before the legacy one is tried beside it. */
  readonly headStart: number;
  /** For a list that the server did not declare. */
  readonly undeclared: number;
  /** Pages of one list. */
  readonly pages: number;
  /** Entries of all lists. */
  readonly definitions: number;
  /** Text of all pages, in UTF-16 code units. */
  readonly text: number;
  readonly wire: WireLimits;
}

/** Every time-out and bound of connecting stands here or in `wireLimits`. */
export const lookLimits: LookLimits = {
  total: 120_000,
  handshake: 30_000,
  request: 20_000,
  grace: 1_500,
  headStart: 1_000,
  undeclared: 1_500,
  pages: 100,
  definitions: 10_000,
  text: 64 * 1024 * 1024,
  wire: wireLimits,
};
