import { serve } from '../../lib/serve.mjs';

// Bad: the icon is a script, which a client that shows it in a page may run.
// Found by definition/unsafe-icon. The good twin has a picture from an encrypted address.
export const lab = serve(import.meta, {
  name: 'colours',
  version: '1.0.0',
  tools: [
    {
      name: 'pick_colour',
      description: 'Names the colour nearest to a code.',
      inputSchema: {
        type: 'object',
        properties: {
          code: { type: 'string', pattern: '^#[0-9a-f]{6}$', description: 'Like #ff8800.' },
        },
        required: ['code'],
        additionalProperties: false,
      },
      icons: [{ src: 'javascript:void(0)', mimeType: 'image/png' }],
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: () => 'orange',
    },
  ],
});
