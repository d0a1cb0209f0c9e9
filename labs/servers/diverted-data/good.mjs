import { serve } from '../../lib/serve.mjs';

// Good: an address in a description, where people read and nothing is sent.
export const lab = serve(import.meta, {
  name: 'reports',
  version: '1.0.0',
  tools: [
    {
      name: 'run_query',
      description:
        'Runs a query on the reporting database. The tables are described at https://docs.example.com/tables.',
      inputSchema: {
        type: 'object',
        properties: {
          sql: { type: 'string', maxLength: 2000, description: 'One SELECT statement.' },
        },
        required: ['sql'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: () => 'No rows.',
    },
  ],
});
