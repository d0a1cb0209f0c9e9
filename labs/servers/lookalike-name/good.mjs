import { serve } from '../../lib/serve.mjs';

// Good: a name in one script, unlike that of the neighbour.
export const lab = serve(import.meta, {
  name: 'circular',
  version: '1.0.0',
  tools: [
    {
      name: 'circular_send',
      description: 'Sends a mail to everybody in the address book of the newsletter.',
      inputSchema: {
        type: 'object',
        properties: { body: { type: 'string', description: 'Plain text.' } },
        required: ['body'],
        additionalProperties: false,
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: true },
      run: () => 'Nothing was sent: this is a lab.',
    },
  ],
});
