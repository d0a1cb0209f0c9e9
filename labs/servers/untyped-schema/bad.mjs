import { serve } from '../../lib/serve.mjs';

// Bad: the parameters have no type and the object is open, so that nothing between the model and the
// server can check a call. Found by definition/untyped-schema.
// The good twin gives each parameter a type and a bound.
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
          phrase: { description: 'What to look for.' },
          limit: { description: 'How many at most.' },
        },
        required: ['phrase'],
        additionalProperties: true,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ phrase }) => `No page holds ${JSON.stringify(phrase)}.`,
    },
  ],
});
