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
  // The folder of what lies in a folder is that folder, or lies in it too.
  {
    languages: javascript,
    calls: ['path.dirname', 'path.posix.dirname', 'path.win32.dirname'],
    from: [0],
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
