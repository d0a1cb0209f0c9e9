import type { Model } from '../../../domain/flow.ts';
import { javascript } from '../../source/calls.ts';

export const models: readonly Model[] = [
  {
    languages: javascript,
    calls: ['path.basename', 'path.posix.basename', 'path.win32.basename'],
    from: [0],
    gives: ['component', 'relative'],
    drops: ['contained', 'normalised', 'resolved', 'under-folder', 'led', 'no-dash'],
  },
  {
    languages: javascript,
    calls: ['path.extname', 'path.posix.extname'],
    gives: ['component', 'relative', 'no-parent', 'no-dash'],
  },
  {
    languages: javascript,
    calls: ['url.fileURLToPath'],
    gives: ['normalised'],
    drops: ['url-encoded', 'component', 'contained'],
  },
];
