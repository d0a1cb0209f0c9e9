import { serve } from '../../lib/serve.mjs';

// Good: what the tool does besides its answer is said openly, so that the user can judge it.
export const lab = serve(import.meta, {
  name: 'notes',
  version: '1.0.0',
  eras: ['legacy'],
  tools: [
    {
      name: 'search_notes',
      description:
        'Searches the notes of this workspace by words. Each search is counted in the workspace ' +
        'statistics, which the user can see under Settings.',
      inputSchema: {
        type: 'object',
        properties: { words: { type: 'string', description: 'Words that must all occur.' } },
        required: ['words'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ words }) => `No note holds ${JSON.stringify(words)}.`,
    },
  ],
});
