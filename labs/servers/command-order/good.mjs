import { serve } from '../../lib/serve.mjs';

// Good: set-up is for people and stands in the documentation.
export const lab = serve(import.meta, {
  name: 'formatter',
  version: '1.0.0',
  tools: [
    {
      name: 'format_code',
      description:
        'Formats source code. Needs no set-up; its options are described at https://docs.example.com/fmt.',
      inputSchema: {
        type: 'object',
        properties: { code: { type: 'string', description: 'The source text.' } },
        required: ['code'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ code }) => code,
    },
  ],
});
