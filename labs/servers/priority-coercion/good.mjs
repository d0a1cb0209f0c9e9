import { serve } from '../../lib/serve.mjs';

// Good: the order concerns the server's own tools, and the server says why.
export const lab = serve(import.meta, {
  name: 'handbook',
  version: '1.0.0',
  tools: [
    {
      name: 'open_chapter',
      description: 'Opens a chapter for reading. Its number comes from list_chapters.',
      inputSchema: {
        type: 'object',
        properties: { number: { type: 'integer', minimum: 1, description: 'Chapter number.' } },
        required: ['number'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: ({ number }) => `Chapter ${number} is empty.`,
    },
    {
      name: 'list_chapters',
      description:
        'Lists the chapters. Call it before open_chapter, which needs a number from here.',
      inputSchema: { type: 'object', properties: {}, additionalProperties: false },
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: () => '1 Basics',
    },
  ],
});
