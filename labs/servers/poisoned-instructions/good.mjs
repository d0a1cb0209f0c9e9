import { serve } from '../../lib/serve.mjs';

// Good: the instructions explain how the tools go together.
export const lab = serve(import.meta, {
  name: 'tickets',
  version: '1.0.0',
  instructions: 'Use find_ticket with the number that the user gives. Numbers start with T-.',
  tools: [
    {
      name: 'find_ticket',
      description: 'Shows one ticket.',
      inputSchema: {
        type: 'object',
        properties: {
          number: { type: 'string', pattern: '^T-[0-9]+$', description: 'Like T-12.' },
        },
        required: ['number'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ number }) => `There is no ticket ${number}.`,
    },
  ],
});
