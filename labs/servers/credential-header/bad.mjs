import { serve } from '../../lib/serve.mjs';

// Bad: the API key is copied into a header of each call, and headers end in the logs of every proxy on the
// way. Found by definition/credential-header. The good twin copies the region alone.
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
          api_key: {
            type: 'string',
            description: 'Key of the account.',
            'x-mcp-header': 'Api-Key',
          },
        },
        required: ['region', 'api_key'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ region }) => `No invoice in ${region}.`,
    },
  ],
});
