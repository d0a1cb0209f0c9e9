import { serve } from '../../lib/serve.mjs';

// Good: the icon is a picture from an encrypted address.
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
      icons: [{ src: 'https://colours.example.com/icon.png', mimeType: 'image/png' }],
      annotations: { readOnlyHint: true, openWorldHint: false },
      run: () => 'orange',
    },
  ],
});
