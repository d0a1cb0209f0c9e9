import { join } from 'node:path';
import { findPaths } from '../../adapters/files/index.ts';
import type { Client, ConfigSource, PathTemplate, Platform } from '../../domain/client.ts';
import type { Candidate } from './collect.ts';
import { fill } from './machine.ts';
import type { Place } from './machine.ts';
import type { ConfigReader } from './read-config.ts';

/** A search of a machine, while it is under way. */
export interface Search {
  readonly clients: readonly Client[];
  readonly read: ConfigReader;
  readonly candidates: Candidate[];
  readonly unread: { path: string; why: string }[];
  /** Every path that was asked for. */
  readonly looked: Set<string>;
}

/** The paths that a template stands for in a place; whether there are files is not yet known. */
export async function expand(
  template: PathTemplate,
  place: Place,
  search: Search,
): Promise<readonly string[]> {
  const filled = fill(template, place);
  if (filled === undefined) return [];
  search.looked.add(join(filled.base, ...filled.steps));
  if (filled.steps.length === 0) return [filled.base];
  const { paths, unread } = await findPaths(filled.base, filled.steps);
  search.unread.push(...unread);
  return paths;
}

export function isOn({ on }: Pick<ConfigSource, 'on'>, platform: Platform): boolean {
  return on === undefined || on.includes(platform);
}
