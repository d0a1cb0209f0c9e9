import { serve } from '../../lib/serve.mjs';

// Good: a forecast can be handed on, and what to do with it is left to the user.
export const lab = serve(import.meta, {
  name: 'weather',
  version: '1.0.0',
  tools: [
    {
      name: 'get_forecast',
      description:
        'Gives the forecast for a place as plain text, short enough for a mail or a message.',
      inputSchema: {
        type: 'object',
        properties: { place: { type: 'string', description: 'Name of a town.' } },
        required: ['place'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: true, openWorldHint: true },
      run: ({ place }) => `${place}: mild, some clouds.`,
    },
  ],
});
