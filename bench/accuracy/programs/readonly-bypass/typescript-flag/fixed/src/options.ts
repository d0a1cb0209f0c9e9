import { parseArgs } from 'node:util';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'redis://127.0.0.1:6379' },
    'read-only': { type: 'boolean', default: false },
  },
});

export const url = values.url;
export const readOnly = values['read-only'];
