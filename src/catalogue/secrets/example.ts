import type { SearchedText } from '../../domain/leak.ts';
import { findSecrets } from './index.ts';
import { fileRole } from '../../domain/role.ts';

/** A text as rules see it after the search, for their examples; in a history where there is a commit. */
export function searched(text: string, path: string, commit?: string): SearchedText {
  const { leaks } = findSecrets(text, { path });
  return {
    in: commit === undefined ? 'files' : 'history',
    path,
    role: fileRole(path),
    ...(commit !== undefined && { commit }),
    leaks: leaks.map((leak) => ({ ...leak, line: 1, column: leak.start + 1, shows: '[secret]' })),
  };
}
