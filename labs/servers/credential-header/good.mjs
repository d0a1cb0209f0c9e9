import { serve } from '../../lib/serve.mjs';

// Good: the region is copied into a header, so that a proxy can route; the key is the server's own affair.
export const lab = serve(import.meta, {
  name: 'invoices',
  version: '1.0.0',
  eras: ['modern'],
  tools: [
    {
      name: 'read_invoice',
      description: 'Reads an invoice of the account.',
      inputSchema: {
        type: 'object',
        properties: {
          region: {
            type: 'string',
            description: 'Region of the account.',
            'x-mcp-header': 'Region',
          },
          number: { type: 'string', description: 'Number of the invoice.' },
        },
        required: ['region', 'number'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ region }) => `No invoice in ${region}.`,
    },
  ],
});
