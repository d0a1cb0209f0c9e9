import { serve } from '../../lib/serve.mjs';

// Good: a tool is added while the server runs, and the server says so, as the protocol asks. It is drift
// all the same, and a pin has to be approved anew; in an audit it is a low finding.

/** @type {import('../../lib/protocol.mjs').Tool} */
const findPaper = {
  name: 'find_paper',
  description: 'Finds papers in the reading list by their titles.',
  inputSchema: {
    type: 'object',
    properties: { title: { type: 'string', description: 'Part of the title.' } },
    required: ['title'],
    additionalProperties: false,
  },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run: ({ title }) => `No paper is called ${JSON.stringify(title)}.`,
};

/** @type {import('../../lib/protocol.mjs').Tool} */
const countPapers = {
  name: 'count_papers',
  description: 'Counts the papers in the reading list.',
  inputSchema: { type: 'object', properties: {}, additionalProperties: false },
  annotations: { readOnlyHint: true, openWorldHint: false },
  run: () => 'The reading list holds no paper.',
};

const later = [findPaper, countPapers];

export const lab = serve(import.meta, {
  name: 'reading-list',
  version: '1.0.0',
  eras: ['legacy'],
  announces: true,
  tools: [findPaper],
  later: ({ lists }) => (lists >= 3 ? { tools: later } : {}),
});
