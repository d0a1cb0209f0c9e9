import { serve } from '../../lib/serve.mjs';

// Good: each parameter has a type and a bound, and nothing else is taken.
export const lab = serve(import.meta, {
  name: 'search',
  version: '1.0.0',
  tools: [
    {
      name: 'find_pages',
      description: 'Finds pages of the handbook that hold a phrase.',
      inputSchema: {
        type: 'object',
        properties: {
          phrase: { type: 'string', maxLength: 200, description: 'What to look for.' },
          limit: { type: 'integer', minimum: 1, maximum: 50, description: 'How many at most.' },
        },
        required: ['phrase'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ phrase }) => `No page holds ${JSON.stringify(phrase)}.`,
    },
  ],
});
