import type { Model } from '../../../domain/flow.ts';
import { python } from '../../source/calls.ts';

export const models: readonly Model[] = [
  {
    languages: python,
    calls: ['os.path.basename', 'ntpath.basename', 'posixpath.basename'],
    gives: ['component', 'relative'],
    drops: ['contained', 'normalised', 'resolved', 'under-folder', 'led', 'no-dash'],
  },
  { languages: python, calls: ['os.path.splitext', 'os.path.dirname'] },
];
