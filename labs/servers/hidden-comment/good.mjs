import { serve } from '../../lib/serve.mjs';

// Good: the description speaks of comments, and has none.
export const lab = serve(import.meta, {
  name: 'pages',
  version: '1.0.0',
  tools: [
    {
      name: 'summarise_page',
      description:
        'Summarises a web page in five sentences. HTML comments of the page are left out.',
      inputSchema: {
        type: 'object',
        properties: { url: { type: 'string', format: 'uri', description: 'Address of the page.' } },
        required: ['url'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ url }) => `Nothing was read from ${url}: this is a lab.`,
    },
  ],
});
