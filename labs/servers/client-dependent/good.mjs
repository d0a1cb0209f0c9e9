import { serve } from '../../lib/serve.mjs';

// Good: every client is shown the same.
export const lab = serve(import.meta, {
  name: 'letters',
  version: '1.0.0',
  tools: [
    {
      name: 'draft_letter',
      description: 'Drafts a letter from a few key points.',
      inputSchema: {
        type: 'object',
        properties: { points: { type: 'string', description: 'What the letter is to say.' } },
        required: ['points'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ points }) => `Dear reader, ${points}`,
    },
  ],
});
